/* SPDX-License-Identifier: MIT
 *
 * test_feed.c - recorded programs out of pipes: late, slow, silent and endless ones.
 */
#include "input.h"
#include "scratch.h"
#include "test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static const char text[] = "1: malloc 0x10 5\n1: free 0x10\n";

static void wait_a_little(void)
{
	usleep(20000);
}

/* Writes in pieces of `piece` bytes, each after a pause when there are few of them. */
static void write_pieces(int fd, const char *bytes, size_t length, size_t piece)
{
	for (size_t at = 0; at < length; at += piece) {
		size_t many = length - at < piece ? length - at : piece;

		if (length / piece < 4)
			wait_a_little();
		if (write(fd, bytes + at, many) != (ssize_t)many)
			_exit(1);
	}
}

/* A child that writes to a named pipe; its number. */
static pid_t write_later(const char *path, const char *bytes, size_t length, size_t piece)
{
	pid_t child = fork();

	if (child == 0) {
		wait_a_little();
		int fd = open(path, O_WRONLY);

		write_pieces(fd, bytes, length, piece);
		close(fd);
		_exit(0);
	}
	return child;
}

/* The lines with a bar after each, and why it ended. */
static const char *lines_of(const char *path, const volatile sig_atomic_t *stop)
{
	static char out[512];
	char reason[INPUT_REASON];
	struct input_line line;
	size_t at = 0;
	struct input *in = input_open(path, stop, reason);

	if (!in) {
		snprintf(out, sizeof out, "unopened: %s", reason);
		return out;
	}
	out[0] = 0;
	while (at < sizeof out - 64 && input_line(in, &line) == INPUT_LINE)
		at += (size_t)snprintf(out + at, sizeof out - at, "%.40s|", line.text);
	snprintf(out + at, sizeof out - at, "%s", input_reason(in));
	input_close(in);
	return out;
}

static const char *make_pipe(void)
{
	const char *path = scratch_path("fifo");

	unlink(path);
	CU_ASSERT_EQUAL_FATAL(mkfifo(path, 0600), 0);
	return path;
}

static void late_and_slow_writers(void)
{
	static const size_t pieces[] = { 1, 10, 1000 };

	for (int i = 0; i < 3; i++) {
		const char *path = make_pipe();
		pid_t child = write_later(path, text, sizeof text - 1, pieces[i]);

		CU_ASSERT_STRING_EQUAL(lines_of(path, NULL), "1: malloc 0x10 5|1: free 0x10|");
		waitpid(child, NULL, 0);
	}
}

static void packed_bytes_one_by_one(void)
{
	if (!scratch_packs())
		return;

	size_t length;
	char *packed = scratch_read(scratch_gzip("a.gz", text, sizeof text - 1), &length);
	const char *path = make_pipe();
	pid_t child = write_later(path, packed, length, 1);

	CU_ASSERT_STRING_EQUAL(lines_of(path, NULL), "1: malloc 0x10 5|1: free 0x10|");
	waitpid(child, NULL, 0);
	free(packed);
}

static void a_writer_who_leaves(void)
{
	const char *path = make_pipe();
	pid_t child = write_later(path, "", 0, 1);

	CU_ASSERT_STRING_EQUAL(lines_of(path, NULL), "");
	waitpid(child, NULL, 0);
}

static void nobody_writes(void)
{
	CU_ASSERT_STRING_EQUAL(lines_of(make_pipe(), NULL),
	                       "unopened: is a pipe to which nobody writes");
}

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
	(void)signal;
	stopped = 1;
}

/* The writer is there and says nothing; somebody presses Ctrl-C. */
static void a_silent_writer(void)
{
	struct itimerval soon = { .it_value.tv_usec = 150000 };
	const char *path = make_pipe();
	int writer = open(path, O_RDWR);

	stopped = 0;
	signal(SIGALRM, stop);
	setitimer(ITIMER_REAL, &soon, NULL);
	CU_ASSERT_STRING_EQUAL(lines_of(path, &stopped),
	                       "unopened: was not read on: it was interrupted");
	signal(SIGALRM, SIG_DFL);
	close(writer);
}

static void standard_input(void)
{
	int usual = dup(STDIN_FILENO), both[2];

	CU_ASSERT_EQUAL_FATAL(pipe(both), 0);
	CU_ASSERT_EQUAL(write(both[1], text, sizeof text - 1), (ssize_t)sizeof text - 1);
	close(both[1]);
	dup2(both[0], STDIN_FILENO);
	CU_ASSERT_STRING_EQUAL(lines_of("-", NULL), "1: malloc 0x10 5|1: free 0x10|");
	dup2(usual, STDIN_FILENO);
	close(usual);
	close(both[0]);
}

CU_TestInfo feed_tests[] = {
	{ "late and slow writers", late_and_slow_writers },
	{ "packed bytes one by one", packed_bytes_one_by_one },
	{ "a writer who leaves", a_writer_who_leaves },
	{ "nobody writes", nobody_writes },
	{ "a silent writer", a_silent_writer },
	{ "standard input", standard_input },
	CU_TEST_INFO_NULL
};

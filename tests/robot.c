/* SPDX-License-Identifier: MIT
 *
 * robot.c - a program on a pseudo-terminal, typed at and read as a person would.
 */
#include "robot.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <fcntl.h>

enum { PATIENCE_MS = 8000, STEP_MS = 20 };

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void run_program(const struct robot *robot, char *const argv[], const char *input,
                        const char *state)
{
	close(robot->master);
	if (login_tty(robot->slave) != 0)
		_exit(126);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("XDG_STATE_HOME", state, 1);
	unsetenv("NO_COLOR");
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (input) {
		int fd = open(input, O_RDONLY);

		dup2(fd, STDIN_FILENO);
		close(fd);
	}
	execv(argv[0], argv);
	_exit(127);
}

int robot_start(struct robot *robot, int cols, int rows, char *const argv[], const char *input,
                const char *state)
{
	struct winsize size = { .ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows };

	*robot = (struct robot){ .cols = cols, .rows = rows };
	if (openpty(&robot->master, &robot->slave, NULL, NULL, &size) != 0)
		return 0;
	tcgetattr(robot->slave, &robot->before);
	fflush(stdout);
	robot->pid = fork();
	if (robot->pid == 0)
		run_program(robot, argv, input, state);
	robot->terminal = vterm_new(rows, cols);
	vterm_set_utf8(robot->terminal, 1);
	robot->screen = vterm_obtain_screen(robot->terminal);
	vterm_screen_enable_altscreen(robot->screen, 1);
	vterm_screen_reset(robot->screen, 1);
	return robot->pid > 0;
}

static void remember(struct robot *robot, const char *bytes, size_t count)
{
	if (robot->count + count >= ROBOT_BYTES) {
		size_t keep = ROBOT_BYTES / 4 < robot->count ? ROBOT_BYTES / 4 : robot->count;

		memmove(robot->last, robot->last + robot->count - keep, keep);
		robot->count = keep;
	}
	memcpy(robot->last + robot->count, bytes, count);
	robot->count += count;
	robot->last[robot->count] = 0;
}

/* Shows what the program wrote within so many milliseconds. */
static void pump(struct robot *robot, int milliseconds)
{
	struct pollfd fd = { .fd = robot->master, .events = POLLIN };
	char bytes[4096];
	ssize_t got;

	while (poll(&fd, 1, milliseconds) > 0
	       && (got = read(robot->master, bytes, sizeof bytes)) > 0) {
		vterm_input_write(robot->terminal, bytes, (size_t)got);
		remember(robot, bytes, (size_t)got);
		milliseconds = 0;
	}
}

void robot_type(struct robot *robot, const char *keys)
{
	size_t length = strlen(keys);

	while (length) {
		ssize_t written = write(robot->master, keys, length < 256 ? length : 256);

		if (written <= 0)
			return;
		keys += written;
		length -= (size_t)written;
		pump(robot, 0);
	}
}

static int shows(struct robot *robot, const char *words)
{
	size_t used = 0;

	for (int row = 0; row < robot->rows; row++) {
		VTermRect line = { row, row + 1, 0, robot->cols };

		used += vterm_screen_get_text(robot->screen, robot->text + used,
		                              ROBOT_SCREEN - used - 2, line);
		robot->text[used++] = '\n';
	}
	robot->text[used] = 0;
	return strstr(robot->text, words) != NULL;
}

static int wait_until(struct robot *robot, const char *words, int wanted)
{
	for (long end = now_ms() + PATIENCE_MS; now_ms() < end;) {
		pump(robot, STEP_MS);
		if (shows(robot, words) == wanted)
			return 1;
	}
	printf("the screen %s \"%s\":\n%s", wanted ? "lacks" : "keeps", words, robot->text);
	return 0;
}

int robot_sees(struct robot *robot, const char *words)
{
	return wait_until(robot, words, 1);
}

int robot_sees_no(struct robot *robot, const char *words)
{
	return wait_until(robot, words, 0);
}

void robot_rest(struct robot *robot)
{
	pump(robot, 2 * STEP_MS);
}

void robot_settle(struct robot *robot)
{
	int unread = 1;

	for (long end = now_ms() + PATIENCE_MS; now_ms() < end && unread > 0; pump(robot, 1))
		if (ioctl(robot->slave, FIONREAD, &unread) != 0)
			return;
}

void robot_resize(struct robot *robot, int cols, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)cols, .ws_row = (unsigned short)rows };

	robot->cols = cols;
	robot->rows = rows;
	vterm_set_size(robot->terminal, rows, cols);
	ioctl(robot->master, TIOCSWINSZ, &size);
}

int robot_end(struct robot *robot)
{
	int status = 0;

	for (long end = now_ms() + PATIENCE_MS; now_ms() < end; pump(robot, STEP_MS))
		if (waitpid(robot->pid, &status, WNOHANG) == robot->pid) {
			pump(robot, STEP_MS);
			return status;
		}
	printf("the program does not end ... ");
	kill(robot->pid, SIGKILL);
	waitpid(robot->pid, &status, 0);
	return status;
}

int robot_modes_restored(const struct robot *robot)
{
	struct termios after;

	return tcgetattr(robot->slave, &after) == 0 && after.c_iflag == robot->before.c_iflag
	       && after.c_oflag == robot->before.c_oflag && after.c_lflag == robot->before.c_lflag
	       && memcmp(after.c_cc, robot->before.c_cc, sizeof after.c_cc) == 0;
}

int robot_wrote(const struct robot *robot, const char *bytes)
{
	return strstr(robot->last, bytes) != NULL;
}

void robot_free(struct robot *robot)
{
	vterm_free(robot->terminal);
	close(robot->master);
	close(robot->slave);
}

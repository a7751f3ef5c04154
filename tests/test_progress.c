/* SPDX-License-Identifier: MIT
 *
 * test_progress.c - what was answered in lessons is kept: over damage, kills, and several mmviz.
 */
#include "test.h"

#include "folder.h"
#include "progress.h"
#include "scratch.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define FOLDER "learner"

static char *before;
static char path[FOLDER_PATH];

static void begin(void)
{
	before = getenv("XDG_STATE_HOME") ? strdup(getenv("XDG_STATE_HOME")) : NULL;
	setenv("XDG_STATE_HOME", scratch_path(FOLDER), 1);
	folder_path(path, "progress");
}

static void remove_file(const char *name)
{
	char file[FOLDER_PATH];

	unlink(folder_path(file, name));
}

static void end(void)
{
	remove_file("progress");
	remove_file("progress.lock");
	remove_file("progress.damaged");
	*strrchr(path, '/') = 0;
	CU_ASSERT_EQUAL(rmdir(path), 0);
	rmdir(scratch_path(FOLDER));
	if (before)
		setenv("XDG_STATE_HOME", before, 1);
	else
		unsetenv("XDG_STATE_HOME");
	free(before);
}

static struct attempt attempt_of(const char *lesson, const char *seed, size_t place)
{
	struct attempt attempt;

	attempt_start(&attempt, lesson, 0x1234, seed);
	attempt.place = place;
	return attempt;
}

static void answer(struct attempt *attempt, const char *id, const char *text, unsigned points)
{
	attempt_add(attempt, &(struct given){ (char *)(uintptr_t)id, (char *)(uintptr_t)text,
		                              points, 2 });
}

static void keep(struct attempt *attempt)
{
	char problem[PROGRESS_PROBLEM];

	CU_ASSERT(progress_keep(attempt, problem));
	CU_ASSERT_STRING_EQUAL(problem, "");
	attempt_free(attempt);
}

static void keep_two(void)
{
	struct attempt one = attempt_of("01.txt", "ada", 12), two = attempt_of("/x y/\"02\".txt", "b",
	                                                                       ATTEMPT_OVER);

	answer(&one, "place1", "s1+0x40", 2);
	answer(&one, "list", "", 0);
	answer(&two, "holes", "m 64; w p1 \"a\\n\"; f p1", 1);
	keep(&one);
	keep(&two);
}

static struct attempts kept(const char *words)
{
	char problem[PROGRESS_PROBLEM];
	struct attempts all;

	progress_read(&all, problem);
	if (*words)
		CU_ASSERT_PTR_NOT_NULL(strstr(problem, words));
	if (!*words)
		CU_ASSERT_STRING_EQUAL(problem, "");
	return all;
}

/* ------------------------------------------------------------------------ keeping */

static void is_kept(void)
{
	struct attempts all;
	const struct attempt *found;

	begin();
	all = kept("");
	CU_ASSERT_EQUAL(all.count, 0);
	keep_two();
	all = kept("");
	CU_ASSERT_EQUAL_FATAL(all.count, 2);
	found = attempts_find(&all, "01.txt", NULL);
	CU_ASSERT_PTR_NOT_NULL_FATAL(found);
	CU_ASSERT_EQUAL(found->place, 12);
	CU_ASSERT_EQUAL(found->sum, 0x1234);
	CU_ASSERT_STRING_EQUAL(found->seed, "ada");
	CU_ASSERT_STRING_EQUAL(attempt_find(found, "place1")->text, "s1+0x40");
	CU_ASSERT_STRING_EQUAL(attempt_find(found, "list")->text, "");
	CU_ASSERT_EQUAL(attempt_find(found, "place1")->points, 2);
	found = attempts_find(&all, "/x y/\"02\".txt", "b");
	CU_ASSERT_PTR_NOT_NULL_FATAL(found);
	CU_ASSERT_EQUAL(found->place, ATTEMPT_OVER);
	CU_ASSERT_STRING_EQUAL(found->given[0].text, "m 64; w p1 \"a\\n\"; f p1");
	CU_ASSERT_PTR_NULL(attempts_find(&all, "01.txt", "bob"));
	attempts_free(&all);
	end();
}

static void the_first_answer_counts(void)
{
	struct attempt later;
	struct attempts all;

	begin();
	keep_two();
	later = attempt_of("01.txt", "ada", 40);
	answer(&later, "place1", "s1+0x80", 0);
	answer(&later, "bucket", "3", 2);
	keep(&later);
	all = kept("");
	CU_ASSERT_EQUAL_FATAL(all.count, 2);
	CU_ASSERT_STRING_EQUAL(all.attempt[1].lesson, "01.txt");
	CU_ASSERT_EQUAL(all.attempt[1].count, 3);
	CU_ASSERT_EQUAL(all.attempt[1].place, 40);
	CU_ASSERT_STRING_EQUAL(all.attempt[1].given[0].text, "s1+0x40");
	attempts_free(&all);
	end();
}

static void begins_anew(void)
{
	struct attempt anew = attempt_of("01.txt", "ada", 1);
	char problem[PROGRESS_PROBLEM];
	struct attempts all;

	begin();
	keep_two();
	CU_ASSERT(progress_begin(&anew, problem));
	all = kept("");
	CU_ASSERT_EQUAL(attempts_find(&all, "01.txt", "ada")->count, 0);
	CU_ASSERT_EQUAL(all.count, 2);
	attempts_free(&all);
	attempt_free(&anew);
	end();
}

static void is_bounded(void)
{
	struct attempts all = { 0 };
	struct attempt one = attempt_of("x", "y", 1);
	char id[24];

	for (int i = 0; i < ATTEMPT_ANSWERS + 5; i++) {
		snprintf(id, sizeof id, "q%d", i);
		answer(&one, id, "1", 1);
	}
	CU_ASSERT_EQUAL(one.count, ATTEMPT_ANSWERS);
	attempt_free(&one);
	for (int i = 0; i < ATTEMPTS_MOST + 5; i++) {
		snprintf(id, sizeof id, "%d.txt", i);
		one = attempt_of(id, "y", 1);
		attempts_put(&all, &one);
		attempt_free(&one);
	}
	CU_ASSERT_EQUAL(all.count, ATTEMPTS_MOST);
	CU_ASSERT_STRING_EQUAL(all.attempt[0].lesson, "5.txt");
	attempts_free(&all);
}

/* ------------------------------------------------------------------------- damage */

static void write_text(const char *text, size_t length)
{
	FILE *file;

	folder_make(path);
	file = fopen(path, "w");
	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	fwrite(text, 1, length, file);
	fclose(file);
}

/* Every byte another one, and cut after every byte: it is noticed, unless the rest was a whole
 * number of attempts, and nothing else is lost. */
static void damage_is_noticed(void)
{
	struct attempts all;
	size_t length;
	char *text;

	begin();
	keep_two();
	text = scratch_read(path, &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	for (size_t i = 0; i < length; i++) {
		text[i] ^= 4;
		attempts_read(&all, text, length);
		CU_ASSERT(all.lost > 0);
		CU_ASSERT(all.line >= 1 && all.line <= 6);
		CU_ASSERT(all.foreign || all.count >= 1);
		attempts_free(&all);
		text[i] ^= 4;
	}
	for (size_t i = 0; i < length; i++) {
		attempts_read(&all, text, i);
		CU_ASSERT(all.lost > 0 || text[i - 1] == '\n');
		attempts_free(&all);
	}
	free(text);
	end();
}

static void what_can_be_read_stays(void)
{
	struct attempt more = attempt_of("03.txt", "c", 5);
	struct attempts all;
	char *text, damaged[FOLDER_PATH];
	size_t length;

	begin();
	keep_two();
	text = scratch_read(path, &length);
	strstr(text, "s1+0x40")[6] = '1';
	write_text(text, length);
	all = kept(":3: It was changed, or is damaged");
	CU_ASSERT_EQUAL(all.count, 2);
	CU_ASSERT_EQUAL(all.lost, 1);
	CU_ASSERT_PTR_NULL(attempt_find(attempts_find(&all, "01.txt", NULL), "place1"));
	CU_ASSERT_PTR_NOT_NULL(attempt_find(attempts_find(&all, "01.txt", NULL), "list"));
	attempts_free(&all);
	keep(&more);
	all = kept("");
	CU_ASSERT_EQUAL(all.count, 3);
	attempts_free(&all);
	free(text);
	text = scratch_read(folder_path(damaged, "progress.damaged"), &length);
	CU_ASSERT_PTR_NOT_NULL_FATAL(text);
	CU_ASSERT_PTR_NOT_NULL(strstr(text, "s1+0x41"));
	free(text);
	end();
}

static void others_files_are_left(void)
{
	static const char *const texts[] = { "mmviz lessons 2\nsomething\n", "dear diary\n" };
	char problem[PROGRESS_PROBLEM];
	struct attempts all;
	struct attempt one;
	size_t length;
	char *text;

	begin();
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		write_text(texts[i], strlen(texts[i]));
		all = kept("is left as it is");
		attempts_free(&all);
		one = attempt_of("01.txt", "ada", 1);
		CU_ASSERT(!progress_keep(&one, problem));
		CU_ASSERT_PTR_NOT_NULL(strstr(problem, "is left as it is"));
		attempt_free(&one);
		text = scratch_read(path, &length);
		CU_ASSERT_STRING_EQUAL(text, texts[i]);
		free(text);
	}
	unlink(path);
	CU_ASSERT_EQUAL(mkfifo(path, 0600), 0);
	all = kept("");
	CU_ASSERT_EQUAL(all.count, 0);
	attempts_free(&all);
	unlink(path);
	CU_ASSERT_EQUAL(mkdir(path, 0700), 0);
	all = kept("cannot be read");
	attempts_free(&all);
	CU_ASSERT_EQUAL(rmdir(path), 0);
	end();
}

static void no_place_is_told(void)
{
	struct attempt one = attempt_of("01.txt", "ada", 1);
	char problem[PROGRESS_PROBLEM];
	struct attempts all;

	begin();
	setenv("XDG_STATE_HOME", "/dev/null/no", 1);
	CU_ASSERT(!progress_keep(&one, problem));
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "cannot be kept"));
	progress_read(&all, problem);
	CU_ASSERT_EQUAL(all.count, 0);
	setenv("XDG_STATE_HOME", scratch_path(FOLDER), 1);
	folder_make(path);
	attempt_free(&one);
	end();
}

/* ------------------------------------------------------------- several, and kills */

enum { PROCESSES = 6, ROUNDS = 8 };

static void keep_some(int process)
{
	char id[24], problem[PROGRESS_PROBLEM];
	struct attempt shared = attempt_of("01.txt", "ada", 1), own;

	snprintf(id, sizeof id, "own%d.txt", process);
	own = attempt_of(id, "y", 1);
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(id, sizeof id, "q%d_%d", process, i);
		answer(&shared, id, "1", 1);
		answer(&own, id, "1", 1);
		if (!progress_keep(&shared, problem) || !progress_keep(&own, problem))
			_exit(1);
	}
	_exit(0);
}

static void several_lose_nothing(void)
{
	struct attempts all;
	int status;

	begin();
	fflush(NULL);
	for (int i = 0; i < PROCESSES; i++)
		if (fork() == 0)
			keep_some(i);
	for (int i = 0; i < PROCESSES; i++) {
		CU_ASSERT(wait(&status) > 0);
		CU_ASSERT_EQUAL(status, 0);
	}
	all = kept("");
	CU_ASSERT_EQUAL(all.count, PROCESSES + 1);
	for (size_t i = 0; i < all.count; i++)
		CU_ASSERT_EQUAL(all.attempt[i].count,
		                strcmp(all.attempt[i].lesson, "01.txt") ? ROUNDS
		                                                        : ROUNDS * PROCESSES);
	attempts_free(&all);
	end();
}

/* Keeps one answer more again and again, and tells each that it has kept. */
static void keep_on(int told)
{
	struct attempt one = attempt_of("01.txt", "ada", 1);
	char id[24], problem[PROGRESS_PROBLEM];

	for (int i = 0; i < ATTEMPT_ANSWERS; i++) {
		snprintf(id, sizeof id, "q%d", i);
		answer(&one, id, "1", 1);
		if (!progress_keep(&one, problem) || write(told, "k", 1) != 1)
			break;
	}
	_exit(1);
}

static void survives_a_kill(void)
{
	char byte, files[FOLDER_PATH + 40];
	int told[2], status;

	begin();
	for (int round = 0; round < 8; round++) {
		struct attempts all;
		size_t count = 0, least = (size_t)round;
		pid_t child;

		remove_file("progress");
		CU_ASSERT_EQUAL_FATAL(pipe(told), 0);
		fflush(NULL);
		if ((child = fork()) == 0)
			keep_on(told[1]);
		close(told[1]);
		while (count <= least && read(told[0], &byte, 1) == 1)
			count++;
		usleep((useconds_t)round * 37);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		while (read(told[0], &byte, 1) == 1)
			count++;
		close(told[0]);
		all = kept("");
		CU_ASSERT_EQUAL_FATAL(all.count, 1);
		CU_ASSERT(all.attempt[0].count >= count && all.attempt[0].count <= count + 1);
		attempts_free(&all);
	}
	snprintf(files, sizeof files, "rm -f '%s'.~??????", path);
	CU_ASSERT_EQUAL(system(files), 0);
	end();
}

/* A file of that name, which was written so many seconds ago. */
static void write_aged(const char *name, int seconds)
{
	struct timespec times[2] = { { .tv_sec = time(NULL) - seconds }, { 0 } };
	char file[FOLDER_PATH];

	times[1] = times[0];
	scratch_write(name, "x", 1);
	snprintf(file, sizeof file, "%s", scratch_path(name));
	CU_ASSERT_EQUAL(utimensat(AT_FDCWD, file, times, 0), 0);
}

/* Of writers that were killed, and nothing else. */
static void leftovers_go(void)
{
	static const struct {
		const char *name;
		int age, stays;
	} files[] = {
		{ FOLDER "/mmviz/progress.~a1B2c3", 100, 0 },
		{ FOLDER "/mmviz/progress.~abcdef", 100000, 0 },
		{ FOLDER "/mmviz/progress.~a1B2c4", 5, 1 },
		{ FOLDER "/mmviz/progress.~a1B2c", 100, 1 },
		{ FOLDER "/mmviz/progress.~a1B-c3", 100, 1 },
		{ FOLDER "/mmviz/progress.a1B2c3", 100, 1 },
		{ FOLDER "/mmviz/progress.backup", 100, 1 },
		{ FOLDER "/mmviz/history.~a1B2c3", 100, 1 },
	};
	struct attempt one = attempt_of("01.txt", "ada", 1);
	char problem[PROGRESS_PROBLEM];

	begin();
	CU_ASSERT(progress_keep(&one, problem));
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		write_aged(files[i].name, files[i].age);
	CU_ASSERT(progress_keep(&one, problem));
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		CU_ASSERT_EQUAL(access(scratch_path(files[i].name), F_OK) == 0, files[i].stays);
		unlink(scratch_path(files[i].name));
	}
	attempt_free(&one);
	end();
}

/* One who was stopped in the middle is not waited for without end. */
static void a_lock_is_not_waited_for_long(void)
{
	struct attempt one = attempt_of("01.txt", "ada", 1);
	char lock[FOLDER_PATH], problem[PROGRESS_PROBLEM];
	int fd;

	begin();
	folder_make(path);
	fd = open(folder_path(lock, "progress.lock"), O_RDWR | O_CREAT, 0600);
	CU_ASSERT_EQUAL(flock(fd, LOCK_EX), 0);
	CU_ASSERT(!progress_keep(&one, problem));
	CU_ASSERT_PTR_NOT_NULL(strstr(problem, "cannot be kept: another mmviz holds it."));
	close(fd);
	keep(&one);
	end();
}

CU_TestInfo progress_tests[] = {
	{ "is kept", is_kept },
	{ "the first answer counts", the_first_answer_counts },
	{ "begins anew", begins_anew },
	{ "is bounded", is_bounded },
	{ "damage is noticed", damage_is_noticed },
	{ "what can be read stays", what_can_be_read_stays },
	{ "other files are left as they are", others_files_are_left },
	{ "no place for it is told", no_place_is_told },
	{ "several at once lose nothing", several_lose_nothing },
	{ "survives a kill", survives_a_kill },
	{ "leftovers go", leftovers_go },
	{ "a lock is not waited for long", a_lock_is_not_waited_for_long },
	CU_TEST_INFO_NULL
};

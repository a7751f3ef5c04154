/* SPDX-License-Identifier: MIT
 *
 * view.c - what the screen costs: frames on heaps of 10^2 to 10^7 chunks, the map's sums in an
 * operation, a key's way to its echo, bytes sent, operations played live.
 *
 *   view [FILE]      FILE: a recorded program to be played
 *
 * Each line: the least and the median of what was measured, the 99th of a hundred, the bar, and
 * whether it is met. Frames are CPU time of the whole way, session to terminal.
 */
#include "film.h"
#include "session.h"
#include "signals.h"
#include "terminal.h"
#include "timeline.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { FRAMES = 200, WARM = 5, PLAYS = 15, KEYS = 400, HEAPS = 5, SIZES = 3, TRIES = 15 };

static double seconds(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ------------------------------------------------------------------------ figures */

struct figure {
	double least, median, worst; /* worst: the 99th of a hundred */
};

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static struct figure figure_of(double *values, size_t count)
{
	qsort(values, count, sizeof *values, by_size);
	return (struct figure){ values[0], values[count / 2], values[count * 99 / 100] };
}

static void print_head(void)
{
	printf("| %-44s | %9s | %9s | %9s | %-16s |\n", "", "least", "median", "99 %", "bar");
	printf("|%.46s|%.10s:|%.10s:|%.10s:|%.18s|\n",
	       "------------------------------------------------", "-----------", "-----------",
	       "-----------", "-------------------");
}

/* value: the one of them that the bar is about. */
static void print(const char *what, struct figure f, const char *unit, double value, double bar)
{
	char words[32] = "";

	if (bar > 0)
		snprintf(words, sizeof words, "%g %s: %s", bar, unit,
		         value <= bar ? "met" : "missed");
	printf("| %-44s | %9.3f | %9.3f | %9.3f | %-16s |\n", what, f.least, f.median, f.worst,
	       words);
	fflush(stdout);
}

static struct figure ratio(struct figure a, struct figure b)
{
	return (struct figure){ a.least / b.least, a.median / b.median, a.worst / b.worst };
}

/* ------------------------------------------------------------------ on a terminal */

static const struct {
	int cols, rows;
} sizes[SIZES] = { { 80, 24 }, { 100, 30 }, { 200, 60 } };

#define MILLION "fill 1000000 16\n"

/* Lines that make a heap of the one before it, or a new one. */
static const struct {
	const char *name, *lines;
} heaps[HEAPS] = {
	{ "10^2 chunks", "set placement bins\nset section 4194304\nreset\nfill 100 16\n" },
	{ "10^4 chunks", "fill 9900 16\n" },
	{ "10^6 chunks", "fill 990000 16\n" },
	{ "10^7 chunks", MILLION MILLION MILLION MILLION MILLION MILLION MILLION MILLION MILLION },
	{ "10^6 chunks, 3,907 sections",
	  "set placement bins\nset section 4096\nreset\n" MILLION },
};

/* What the child on the terminal found out. */
struct found {
	struct figure frame[HEAPS][SIZES], silent, live, more, rate;
	size_t operations;
};

static void run_lines(struct session *session, const char *lines)
{
	char line[100];

	for (; *lines; lines += strcspn(lines, "\n") + 1) {
		snprintf(line, sizeof line, "%.*s", (int)strcspn(lines, "\n"), lines);
		if (session_line(session, line) == SESSION_FAILED)
			fprintf(session->err, "%s: %s\n", line, session->outcome.linear);
	}
}

/* By turns one chunk more and one less. */
static void change(struct session *session, int i)
{
	char line[40] = "m 16";

	if (i % 2)
		snprintf(line, sizeof line, "f %s", session->last.name);
	session_line(session, line);
}

static struct figure time_frames(struct session *session, struct display *display, int size)
{
	struct winsize window = { .ws_col = (unsigned short)sizes[size].cols,
		                  .ws_row = (unsigned short)sizes[size].rows };
	double ms[FRAMES];

	ioctl(display_fd(display), TIOCSWINSZ, &window);
	display_resize(display);
	for (int i = -WARM; i < FRAMES; i++) {
		double start;

		change(session, i + WARM);
		start = seconds(CLOCK_PROCESS_CPUTIME_ID);
		display_draw(display);
		if (i >= 0)
			ms[i] = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 1e3;
	}
	return figure_of(ms, FRAMES);
}

/* Milliseconds, and how many frames were drawn: with each, another one is due. */
static double play_live(struct session *session, struct display *display, size_t *frames)
{
	double start = seconds(CLOCK_MONOTONIC), due;
	struct film film;

	film_start(&film, session, display, PLAYBACK_FULL);
	for (*frames = 1; !film_is_over(&film); *frames += film.frame != due) {
		due = film.frame;
		film_tick(&film);
	}
	film_end(&film);
	return (seconds(CLOCK_MONOTONIC) - start) * 1e3;
}

static double play_silently(struct session *session)
{
	double start = seconds(CLOCK_MONOTONIC);

	timeline_pass(session, timeline_end(session), 1e9);
	return (seconds(CLOCK_MONOTONIC) - start) * 1e3;
}

/* The same operations, by turns without and with frames: each turn is compared with its own,
 * since machines change their pace. */
static void time_plays(struct session *session, struct display *display, const char *file,
                       struct found *found)
{
	double silent[PLAYS], live[PLAYS], more[PLAYS], rate[PLAYS];
	char line[300];

	snprintf(line, sizeof line, file ? "load %s" : "random 800000", file);
	session_line(session, "set placement bins");
	session_line(session, "set section 4096");
	session_line(session, "reset");
	session_line(session, line);
	found->operations = timeline_end(session);
	for (int i = 0; i < PLAYS; i++) {
		size_t frames;

		timeline_go(session, 0);
		silent[i] = play_silently(session);
		timeline_go(session, 0);
		live[i] = play_live(session, display, &frames);
		more[i] = live[i] / silent[i];
		rate[i] = (double)frames / live[i] * 1e3;
	}
	found->silent = figure_of(silent, PLAYS);
	found->live = figure_of(live, PLAYS);
	found->more = figure_of(more, PLAYS);
	found->rate = figure_of(rate, PLAYS);
}

static void measure(struct found *found, const char *file)
{
	FILE *nothing = fopen("/dev/null", "w");
	struct session *session = session_create(nothing, nothing);
	char reason[DISPLAY_REASON];
	struct display *display;

	signals_start(&session->interrupted);
	display = display_open(session, reason);
	if (!display)
		exit(2);
	for (int i = 0; i < HEAPS; i++) {
		run_lines(session, heaps[i].lines);
		for (int size = 0; size < SIZES; size++)
			found->frame[i][size] = time_frames(session, display, size);
	}
	time_plays(session, display, file, found);
	display_close(display);
	exit(0);
}

static void print_frames(const struct found *found)
{
	char what[80];

	for (int size = 0; size < SIZES; size++) {
		for (int i = 0; i < HEAPS; i++) {
			const struct figure *f = &found->frame[i][size];

			snprintf(what, sizeof what, "frame %dx%d, %s, ms", sizes[size].cols,
			         sizes[size].rows, heaps[i].name);
			print(what, *f, "ms", f->median, 2);
		}
		snprintf(what, sizeof what, "  10^7 chunks : 10^2");
		struct figure times = ratio(found->frame[3][size], found->frame[0][size]);

		print(what, times, "times", times.median, 3);
	}
}

static void print_plays(const struct found *found)
{
	char what[80];

	snprintf(what, sizeof what, "%zu operations, not drawn, ms", found->operations);
	print(what, found->silent, "", 0, 0);
	print("  played live, 200x60, ms", found->live, "", 0, 0);
	print("  frames a second", found->rate, "", 0, 0);
	print("  live : not drawn", found->more, "times", found->more.median, 1.1);
}

static void on_terminal(const char *file)
{
	struct found *found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE,
	                           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct terminal terminal;

	if (found == MAP_FAILED)
		exit(2);
	if (terminal_fork(&terminal, sizes[0].cols, sizes[0].rows) == 0)
		measure(found, file);
	if (!terminal_end(&terminal))
		exit(2);
	print_frames(found);
	print_plays(found);
	munmap(found, sizeof *found);
}

/* ------------------------------------------------------------------ the map's sums */

enum { BLOCKS = 4096, OPERATIONS = 200000, BLOCK_MOST = 65536 };

static uint64_t next(uint64_t *random)
{
	*random ^= *random << 13;
	*random ^= *random >> 7;
	*random ^= *random << 17;
	return *random;
}

/* Nanoseconds an operation: blocks of up to 64 KiB come and go. */
static double time_heap(int density)
{
	static void *block[BLOCKS];
	my_heap_options options;
	uint64_t random = 88172645463325252u;
	double start;
	my_heap *heap;

	my_heap_options_default(&options);
	options.placement = MY_HEAP_BINS;
	options.section = 1 << 26;
	options.density = density;
	heap = my_heap_create(&options);
	memset(block, 0, sizeof block);
	for (int i = 0; i < BLOCKS; i++)
		block[i] = my_heap_malloc(heap, next(&random) % BLOCK_MOST);
	start = seconds(CLOCK_PROCESS_CPUTIME_ID);
	for (int i = 0; i < OPERATIONS; i += 2) {
		void **one = &block[next(&random) % BLOCKS];

		my_heap_free(heap, *one);
		*one = my_heap_malloc(heap, next(&random) % BLOCK_MOST);
	}
	start = (seconds(CLOCK_PROCESS_CPUTIME_ID) - start) * 1e9 / OPERATIONS;
	my_heap_destroy(heap);
	return start;
}

static void time_sums(void)
{
	double without[TRIES], with[TRIES], more[TRIES];

	for (int i = 0; i < TRIES; i++) {
		without[i] = time_heap(0);
		with[i] = time_heap(1);
		more[i] = with[i] - without[i];
	}
	struct figure extra = figure_of(more, TRIES);

	print("operation without the map's sums, ns", figure_of(without, TRIES), "", 0, 0);
	print("  with them, ns", figure_of(with, TRIES), "", 0, 0);
	print("  the difference, ns", extra, "ns", extra.median, 100);
}

/* --------------------------------------------------------------- what is typed at */

enum { QUIET_MS = 100, LONG_MS = 4000, REPEATS = 12 };

static void open_mmviz(struct terminal *terminal, int cols, int rows)
{
	if (terminal_fork(terminal, cols, rows) == 0) {
		setenv("XDG_STATE_HOME", "/dev/null", 1);
		execl("./mmviz", "./mmviz", (char *)NULL);
		_exit(127);
	}
	terminal_rest(terminal, QUIET_MS * 5);
}

static void close_mmviz(const struct terminal *terminal)
{
	terminal_type(terminal, "\025q\r");
	terminal_end(terminal);
}

static void type_lines(const struct terminal *terminal, const char *lines)
{
	char line[100];

	for (; *lines; lines += strcspn(lines, "\n") + 1) {
		snprintf(line, sizeof line, "%.*s\r", (int)strcspn(lines, "\n"), lines);
		terminal_type(terminal, line);
		terminal_rest(terminal, strncmp(line, "fill", 4) == 0 ? LONG_MS : QUIET_MS);
	}
}

static void time_keys(void)
{
	struct terminal terminal;
	double ms[KEYS];

	open_mmviz(&terminal, 200, 60);
	for (int i = 0; i <= 3; i++)
		type_lines(&terminal, heaps[i].lines);
	for (int i = 0; i < KEYS; i++) {
		double start = seconds(CLOCK_MONOTONIC);

		/* A line of twenty, then another. */
		terminal_type(&terminal, i % 20 ? "x" : "\025");
		terminal_answer(&terminal);
		ms[i] = (seconds(CLOCK_MONOTONIC) - start) * 1e3;
		terminal_rest(&terminal, 3);
	}
	close_mmviz(&terminal);
	struct figure f = figure_of(ms, KEYS);

	print("key to echo, 200x60, 10^7 chunks, ms", f, "ms", f.worst, 5);
}

static void count_bytes(void)
{
	struct terminal terminal;
	double key[REPEATS], line[REPEATS];

	open_mmviz(&terminal, 100, 30);
	for (int i = 0; i < REPEATS; i++)
		type_lines(&terminal, "m 100\n");
	for (int i = 0; i < REPEATS; i++) {
		terminal_type(&terminal, "m");
		key[i] = (double)terminal_rest(&terminal, QUIET_MS);
		terminal_type(&terminal, " 100");
		terminal_rest(&terminal, QUIET_MS);
		terminal_type(&terminal, "\r");
		line[i] = (double)terminal_rest(&terminal, QUIET_MS);
	}
	close_mmviz(&terminal);
	struct figure keys = figure_of(key, REPEATS), lines = figure_of(line, REPEATS);

	print("bytes sent for a typed character, 100x30", keys, "", keys.worst, 100);
	print("bytes sent for m 100, 100x30", lines, "", lines.median, 2048);
}

int main(int argc, char **argv)
{
	print_head();
	on_terminal(argc > 1 ? argv[1] : NULL);
	time_sums();
	time_keys();
	count_bytes();
	return 0;
}

/* SPDX-License-Identifier: MIT
 *
 * follow_plain.c - a program's heap in numbers while it runs.
 */
#include "follow_plain.h"

#include "clock.h"
#include "number.h"
#include "path.h"
#include "session.h"
#include "signals.h"

#include <unistd.h>

#define READ_SECONDS 0.0125 /* and then a pause three times as long */
enum { PAUSE_MICROSECONDS = 37500 };

static void say(const struct follow *follow, FILE *out, double seconds)
{
	const struct blocks *blocks = recorded_blocks(follow->recorded);
	uint64_t most_blocks, most = recorded_peak(follow->recorded, &most_blocks);
	uint64_t behind = follow_behind(follow);

	fprintf(out, "%5.0f s  %s, live %s in %s, most live %s", seconds,
	        counted(recorded_end(follow->recorded), "operation", "operations").text,
	        comma(blocks->bytes).text, counted(blocks->count, "block", "blocks").text,
	        comma(most).text);
	if (behind)
		fprintf(out, ", %s behind", comma(behind).text);
	if (follow_programs(follow) > 1)
		fprintf(out, ", program %zu of %zu", follow->stream, follow_programs(follow));
	putc('\n', out);
}

/* What it started is in the recording, too, and may be what was meant. */
static void say_others(const struct follow *follow, FILE *out)
{
	size_t others = follow_programs(follow) - 1;
	const struct recording_stream *most;

	if (follow_programs(follow) < 2)
		return;
	most = recording_stream(follow->recording, recording_find(follow->recording, NULL));
	fprintf(out, "mmviz: It started %s, which %s recorded, too. Most operations are of %s "
	        "(process %u).\n", counted(others, "program", "programs").text,
	        others == 1 ? "is" : "are", path_last(most->program), most->process);
}

static void say_end(const struct follow *follow, FILE *out)
{
	const struct blocks *blocks = recorded_blocks(follow->recorded);
	uint64_t most_blocks, most = recorded_peak(follow->recorded, &most_blocks);
	char ending[100];

	fprintf(out, "mmviz: %s %s: %s, most live %s in %s", follow->name,
	        follow->ended ? follow_ending(follow, ending, sizeof ending) : "runs",
	        counted(recorded_end(follow->recorded), "operation", "operations").text,
	        comma(most).text, counted(most_blocks, "block", "blocks").text);
	fprintf(out, ", live at the end %s in %s.\n", comma(blocks->bytes).text,
	        counted(blocks->count, "block", "blocks").text);
	say_others(follow, out);
}

/* Of a program of mmviz's own it is the program that answers signals. */
static int is_left(struct follow *follow)
{
	return !follow->is_child
	       && (follow->session->interrupted || signals_take() & SIGNAL_END);
}

void follow_plain(struct follow *follow, FILE *out)
{
	double start = clock_now(), told = start;
	int ended = 0;

	if (!follow->is_child)
		signals_start(&follow->session->interrupted);
	for (size_t count = 1; (!ended || count) && !is_left(follow);) {
		ended = follow_ended(follow);
		count = follow_read(follow, READ_SECONDS);
		if (!ended)
			usleep(PAUSE_MICROSECONDS);
		if (clock_now() - told < 1)
			continue;
		told = clock_now();
		say(follow, out, told - start);
	}
	if (!follow->is_child)
		signals_end();
	say_end(follow, out);
}

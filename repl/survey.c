/* SPDX-License-Identifier: MIT
 *
 * survey.c - all that a report tells of a recorded program, gathered.
 */
#include "survey.h"

#include "load.h"
#include "look.h"
#include "memory.h"
#include "number.h"
#include "recorded.h"
#include "recording.h"
#include "symbols.h"
#include "timeline.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	PORTION = 1 << 14,       /* operations between two looks at the clock */
	ENTRIES = 1 << 20,       /* nobody goes back */
	PROGRESS_NS = 250000000,
	ADDRESSES_LEAST = 65536  /* a program has none below: those are numbers, converted */
};

struct work {
	const struct survey_wish *wish;
	struct survey *survey;
	const char *doing;
	struct timespec told;
};

/* ------------------------------------------------------------------------- progress */

/* Whoever asked hears of it; where nobody did, a terminal. */
static void say(struct session *asker, const char *sentence)
{
	if (asker && asker->progress)
		asker->progress(asker, sentence, asker->user);
	if (!asker && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%-79.79s\r", sentence);
}

static void tell(struct work *work, uint64_t done)
{
	struct timespec now;
	char sentence[160];

	clock_gettime(CLOCK_MONOTONIC, &now);
	if ((now.tv_sec - work->told.tv_sec) * 1000000000L + (now.tv_nsec - work->told.tv_nsec)
	    < PROGRESS_NS)
		return;
	work->told = now;
	snprintf(sentence, sizeof sentence, "%s: %s. Ctrl-C stops.", work->doing,
	         counted(done, "operation", "operations").text);
	say(work->wish->asker, sentence);
}

static int is_interrupted(const struct work *work)
{
	return work->wish->asker && work->wish->asker->interrupted;
}

/* The session that replays asks the one that waits for it. */
static void pass_on(struct session *session, const char *sentence, void *user)
{
	struct session *asker = user;

	say(asker, sentence);
	if (asker && asker->interrupted)
		session->interrupted = 1;
}

/* -------------------------------------------------------------------------- program */

static void add_argument(FILE *out, const char *text)
{
	int plain = *text && !text[strcspn(text, " \t\n\"'\\$`&|;<>()*?[]#~!{}")];

	if (plain) {
		fputs(text, out);
		return;
	}
	putc('\'', out);
	for (; *text; text++)
		fprintf(out, *text == '\'' ? "'\\''" : "%c", *text);
	putc('\'', out);
}

/* As they could be typed. */
static char *arguments_of(const struct recording_stream *stream)
{
	const char *at = stream->arguments, *end = at + stream->arguments_size;
	char *text = NULL;
	size_t size = 0;
	FILE *out = memory_sure(open_memstream(&text, &size));

	while (at && at < end) {
		size_t length = strnlen(at, (size_t)(end - at));
		char *one = memory_copy(at, length);

		if (at != stream->arguments)
			putc(' ', out);
		add_argument(out, one);
		free(one);
		at += length + 1;
	}
	fclose(out);
	return memory_sure(text);
}

/* This one first, then those with most records. */
static void take_process(struct survey *survey, const struct recording_stream *stream,
                         int is_this)
{
	size_t kept = survey->processes < SURVEY_PROCESSES ? survey->processes : SURVEY_PROCESSES;
	size_t at = kept;

	survey->processes++;
	while (at > 1 && survey->process[at - 1].records < stream->records)
		at--;
	if (at == SURVEY_PROCESSES)
		return;
	if (kept == SURVEY_PROCESSES)
		free(survey->process[--kept].program);
	memmove(&survey->process[at + 1], &survey->process[at],
	        (kept - at) * sizeof survey->process[0]);
	survey->process[at] = (struct survey_process){
		.program = memory_text(stream->program),
		.number = stream->process, .records = stream->records, .is_this = is_this,
	};
}

/* Which others there are is in the list of processes: no need to say it twice. */
static void take_remark(struct survey *survey, struct recording *recording)
{
	const char *end = recording_end(recording);

	snprintf(survey->remark, sizeof survey->remark, "%s%s%s",
	         survey->stopped ? "Its recording ended early: its file could not grow any more."
	                         : "",
	         survey->stopped && end ? " " : "", end ? end : "");
}

static void take_program(struct survey *survey, const struct trace *trace)
{
	size_t number = 0, length;
	struct recording *recording = trace_recorded(trace, &number);
	const struct recording_stream *stream;
	char *maps;

	if (!recording)
		return;
	stream = recording_stream(recording, number);
	survey->arguments = arguments_of(stream);
	survey->started = stream->started;
	survey->stopped = stream->stopped;
	take_process(survey, stream, 1);
	for (size_t i = 1; i <= recording_streams(recording); i++)
		if (i != number)
			take_process(survey, recording_stream(recording, i), 0);
	take_remark(survey, recording);
	maps = recording_maps(recording, number);
	length = maps ? strlen(maps) : 0;
	survey->symbols = symbols_open(maps ? maps : "", length);
	free(maps);
}

/* --------------------------------------------------------------------------- passes */

/* 1: the file was read to its end, or as far as it can be. */
static int take_census(struct work *work, struct trace *trace)
{
	struct survey *survey = work->survey;
	struct trace_operation operation;

	work->doing = "counting";
	while (trace_next(trace, &operation) == TRACE_OPERATION) {
		census_add(&survey->census, &operation);
		if (survey->census.operations % PORTION)
			continue;
		tell(work, survey->census.operations);
		if (is_interrupted(work))
			return 0;
	}
	survey->format = trace_format_name(trace);
	survey->map.replayed = !trace_has_addresses(trace)
	                       || survey->census.lowest < ADDRESSES_LEAST;
	snprintf(survey->problem, sizeof survey->problem, "%s", trace_problem(trace));
	if (trace_remark(trace))
		snprintf(survey->remark, sizeof survey->remark, "%s", trace_remark(trace));
	take_program(survey, trace);
	return 1;
}

static int map_recorded(struct work *work, struct trace *trace)
{
	struct panorama *map = &work->survey->map;
	struct recorded *recorded = recorded_create(ENTRIES);
	struct trace_operation operation;
	size_t taken = 0;
	int ended = 0;

	work->doing = "looking at the heap as it was";
	while (taken < map->count && !ended
	       && trace_next(trace, &operation) == TRACE_OPERATION) {
		recorded_add(recorded, &operation);
		if (recorded_end(recorded) == map->moment[taken].step)
			panorama_take(&map->moment[taken++], recorded_blocks(recorded),
			              recorded_spans(recorded));
		if (recorded_end(recorded) % PORTION)
			continue;
		tell(work, recorded_end(recorded));
		ended = is_interrupted(work);
	}
	map->count = taken; /* less only when the file became another in between */
	recorded_free(recorded);
	return !ended;
}

/* The blocks in use of the replayed heap; addresses count from its first section. */
static void take_heap(const my_heap *heap, struct blocks *blocks, struct blocks *spans)
{
	const uint64_t start = (uint64_t)1 << 40;
	my_heap_section section;
	my_heap_chunk chunk;
	const char *first = NULL;

	for (int more = my_heap_first_section(heap, &section); more;
	     more = my_heap_next_section(heap, &section)) {
		uint64_t base;

		first = first ? first : section.memory;
		base = start + (uint64_t)((const char *)section.memory - first);
		blocks_add(spans, &(struct block){ base, section.size, 1 });
		for (int next = my_heap_first_chunk(heap, &section, &chunk); next;
		     next = my_heap_next_chunk(heap, &chunk))
			if (!chunk.free)
				blocks_add(blocks, &(struct block){ base + chunk.offset,
				                                    chunk.size, 1 });
	}
}

static int map_replayed(struct work *work)
{
	struct survey *survey = work->survey;
	struct panorama *map = &survey->map;

	for (size_t i = 0; i < map->count; i++) {
		struct blocks blocks = { 0 }, spans = { 0 };
		size_t end = timeline_end(survey->session);
		/* A lost free makes two operations of one. */
		size_t step = (size_t)((double)map->moment[i].step * (double)end
		                       / (double)survey->census.operations + 0.5);

		if (is_interrupted(work))
			return 0;
		timeline_go(survey->session, step < end ? step : end);
		take_heap(survey->session->heap, &blocks, &spans);
		panorama_take(&map->moment[i], &blocks, &spans);
		blocks_free(&blocks);
		blocks_free(&spans);
	}
	timeline_go(survey->session, timeline_end(survey->session));
	return 1;
}

static int replay(struct work *work)
{
	struct survey *survey = work->survey;
	struct session *session, *asker = work->wish->asker;

	session = survey->session = session_create(asker ? asker->out : stdout,
	                                           asker ? asker->err : stderr);
	session->plain = 1;
	if (work->wish->options)
		session->options = *work->wish->options;
	session->progress = pass_on;
	session->user = asker;
	if (load_process(session, work->wish->path, work->wish->process) == SESSION_FAILED
	    && !survey->problem[0])
		snprintf(survey->refused, sizeof survey->refused, "%.*s", TRACE_PROBLEM - 1,
		         session->outcome.text);
	return !is_interrupted(work);
}

/* The fast engine has no placements to choose from. */
static int add_heaps(struct survey *survey)
{
	static const char *const heaps[][3] = {
		{ "first", "best", "bins" },
		{ "first,engine=general", "best,engine=general", "bins,engine=general" },
	};
	int fast = look_is_fast(survey->session), status = SESSION_OK;

	for (size_t i = 0; i < 3 && status == SESSION_OK; i++)
		status = compare_add(&survey->compare, survey->session, heaps[fast != 0][i]);
	return status == SESSION_OK;
}

static int compare(struct work *work)
{
	struct survey *survey = work->survey;

	work->doing = "comparing placements";
	if (!add_heaps(survey))
		return 1;
	while (!compare_follow(&survey->compare, survey->session, PORTION)) {
		if (!survey->compare.of[0].lane.heap)
			return 1;
		tell(work, survey->compare.step);
		if (is_interrupted(work))
			return 0;
	}
	return 1;
}

/* ----------------------------------------------------------------------------- face */

static struct trace *open_trace(const struct work *work, char *problem)
{
	return trace_open_process(work->wish->path, work->wish->process, NULL, problem);
}

static int map_as_it_was(struct work *work)
{
	char problem[TRACE_PROBLEM];
	struct trace *trace = open_trace(work, problem);
	int done = trace && map_recorded(work, trace);

	trace_close(trace);
	return done || !is_interrupted(work);
}

static int gather(struct work *work, struct trace *trace)
{
	struct survey *survey = work->survey;
	int done = take_census(work, trace);

	trace_close(trace);
	panorama_plan(&survey->map, survey->census.operations, survey->census.peak_at);
	done = done && replay(work);
	if (done)
		done = survey->map.replayed ? map_replayed(work) : map_as_it_was(work);
	panorama_end(&survey->map);
	return done && compare(work);
}

struct survey *survey_make(const struct survey_wish *wish, char *problem)
{
	const char *slash = strrchr(wish->path, '/'), *name = slash ? slash + 1 : wish->path;
	struct work work = { .wish = wish };
	struct trace *trace = open_trace(&work, problem);
	struct survey *survey;

	if (!trace)
		return NULL;
	*problem = 0;
	survey = work.survey = memory_new(1, sizeof *survey);
	census_start(&survey->census);
	survey->name = memory_text(name);
	if (!gather(&work, trace)) {
		survey_free(survey);
		survey = NULL;
	}
	if (!wish->asker)
		say(NULL, "");
	return survey;
}

void survey_free(struct survey *survey)
{
	if (!survey)
		return;
	for (size_t i = 0; i < survey->processes && i < SURVEY_PROCESSES; i++)
		free(survey->process[i].program);
	for (size_t i = 0; i < survey->compare.count; i++)
		lane_close(&survey->compare.of[i].lane);
	symbols_close(survey->symbols);
	census_free(&survey->census);
	if (survey->session)
		session_destroy(survey->session);
	free(survey->arguments);
	free(survey->name);
	free(survey);
}

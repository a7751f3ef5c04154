/* SPDX-License-Identifier: MIT
 *
 * survey.h - all that a report tells of a recorded program.
 *
 *   file -> census             one pass: what was asked for
 *        -> panorama           another: the heap as it was at some moments
 *        -> session, compare   it is replayed, and carried out under other placements
 *
 * Rules of use
 * - The same file and the same options give the same survey, but for names of functions: those
 *   come from the program's files as they are now.
 * - Made on a heap of its own: no other session is touched.
 */
#ifndef MMVIZ_SURVEY_H
#define MMVIZ_SURVEY_H

#include "census.h"
#include "compare.h"
#include "panorama.h"

enum { SURVEY_PROCESSES = 20 };

/* A process of the recording; texts are the survey's, and not clean. */
struct survey_process {
	char *program;
	uint32_t number;
	uint64_t records;
	int is_this;
};

struct survey {
	char *name;             /* of the file, without its folders */
	const char *format;     /* what it was read as */
	char *arguments;        /* of the program, its name included; NULL: not known */
	uint64_t started;       /* nanoseconds since 1970; 0: not known */
	int stopped;            /* its recording ended early */
	struct survey_process process[SURVEY_PROCESSES];
	size_t processes;       /* there may be more of them than told */
	struct symbols *symbols; /* NULL: no place in the program can be known */
	struct census census;
	struct panorama map;
	struct session *session; /* that replayed it */
	struct compare compare;
	char problem[TRACE_PROBLEM]; /* what of the file could not be read; "": nothing */
	char remark[TRACE_PROBLEM];
	char refused[TRACE_PROBLEM]; /* what the replaying heap had no room for; "": nothing */
};

struct survey_wish {
	const char *path;
	const char *process;            /* see trace_open_process; NULL: the largest */
	const my_heap_options *options; /* of the replayed heap; NULL: the usual ones */
	struct session *asker;          /* told of progress; its Ctrl-C ends it; NULL: nobody */
};

/* NULL with a sentence of TRACE_PROBLEM bytes, "" when it was interrupted. */
struct survey *survey_make(const struct survey_wish *wish, char *problem);
void survey_free(struct survey *survey);

/* A writer of replace.h: the user is the survey. */
int survey_page(FILE *out, const void *user);

struct surveyed {
	int written;
	uint64_t operations;
	char problem[2 * TRACE_PROBLEM]; /* a sentence; "": nothing went wrong */
};

/* The page as a file, whole or not at all. Damage of the recording is told, and no hindrance. */
struct surveyed survey_file(const struct survey_wish *wish, const char *out);

#endif

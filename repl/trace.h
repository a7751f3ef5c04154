/* SPDX-License-Identifier: MIT
 *
 * trace.h - recorded programs: a file of any known format as a stream of operations.
 *
 *   struct trace *trace = trace_open(path, problem);
 *   while (trace_next(trace, &operation) == TRACE_OPERATION) ...
 *
 *   file -> input -> lines -> one format of the table in trace.c -> operations
 *                 -> or a format that is no text, and reads by itself
 *
 * Rules of use
 * - A block is known by a number: a pointer of the recorded run, or id + 1 in formats that
 *   count their blocks; an odd one where a log with pointers hides it. 0 is always NULL.
 * - A result of 0 was recorded for an allocation that failed, except REALLOC to size 0.
 * - The file is streamed; an open trace grows at most with the blocks that are live at once.
 */
#ifndef MMVIZ_TRACE_H
#define MMVIZ_TRACE_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TRACE_PROBLEM = 640, /* bytes enough for every problem */
	TRACE_WORDS = 320    /* bytes enough for a part of one */
};

enum trace_kind {
	TRACE_MALLOC,      /* block, size */
	TRACE_CALLOC,      /* block, count, size */
	TRACE_ALIGNED,     /* block, alignment, size */
	TRACE_REALLOC,     /* block = result, old, size; in formats with ids block == old */
	TRACE_FREE,        /* old */
	TRACE_THREAD_DONE, /* thread; block means nothing */
	TRACE_KINDS
};

struct trace_operation {
	enum trace_kind kind;
	uint64_t block, old;
	uint64_t count, size, alignment;
	uint64_t thread;
	uint64_t caller;  /* where the program called from; 0: not told */
	uint64_t time;    /* nanoseconds since the program began; 0: not told */
	uint32_t stream;  /* the process, in a recording of several; 0: not told */
	size_t line; /* of the file, from 1; without lines the operation's number */
	int sizeless; /* the line gives no size; 0 stands for it */
};

enum trace_status { TRACE_END, TRACE_OPERATION, TRACE_WRONG };

struct recording;
struct trace;

/* NULL with a sentence (TRACE_PROBLEM bytes) when the file cannot be read, is empty or is
 * of no known format. */
struct trace *trace_open(const char *path, char *problem);

/* The same, of a recording of several processes: the one with this number, or that runs a
 * program of this name. NULL: the one with most operations. A pipe is waited for until *stop is
 * not 0; stop may be NULL. */
struct trace *trace_open_process(const char *path, const char *process,
                                 const volatile sig_atomic_t *stop, char *problem);

/* NULL is allowed. */
void trace_close(struct trace *trace);

/* After TRACE_END or TRACE_WRONG the same answer for ever. */
enum trace_status trace_next(struct trace *trace, struct trace_operation *out);

const char *trace_kind_name(enum trace_kind kind);

/* Bytes that it asked for; UINT64_MAX stands for every product that is too large. */
uint64_t trace_wanted(const struct trace_operation *operation);

/* The sentence of TRACE_WRONG: file, line, byte offset, what was expected; "" before. */
const char *trace_problem(const struct trace *trace);

/* A remark on the file, at its end, that is no failure; NULL for none. */
const char *trace_remark(const struct trace *trace);

const char *trace_format_name(const struct trace *trace);

/* Where operation.line says that it is: "on line", or "operation". */
const char *trace_unit(const struct trace *trace);

/* Are its blocks known by their addresses? Else by numbers. */
int trace_has_addresses(const struct trace *trace);

/* Percent of the file read so far; -1 where that is not known. */
int trace_percent(const struct trace *trace);

/* What is read, where it is a recording of ours (recording.h), and which of its processes; NULL:
 * it is none. It is there until trace_close. */
struct recording *trace_recorded(const struct trace *trace, size_t *stream);

/* ------------------------------------------------------------- for the readers */

/* Where in a line the reading stands, and what it stumbled over. */
struct trace_scan {
	const char *at;
	const char *expected; /* "a size": set before TRACE_WRONG is returned */
	int unended;          /* the file ends without a newline after this line */
	int given;            /* operations that this line gave so far */
};

/* A reader's own memory between lines: zero at the start. */
struct trace_memory {
	uint64_t number[4];
	size_t numbers;
	size_t operations; /* given out so far; counted by trace_next */
	uint64_t process;  /* that was asked for; 0: none */
	void *own;         /* what else the format keeps: see there */
};

struct input;

/* A format that is no text: its file is read by functions of its own. */
struct trace_reader {
	/* name is what sentences call the file; process as in trace_open_process. The input stays
	 * the caller's, and is there until close. NULL with a sentence of TRACE_PROBLEM bytes. */
	void *(*open)(struct input *input, const char *name, const char *process, char *problem);
	void (*close)(void *reader);
	enum trace_status (*next)(void *reader, struct trace_operation *out);
	const char *(*problem)(const void *reader); /* after TRACE_WRONG */
	const char *(*remark)(const void *reader);  /* at the end; NULL: none */
	int (*percent)(const void *reader);
	struct recording *(*recorded)(const void *reader, size_t *stream);
};

struct trace_format {
	const char *name;
	const struct trace_reader *reader; /* NULL: it is text, read by what follows */
	size_t own;    /* bytes of memory->own, zero at the start */
	int mixed;     /* other text may stand between its lines: what is wrong is left out */
	int processes; /* it can read one process of several: memory->process */
	int counted;   /* its blocks have numbers: where they lay is not told */
	/* Do the first bytes of a file (ending with a 0) look like this format? */
	int (*recognises)(const char *head);
	/* One line that is not blank. TRACE_END: it holds no operation (a header, a comment).
	 * It sets kind and the fields of that kind; the others are 0 and line is set. Where an
	 * operation ends before its line, it is asked again, for the rest. */
	enum trace_status (*line)(struct trace_memory *memory, struct trace_scan *scan,
	                          struct trace_operation *out);
	/* At the end: what is missing ("12 operations"), or NULL. May be NULL. */
	const char *(*missing)(const struct trace_memory *memory, char *words, size_t size);
	/* At the end: a remark that is no failure, or NULL. May be NULL. */
	const char *(*remark)(const struct trace_memory *memory, char *words, size_t size);
	/* What memory->own owns; may be NULL. */
	void (*close)(void *own);
};

extern const struct trace_format trace_mtrace, trace_valgrind, trace_ltrace;
extern const struct trace_format trace_recording, trace_android, trace_rep;

/* Does any of the first lines of a file look like it? */
int trace_any_line(const char *head, int (*looks)(const char *line));

/* Skips blanks. */
void trace_blanks(struct trace_scan *scan);

/* Blanks, then a decimal number or 0x and a hexadecimal one, then a blank, a stop
 * character or the end. 1, or 0 with expected = what. */
int trace_number(struct trace_scan *scan, uint64_t *out, const char *what);

/* Nothing but blanks may follow: TRACE_OPERATION, or TRACE_WRONG. */
enum trace_status trace_line_end(struct trace_scan *scan);

#endif

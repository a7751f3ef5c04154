/* SPDX-License-Identifier: MIT
 *
 * convert.c - a recorded program of any format that is read, written as another.
 */
#include "convert.h"

#include "number.h"
#include "path.h"
#include "recording_write.h"
#include "rep_write.h"
#include "replace.h"
#include "word.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

struct work {
	struct trace *trace;
	const char *name; /* of the program, for a recording */
	struct converted *done;
};

/* ---------------------------------------------------------------------- two formats */

static int write_recording(FILE *out, const void *user)
{
	const struct work *work = user;
	struct recording_writer *writer = recording_write_start(
	        out, work->name, trace_has_addresses(work->trace));
	struct trace_operation operation;

	while (!ferror(out) && trace_next(work->trace, &operation) == TRACE_OPERATION) {
		work->done->left_out += !recording_write(writer, &operation);
		work->done->operations++;
	}
	work->done->operations -= work->done->left_out;
	return recording_write_end(writer);
}

static int write_rep(FILE *out, const void *user)
{
	const struct work *work = user;
	struct rep_writer *writer = rep_write_start(out);
	struct trace_operation operation;

	if (!writer)
		return errno;
	while (!ferror(out) && trace_next(work->trace, &operation) == TRACE_OPERATION) {
		work->done->left_out += !rep_write(writer, &operation);
		work->done->operations++;
	}
	work->done->operations -= work->done->left_out;
	return rep_write_end(writer);
}

static replace_writer *writer_for(const char *path)
{
	size_t length = strlen(path);

	return length >= 4 && strcmp(path + length - 4, ".rep") == 0 ? write_rep
	                                                              : write_recording;
}

/* ------------------------------------------------------------------------------ face */

static void conclude(struct converted *done, const struct trace *trace, const char *out,
                     int reason)
{
	const char *remark = trace_remark(trace), *problem = trace_problem(trace);

	done->written = reason == 0;
	if (reason == ESPIPE)
		snprintf(done->problem, sizeof done->problem,
		         "%s takes bytes in their order only, and a recording's heads are written "
		         "last: name a file, or one that ends in .rep.", word_quote(out).text);
	else if (reason)
		snprintf(done->problem, sizeof done->problem,
		         "%s could not be written: %s. What was there is as it was.",
		         word_quote(out).text, strerror(reason));
	else if (*problem)
		snprintf(done->problem, sizeof done->problem, "%s Written all the same: %s.",
		         problem, counted(done->operations, "operation", "operations").text);
	if (remark)
		snprintf(done->remark, sizeof done->remark, "%s", remark);
}

/* What the other format cannot say would be lost: other processes, what was mapped. */
static int is_same_file(const char *in, const char *out)
{
	struct stat from, to;

	return stat(in, &from) == 0 && stat(out, &to) == 0 && S_ISREG(from.st_mode)
	       && from.st_dev == to.st_dev && from.st_ino == to.st_ino;
}

struct converted convert_file(const char *in, const char *process, const char *out,
                              const volatile sig_atomic_t *stop)
{
	struct converted done = { 0 };
	char problem[TRACE_PROBLEM];
	struct work work = { .name = path_last(in), .done = &done };

	if (is_same_file(in, out)) {
		snprintf(done.problem, sizeof done.problem,
		         "%s is the recording itself. Nothing was written.", word_quote(out).text);
		return done;
	}
	work.trace = trace_open_process(in, process, stop, problem);
	if (!work.trace) {
		snprintf(done.problem, sizeof done.problem, "%s Nothing was written.", problem);
		return done;
	}
	conclude(&done, work.trace, out, replace_file(out, writer_for(out), &work));
	trace_close(work.trace);
	return done;
}

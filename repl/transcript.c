/* SPDX-License-Identifier: MIT
 *
 * transcript.c - every line that changed something in this heap's story.
 */
#define _GNU_SOURCE /* asprintf */
#include "transcript.h"

#include "lines.h"
#include "memory.h"

#include <stdlib.h>

struct transcript {
	char **line;
	size_t lines, space;
	size_t typed;         /* of them; the others lead from one to the next */
	struct standing last; /* where the last line ended; branch 0: there is none yet */
};

struct transcript *transcript_create(void)
{
	return memory_new(1, sizeof(struct transcript));
}

void transcript_destroy(struct transcript *transcript)
{
	if (!transcript)
		return;
	for (size_t i = 0; i < transcript->lines; i++)
		free(transcript->line[i]);
	free(transcript->line);
	free(transcript);
}

static void add(struct transcript *transcript, char *line)
{
	transcript->line = memory_room(transcript->line, transcript->lines, 1, &transcript->space,
	                               sizeof *transcript->line);
	transcript->line[transcript->lines++] = line;
}

static char *text(const char *format, const char *words, size_t number)
{
	char *made = NULL;

	if (asprintf(&made, format, words, number) < 0)
		made = memory_text("");
	return made;
}

/* Lines for the way from one standing to another: a branch is entered at its end. */
static int way(struct standing from, struct standing to, char *out[2])
{
	int count = 0;

	if (from.branch && from.branch != to.branch)
		out[count++] = text("%s %zu", "branches", to.branch);
	if (count || from.step != to.step)
		out[count++] = text("%s %zu", "goto", to.step);
	return count;
}

void transcript_add(struct transcript *transcript, struct standing before, const char *line,
                    const char *failure, struct standing after)
{
	char *ways[2];
	int count = way(transcript->last, before, ways);

	for (int i = 0; i < count; i++)
		add(transcript, ways[i]);
	if (failure)
		add(transcript, text("expect error %s", failure, 0));
	add(transcript, memory_text(line));
	transcript->typed++;
	transcript->last = after;
}

void transcript_write(const struct transcript *transcript, FILE *out, struct standing now)
{
	char *ways[2];
	int count = transcript->typed ? way(transcript->last, now, ways) : 0;

	for (size_t i = 0; i < transcript->lines; i++)
		fprintf(out, "%s\n", transcript->line[i]);
	for (int i = 0; i < count; i++) {
		fprintf(out, "%s\n", ways[i]);
		free(ways[i]);
	}
}

size_t transcript_lines(const struct transcript *transcript)
{
	return transcript->typed;
}

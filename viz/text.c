/* SPDX-License-Identifier: MIT
 *
 * text.c - the linear text of an operation.
 */
#include "text.h"
#include "ascii.h"
#include "prose.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST_PHRASE = 3 };

void text_line(FILE *out, const char *head, int hang, const char *line)
{
	size_t size = strlen(line) * LONGEST_PHRASE + 1;
	char *ascii = malloc(size);
	const char *rest = ascii;
	int left = (int)strlen(head);

	if (!ascii) {
		fprintf(out, "%s\n", head); /* no memory: what was to be said is lost */
		return;
	}
	ascii_text(ascii, size, line);
	fputs(head, out);
	do {
		const char *row = rest;
		size_t bytes = prose_row(row, TEXT_WIDTH - left, &rest);

		fprintf(out, "%.*s\n%*s", (int)bytes, row, *rest ? hang : 0, "");
		left = hang;
	} while (*rest);
	free(ascii);
}

static const char *words(const char *text)
{
	return text ? text + strspn(text, " ") : "";
}

static void write_result(FILE *out, const view_result *r)
{
	const char *head = r->wrong ? "error: " : "";
	const char *text = words(r->text), *more = words(r->more);
	size_t size;
	char *all;

	if (r->plain) {
		if (*r->plain)
			text_line(out, head, 2, r->plain);
		return;
	}
	size = strlen(words(r->badge)) + strlen(text) + strlen(more) + 8;
	all = malloc(size);
	if (!all || size == 8) {
		free(all);
		return;
	}
	snprintf(all, size, "%s%s%s%s%s", words(r->badge),
	         !r->badge || !*text ? "" : r->wrong ? ": " : " ", text,
	         *more && (r->badge || *text) ? ", " : "", more);
	text_line(out, head, 2, all);
	free(all);
}

static void write_steps(FILE *out, const view_text *steps)
{
	char head[32];

	for (size_t i = 0; i < steps->count; i++) {
		snprintf(head, sizeof head, steps->numbered ? "  %zu " : "  ", i + 1);
		text_line(out, head, (int)strlen(head), steps->lines[i]);
	}
}

static void write_own(FILE *out, const view_text *text)
{
	for (size_t i = 0; i < text->count; i++) {
		int hang = prose_hang(text->lines[i], TEXT_WIDTH);

		text_line(out, "", hang ? hang : 2, text->lines[i]);
	}
}

void text_operation(FILE *out, const view *v)
{
	if (v->command)
		text_line(out, "> ", 2, v->command);
	write_result(out, &v->result);
	if (v->text.title)
		write_own(out, &v->text);
	else
		write_steps(out, &v->why);
	for (size_t i = 0; i < v->watch_count; i++)
		text_line(out, "  watch: ", 4, v->watch[i]);
	if (v->changed && *v->changed)
		text_line(out, "  changed: ", 4, v->changed);
	if (v->summary && *v->summary && v->operation < v->operations)
		fprintf(out, "  at: operation %zu of %zu\n", v->operation, v->operations);
	if (v->summary && *v->summary)
		text_line(out, "  heap: ", 4, v->summary);
}

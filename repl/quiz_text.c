/* SPDX-License-Identifier: MIT
 *
 * quiz_text.c - how a question of a quiz is written down, as a lesson has it.
 */
#include "quiz_draw.h"

#include "number.h"
#include "setting.h"

#include <stdarg.h>
#include <string.h>

void draw_ask(struct draw *draw, const char *kind, const char *format, ...)
{
	va_list words;

	fprintf(draw->out, "ask %s_%zu %s ", draw->name, draw->number, kind);
	va_start(words, format);
	vfprintf(draw->out, format, words);
	va_end(words);
	putc('\n', draw->out);
}

void draw_part(struct draw *draw, const char *part, const char *format, ...)
{
	va_list words;

	fprintf(draw->out, "\t%s%s", part, *part ? " " : "");
	va_start(words, format);
	vfprintf(draw->out, format, words);
	va_end(words);
	putc('\n', draw->out);
}

/* What a question changed it puts back: each can be taken out and used elsewhere. */
void draw_end(struct draw *draw)
{
	char value[SETTING_VALUE], usual[SETTING_VALUE];
	my_heap_options options;

	fputs("end\n", draw->out);
	my_heap_options_default(&options);
	for (const struct setting *s = settings; s->name; s++) {
		setting_text(s, &draw->options, value);
		setting_text(s, &options, usual);
		if (strcmp(value, usual) != 0)
			draw_line(draw, "set %s %s", s->name, usual);
	}
}

void draw_tell_need(struct draw *draw, size_t asked)
{
	size_t header = draw->options.header, need = draw_need(draw, asked);
	size_t unit = draw_unit(draw);
	char bytes[160];

	snprintf(bytes, sizeof bytes, "%s", comma(asked).text);
	if (header)
		snprintf(bytes, sizeof bytes, "%s and %zu of header, together %s,",
		         comma(asked).text, header, comma(asked + header).text);
	if (need == asked + header)
		draw_part(draw, "explain", "%s %s a multiple of %zu already.", bytes,
		          header ? "are" : "is", unit);
	else
		draw_part(draw, "explain", "%s become%s %s, the next multiple of %zu.", bytes,
		          header ? "" : "s", comma(need).text, unit);
}

const char *draw_listed(const struct draw_list *list, char out[DRAW_LISTED])
{
	size_t used = 0;

	snprintf(out, DRAW_LISTED, "none");
	for (size_t i = 0; i < list->count && used + 60 < DRAW_LISTED; i++)
		used += (size_t)snprintf(out + used, DRAW_LISTED - used, "%s%s, %s bytes",
		                         i ? "; " : "",
		                         place_text(list->chunk[i].section,
		                                    list->chunk[i].offset).text,
		                         comma(list->chunk[i].size).text);
	return out;
}

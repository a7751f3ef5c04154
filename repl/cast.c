/* SPDX-License-Identifier: MIT
 *
 * cast.c - drawings, and the time between them, as an asciicast.
 */
#include "cast.h"

#include "ansi.h"
#include "colour.h"
#include "json.h"
#include "memory.h"

#include <errno.h>
#include <stdlib.h>

enum { LOOK = 900, WORD = 230 }; /* milliseconds: to see what changed, and to read a word */

static void write_palette(struct json *json)
{
	char palette[16 * sizeof "#rrggbb"], *at = palette;

	for (int i = 0; i < 16; i++)
		at += sprintf(at, "%s#%06x", i ? ":" : "", (unsigned)colour_rgb(i));
	json_text(json, "palette", palette);
}

static void write_colour(struct json *json, const char *key, uint32_t colour)
{
	char text[sizeof "#rrggbb"];

	snprintf(text, sizeof text, "#%06x", (unsigned)(colour & 0xffffff));
	json_text(json, key, text);
}

static void write_head(FILE *out, const struct looks *looks, const struct theme *theme,
                       const char *title)
{
	struct colours colours = colour_of(theme, ROLE_TEXT);
	struct json json;

	json_start(&json, out);
	json_open(&json, NULL, '{', JSON_FLAT);
	json_number(&json, "version", 2);
	json_number(&json, "width", (size_t)looks->cols);
	json_number(&json, "height", (size_t)looks->rows);
	json_text(&json, "title", title);
	json_open(&json, "theme", '{', JSON_FLAT);
	write_colour(&json, "fg", colours.ink);
	write_colour(&json, "bg", colours.paper);
	write_palette(&json);
	json_close(&json);
	json_close(&json);
	json_end(&json);
}

/* Right after a line was written, while errno is still about it. */
static void note_failure(struct cast *cast)
{
	if (ferror(cast->out) && !cast->reason)
		cast->reason = errno ? errno : EIO;
}

static void write_event(struct cast *cast, const char *bytes)
{
	struct json json;
	char seconds[40];

	snprintf(seconds, sizeof seconds, "%zu.%03zu", cast->milliseconds / 1000,
	         cast->milliseconds % 1000);
	json_start(&json, cast->out);
	json_open(&json, NULL, '[', JSON_FLAT);
	json_literal(&json, NULL, seconds);
	json_text(&json, NULL, "o");
	json_text(&json, NULL, bytes);
	json_close(&json);
	json_end(&json);
	note_failure(cast);
}

static void begin_event(struct cast *cast)
{
	cast->event = memory_sure(open_memstream(&cast->bytes, &cast->size));
}

void cast_start(struct cast *cast, FILE *out, const struct looks *looks,
                const struct theme *theme, const char *title)
{
	*cast = (struct cast){ .out = out,
		               .ansi = memory_sure(ansi_create(theme, looks->ascii)) };
	begin_event(cast);
	write_head(out, looks, theme, title);
	note_failure(cast);
}

/* What was drawn since the last event is one. */
static void end_event(struct cast *cast)
{
	fclose(cast->event);
	if (cast->size)
		write_event(cast, cast->bytes);
	free(cast->bytes);
}

/* The last picture stays until the last event. */
void cast_end(struct cast *cast)
{
	end_event(cast);
	write_event(cast, "");
	ansi_destroy(cast->ansi);
}

void cast_draw(void *user, const struct grid *grid, int x, int y)
{
	struct cast *cast = user;

	cast->words += ansi_draw(cast->ansi, cast->event, grid, x, y);
}

void cast_wait(struct cast *cast, size_t milliseconds)
{
	end_event(cast);
	begin_event(cast);
	cast->milliseconds += milliseconds;
	cast->words = 0;
}

void cast_read(struct cast *cast, size_t most)
{
	size_t time = LOOK + cast->words * WORD;

	cast_wait(cast, time < most ? time : most);
}

/* SPDX-License-Identifier: MIT
 *
 * html_page.c - the page of export FILE.html, but for the steps.
 */
#include "html_page.h"

#include "colour.h"
#include "markup.h"
#include "memory.h"
#include "theme.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* The Makefile makes a string of each line of the sources. */
static const char *const style[] = {
#include "page.css.inc"
};
static const char *const elements[] = {
#include "page.html.inc"
};
static const char *const program[] = {
#include "page.js.inc"
};

#define WRITE(out, lines) write_lines(out, lines, sizeof (lines) / sizeof *(lines))

static void write_lines(FILE *out, const char *const *line, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fputs(line[i], out);
}

/* ------------------------------------------------------------------------ themes */

/* What the page itself takes of a theme. */
static const struct {
	const char *name;
	enum role role;
} inks[] = {
	{ "ink", ROLE_TEXT },  { "dim", ROLE_DIM },          { "bright", ROLE_TITLE },
	{ "rule", ROLE_RULE }, { "hot", ROLE_HOT },          { "wrong", ROLE_WRONG_TEXT },
	{ "blue", ROLE_USED }, { "cursor", ROLE_CURSOR_TEXT },
};

static void write_theme(FILE *out, const struct theme *theme)
{
	uint32_t paper = colour_of(theme, ROLE_TEXT).paper;

	fprintf(out, "[data-theme=%s]{color-scheme:%s;--paper:#%06x", theme_name(theme),
	        (paper & 0xff) > 0x7f ? "light" : "dark", paper);
	for (size_t i = 0; i < sizeof inks / sizeof inks[0]; i++)
		fprintf(out, ";--%s:#%06x", inks[i].name, colour_of(theme, inks[i].role).ink);
	fputs("}\n", out);
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct colours colours = colour_of(theme, (enum role)role);

		fprintf(out, "[data-theme=%s] .r%d{--f:#%06x;--b:#%06x%s}\n", theme_name(theme),
		        role, colours.ink, colours.paper, colours.bold ? ";font-weight:700" : "");
	}
}

int html_has_theme(const struct theme *theme)
{
	return theme_ground(theme, THEME_FULL) != GROUND;
}

static void write_themes(FILE *out)
{
	for (unsigned i = 0; theme_at(i); i++)
		if (html_has_theme(theme_at(i)))
			write_theme(out, theme_at(i));
}

static void write_style(FILE *out)
{
	WRITE(out, style);
	write_themes(out);
}

static void write_program(FILE *out)
{
	WRITE(out, program);
}

/* -------------------------------------------------------------------------- page */

/* All that stands between an element's tags; to be freed. */
static char *content_of(void (*write)(FILE *out))
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = memory_sure(open_memstream(&text, &size));

	putc('\n', stream);
	write(stream);
	fclose(stream);
	return memory_sure(text);
}

static void write_element(FILE *out, const char *name, void (*write)(FILE *out))
{
	char *content = content_of(write);

	fprintf(out, "<%s>%s</%s>\n", name, content, name);
	free(content);
}

void html_head(FILE *out, const char *title, const char *description)
{
	char *css = content_of(write_style), *js = content_of(write_program);

	markup_policy(out, css, js);
	free(css);
	free(js);
	fprintf(out, "<title>%s</title>\n<meta name=\"description\" content=\"%s\">\n", title,
	        description);
	write_element(out, "style", write_style);
	fputs("</head>\n<body>\n", out);
	WRITE(out, elements);
}

void html_foot(FILE *out)
{
	write_element(out, "script", write_program);
	fputs("</body>\n</html>\n", out);
}

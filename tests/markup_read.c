/* SPDX-License-Identifier: MIT
 *
 * markup_read.c - a page, read as a browser would begin to.
 */
#include "markup_read.h"

#include <stdio.h>
#include <string.h>

/* Elements that have no end. */
static int is_void(const char *name, size_t length)
{
	static const char *const names[] = { "meta", "link", "br", "!DOCTYPE", NULL };

	for (size_t i = 0; names[i]; i++)
		if (strlen(names[i]) == length && strncmp(names[i], name, length) == 0)
			return 1;
	return 0;
}

static int is_escape(const char *at)
{
	static const char *const escapes[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", NULL };

	for (size_t i = 0; escapes[i]; i++)
		if (strncmp(at, escapes[i], strlen(escapes[i])) == 0)
			return 1;
	return 0;
}

struct tags {
	const char *name[64];
	size_t length[64], depth;
};

static int take_tag(struct tags *tags, const char *tag, const char *end)
{
	int closes = tag[1] == '/';
	const char *name = tag + 1 + closes;
	size_t length = strcspn(name, " />\n");

	if (!closes && (end[-1] == '/' || is_void(name, length)))
		return 1;
	if (!closes) {
		if (tags->depth == 64)
			return 0;
		tags->name[tags->depth] = name;
		tags->length[tags->depth++] = length;
		return 1;
	}
	if (tags->depth == 0 || tags->length[tags->depth - 1] != length
	    || strncmp(tags->name[tags->depth - 1], name, length) != 0)
		return 0;
	tags->depth--;
	return 1;
}

int markup_is_whole(const char *page)
{
	struct tags tags = { .depth = 0 };

	for (const char *at = page; (at = strpbrk(at, "<&")); at++) {
		const char *end = at;
		int quoted = 0;

		if (*at == '&') {
			if (!is_escape(at))
				return 0;
			continue;
		}
		for (; *end && (quoted || *end != '>'); end++)
			quoted ^= *end == '"';
		if (!*end || !take_tag(&tags, at, end))
			return 0;
		at = end;
	}
	return tags.depth == 0;
}

int markup_is_alone(const char *page)
{
	static const char *const never[] = { "<script", "style=\"", "src=\"", "url(", "@import",
		                             "href=\"http", "http-equiv=\"refresh", "<iframe",
		                             " onload", NULL };

	for (size_t i = 0; never[i]; i++)
		if (strstr(page, never[i])) {
			printf("\nfound: %s\n", never[i]);
			return 0;
		}
	return strstr(page, "content=\"default-src 'none'; style-src 'sha256-") != NULL;
}

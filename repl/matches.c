/* SPDX-License-Identifier: MIT
 *
 * matches.c - what complete() offers, as readline wants it and as a line to show.
 */
#include "matches.h"

#include "complete.h"
#include "memory.h"

#include <stdio.h>
#include <string.h>

enum { NOTE_BYTES = 40 }; /* for how many more there are */

/* readline wants a word from `start` on; complete() may have begun its own elsewhere. */
static char *fitting_word(const char *line, size_t start, const char *candidate, size_t from)
{
	char *word;

	if (from > start) {
		word = memory_new(from - start + strlen(candidate) + 1, 1);
		memcpy(word, line + start, from - start);
		strcpy(word + (from - start), candidate);
		return word;
	}
	candidate += strnlen(candidate, start - from);
	return memory_text(candidate);
}

char **matches_find(const struct session *session, const char *line, size_t start, size_t end)
{
	struct lines found = { 0 };
	size_t from = start, count = complete(session, line, end, &from, &found);
	char **words = count ? memory_new(count + 1, sizeof *words) : NULL;

	for (size_t i = 0; i < count; i++)
		words[i] = fitting_word(line, start, found.line[i], from);
	lines_free(&found);
	return words;
}

const char *matches_text(char *out, char *const *matches, size_t count)
{
	size_t used = 0, shown = 0, room = MATCHES_BYTES - NOTE_BYTES;

	out[0] = 0;
	for (; shown < count; shown++) {
		const char *slash = strrchr(matches[shown], '/');
		const char *word = slash && slash[1] ? slash + 1 : matches[shown];

		if (used + strlen(word) + 3 > room)
			break;
		used += (size_t)snprintf(out + used, room - used, "%s%s", shown ? "  " : "", word);
	}
	if (shown < count)
		snprintf(out + used, NOTE_BYTES, "  … %zu more", count - shown);
	return out;
}

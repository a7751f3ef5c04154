/* SPDX-License-Identifier: MIT
 *
 * first.c - a program that takes its memory from my_malloc.
 *
 *   gcc first.c -L. -lmy_malloc -I inc/ -o first
 *
 * It prints the lines that it is given, the last one first. How many there will be is not known
 * before they are read, so each gets a block of its own when it comes.
 */
#include <my_malloc.h>
#include <stdio.h>
#include <string.h>

struct line {
	struct line *before;
	char text[]; /* as long as it needs to be */
};

static struct line *keep(const char *text, struct line *before)
{
	struct line *line = my_malloc(sizeof *line + strlen(text) + 1);

	if (!line)
		return NULL;
	line->before = before;
	strcpy(line->text, text);
	return line;
}

int main(void)
{
	static const char *const texts[] = { "one", "two", "three" };
	struct line *last = NULL, *line;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		line = keep(texts[i], last);
		if (!line) {
			fputs("There is no memory left.\n", stderr);
			return 1;
		}
		last = line;
	}
	while (last) {
		line = last;
		last = line->before;
		puts(line->text);
		my_free(line); /* its text is nobody's from here on: it was printed before */
	}
	return 0;
}

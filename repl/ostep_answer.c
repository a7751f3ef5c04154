/* SPDX-License-Identifier: MIT
 *
 * ostep_answer.c - what a learner thinks an operation did, read and marked.
 */
#include "ostep_answer.h"

#include "ostep_text.h"
#include "word.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------- lines */

static int begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static enum ostep_line no_sense(char *sentence, const char *line, const char *right)
{
	snprintf(sentence, OSTEP_SENTENCE, "%s is no answer: %s", word_quote(line).text, right);
	return OSTEP_NO_SENSE;
}

/* Does a line that names an operation name this one? */
static int is_this(const char *line, const struct ostep_step *step)
{
	char name[64];

	if (step->kind == OSTEP_ALLOC)
		snprintf(name, sizeof name, "ptr[%zu] = Alloc(%zu)", step->index, step->size);
	else
		snprintf(name, sizeof name, "Free(ptr[%zu])", step->index);
	return begins(line, name);
}

/* As in lessons: it is left open, as with a question mark, and the verdict tells it. */
static int is_skip(const char *line)
{
	return begins(line, "skip") && !line[4 + strspn(line + 4, " \t")];
}

static enum ostep_line other(char *sentence, const char *line)
{
	snprintf(sentence, OSTEP_SENTENCE, "%s is not the operation that is asked for: these "
	         "answers are of another problem, or one is missing.", word_quote(line).text);
	return OSTEP_OTHER;
}

/* What kind of line of a sheet it is; OSTEP_ANSWERED when it is to be read. */
static enum ostep_line sort_line(const char *line, const struct ostep_step *step,
                                 enum ostep_part part, char *sentence)
{
	int names = begins(line, "ptr[") || begins(line, "Free(");
	int lists = begins(line, "List") || begins(line, "Free List");

	if (!*line || *line == '#' || begins(line, "Invalid Free") || ostep_text_option(line) >= 0)
		return OSTEP_NO_ANSWER;
	if (part == OSTEP_RETURNED && lists)
		return OSTEP_NEXT_PART;
	if (part == OSTEP_LIST && (names || begins(line, "returned")))
		return OSTEP_NEXT_PART;
	if (names && !is_this(line, step))
		return other(sentence, line);
	return begins(line, "Free(") && !strstr(line, "returned") ? OSTEP_NO_ANSWER
	                                                          : OSTEP_ANSWERED;
}

/* ----------------------------------------------------------------------- numbers */

/* Goes over what may stand between numbers: blanks, marks, and these words. */
static const char *over(const char *at, const char *marks, const char *const *words)
{
	for (;;) {
		size_t length = strspn(at, marks), letters = 0;

		at += length;
		for (const char *const *word = words; *word && !letters; word++)
			letters = begins(at, *word) ? strlen(*word) : 0;
		if (letters == 0)
			return at;
		at += letters;
	}
}

/* A number at *at, behind which it then stands. 0: none is there, or none so large. */
static int take(const char **at, long long *number)
{
	char *end;

	if (!isdigit((unsigned char)**at) && !(**at == '-' && isdigit((unsigned char)(*at)[1])))
		return 0;
	errno = 0;
	*number = strtoll(*at, &end, 10);
	*at = end;
	return errno == 0;
}

/* --------------------------------------------------------------------- the parts */

static enum ostep_line read_returned(const char *line, const struct ostep_step *step,
                                     struct ostep_said *said, char *sentence)
{
	static const char *const words[] = { "searched", "elements", "element", "entries", NULL };
	static const char *const right[] = {
		[OSTEP_ALLOC] = "what was returned is a number, and the entries searched are one, "
		                "as in 1004 1. skip leaves it open.",
		[OSTEP_FREE] = "a Free returns one number, 0 when it succeeded; nothing is "
		               "searched. skip leaves it open.",
	};
	const char *behind = strstr(line, "returned");
	const char *at = over(behind ? behind + strlen("returned") : line, " \t,()", words);
	long long searched;

	if (*at == '?' && !*over(at + 1, " \t,()?", words))
		return OSTEP_ANSWERED;
	if (!take(&at, &said->returned))
		return no_sense(sentence, line, right[step->kind]);
	at = over(at, " \t,()", words);
	if (step->kind == OSTEP_ALLOC && take(&at, &searched) && searched >= 0) {
		said->searched = (size_t)searched;
		said->has_searched = 1;
	}
	if (*over(at, " \t,()?", words))
		return no_sense(sentence, line, right[step->kind]);
	said->has_returned = 1;
	return OSTEP_ANSWERED;
}

static enum ostep_line read_list(const char *line, struct ostep_said *said, char *sentence)
{
	static const char *const words[] = { "addr", "sz", NULL };
	static const char *const none[] = { "empty", "none", "nothing", NULL };
	static const char right[] = "a list is an address and a size for each entry, as in 1000:8 "
	                            "1020:80, or the word empty. skip leaves it open.";
	const char *head = begins(line, "Free List") ? strstr(line, "]:") : NULL;
	const char *start = begins(line, "List?") ? line + strlen("List?") : head ? head + 2 : line;
	const char *at = over(start, " \t,:[]", words);
	long long address, size;

	if (*at == '?' || (!*at && start > line && !head))
		return OSTEP_ANSWERED;
	said->list.count = 0;
	for (; take(&at, &address); at = over(at, " \t,:[]", words)) {
		at = over(at, " \t,:", words);
		if (!take(&at, &size) || address < 0 || size < 0)
			return no_sense(sentence, line, right);
		ostep_list_add(&said->list, (size_t)address, (size_t)size);
	}
	if (said->list.count == 0)
		at = over(at, " \t.", none);
	if (*at || (said->list.count == 0 && !head && at == line))
		return no_sense(sentence, line, right);
	said->has_list = 1;
	return OSTEP_ANSWERED;
}

enum ostep_line ostep_answer_read(const char *line, const struct ostep_step *step,
                                  enum ostep_part part, struct ostep_said *said, char *sentence)
{
	enum ostep_line sort;

	line += strspn(line, " \t");
	sort = sort_line(line, step, part, sentence);
	if (sort != OSTEP_ANSWERED || is_skip(line))
		return sort;
	return part == OSTEP_RETURNED ? read_returned(line, step, said, sentence)
	                              : read_list(line, said, sentence);
}

/* ------------------------------------------------------------------------- marks */

static int is_same(struct ostep_entry a, struct ostep_entry b)
{
	return a.address == b.address && a.size == b.size;
}

static size_t common_start(const struct ostep_list *a, const struct ostep_list *b)
{
	size_t most = a->count < b->count ? a->count : b->count, i = 0;

	while (i < most && is_same(a->entry[i], b->entry[i]))
		i++;
	return i;
}

static size_t common_end(const struct ostep_list *a, const struct ostep_list *b)
{
	size_t most = a->count < b->count ? a->count : b->count, i = 0;

	while (i < most
	       && is_same(a->entry[a->count - 1 - i], b->entry[b->count - 1 - i]))
		i++;
	return i;
}

/* The same entries in another order. */
static int is_shuffled(const struct ostep_list *a, const struct ostep_list *b)
{
	struct ostep_list x = { 0 }, y = { 0 };
	int same = a->count == b->count;

	if (!same)
		return 0;
	ostep_list_copy(&x, a);
	ostep_list_copy(&y, b);
	ostep_list_by_address(&x);
	ostep_list_by_address(&y);
	same = common_start(&x, &y) == x.count;
	ostep_list_free(&x);
	ostep_list_free(&y);
	return same;
}

static unsigned mark_list(const struct ostep_list *right, const struct ostep_list *said)
{
	size_t longer = right->count > said->count ? right->count : said->count;
	size_t good = common_start(right, said);

	if (good == longer)
		return 2;
	good += common_end(right, said);
	return (good > 0 && good + 1 >= longer) || is_shuffled(right, said);
}

unsigned ostep_points(const struct ostep_step *step)
{
	return step->kind == OSTEP_ALLOC ? 4 : 3;
}

struct ostep_marks ostep_mark(const struct ostep_problem *problem, const struct ostep_step *step,
                              const struct ostep_said *said)
{
	struct ostep_marks marks = { .of = ostep_points(step) };

	marks.returned = said->has_returned && said->returned == ostep_returned(problem, step);
	marks.searched = step->kind == OSTEP_ALLOC && said->has_searched
	                 && said->searched == step->searched;
	marks.list = said->has_list ? mark_list(&step->after, &said->list) : 0;
	marks.all = marks.returned + marks.searched + marks.list;
	return marks;
}

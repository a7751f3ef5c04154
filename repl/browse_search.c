/* SPDX-License-Identifier: MIT
 *
 * browse_search.c - a line after / that looks for a chunk; n and N go on with it.
 *
 *   p11              the chunk of this name
 *   s1+0x40  0x1000  the chunk there, as the commands take places
 *   buf              chunks whose name has these letters
 *   free             those in this state, or used, cached, waiting
 *   size>1000        conditions, as those of find
 *
 * From the chosen chunk on by address, and around the end of the heap.
 */
#include "browse_parts.h"

#include "find.h"
#include "glyph.h"
#include "ground.h"
#include "key.h"
#include "look.h"
#include "names.h"
#include "number.h"
#include "target.h"
#include "word.h"

#include <stdio.h>
#include <string.h>

enum { PAUSE = 1024, MANY = 1 << 19, CTRL_U = 'U' & 0x1f };

static const char unknown[] = "Search with a name, a place, free, or a condition like size>1000.";

/* ------------------------------------------------------------------- what is wanted */

struct wanted {
	const char *words;
	struct conditions conditions; /* none: the words */
	int is_state;                 /* and they are one */
};

static int is_state(const char *words)
{
	static const char *const states[] = { "free", "used", "cached", "waiting" };

	for (size_t i = 0; i < sizeof states / sizeof states[0]; i++)
		if (strcmp(words, states[i]) == 0)
			return 1;
	return 0;
}

static int meets(const struct session *session, const struct wanted *wanted,
                 const my_heap_chunk *chunk)
{
	my_heap_section section;

	if (wanted->is_state)
		return strcmp(look_state(chunk), wanted->words) == 0;
	if (!wanted->conditions.count)
		return strstr(look_name(session, chunk).text, wanted->words) != NULL;
	return ground_section_by_id(session, chunk->section, &section)
	       && find_meets(session, &wanted->conditions, &section, chunk);
}

/* The first or the last chunk of the heap. */
static int heap_end(const struct session *session, my_heap_chunk *chunk, int last)
{
	my_heap_section section, next;

	if (!ground_first_section(session, &section))
		return 0;
	for (next = section; last && ground_next_section(session, &next);)
		section = next;
	if (!last)
		return look_first(session, &section, chunk);
	return ground_containing(session, (const char *)section.memory + section.size - 1, chunk);
}

static int is_same(const my_heap_chunk *a, const my_heap_chunk *b)
{
	return a->section == b->section && a->offset == b->offset;
}

/* ------------------------------------------------------------------------- searching */

/* To the next that meets it, back to the chosen one itself at last. 0: there is none. */
static int find_next(struct browse *browse, const struct wanted *wanted, int forward,
                     my_heap_chunk *at)
{
	struct session *session = browse->session;
	const my_heap_chunk from = *at;
	size_t seen = 0;

	session->interrupted = 0;
	do {
		if (!browse_step(browse, at, forward) && !heap_end(session, at, !forward))
			return 0;
		if (meets(session, wanted, at))
			return 1;
		if (++seen % PAUSE == 0 && session->interrupted)
			return 0;
		if (seen == MANY)
			display_say(browse->display, "Searching. Ctrl-C ends it.");
	} while (!is_same(at, &from));
	return 0;
}

static void search(struct browse *browse, const struct wanted *wanted, int forward)
{
	my_heap_chunk chunk, from;

	if (!browse_chosen(browse, &chunk))
		return;
	from = chunk;
	if (!find_next(browse, wanted, forward, &chunk)) {
		browse_say(browse, "No chunk is like %s. %s", word_quote(wanted->words).text,
		           unknown);
		return;
	}
	browse_choose(browse, &chunk);
	if (is_same(&chunk, &from))
		browse_say(browse, "%s is the only one like %s.",
		           place_text(chunk.section, chunk.offset).text,
		           word_quote(wanted->words).text);
}

/* As the commands read it, whose own words stay as they are. */
static int read_place(struct browse *browse, const char *words, struct target *target)
{
	struct session *session = browse->session;
	struct outcome before = session->outcome;
	int status = target_read(session, words, "", target);

	if (status != SESSION_OK)
		browse_say(browse, "%s", session->outcome.text);
	session->outcome = before;
	return status == SESSION_OK;
}

static int is_place(const char *words)
{
	return strchr(words, '+') || strchr(words, '-')
	       || (words[0] >= '0' && words[0] <= '9');
}

/* A place, or a name that there is: 1, or 0 with the reason told where it is a place. */
static int go_to_place(struct browse *browse, const char *words)
{
	struct session *session = browse->session;
	size_t index = names_find(session->names, words);
	struct target target;
	my_heap_chunk chunk;

	if (!is_place(words)) {
		if (ground_recorded(session) || index == NAME_NONE
		    || names_get(session->names, index).died)
			return 0;
		target.pointer = names_get(session->names, index).pointer;
	} else if (!read_place(browse, words, &target)) {
		return 1;
	}
	if (look_containing(session, target.pointer, &chunk))
		browse_choose(browse, &chunk);
	else
		browse_say(browse, "%s is in no section of this heap.", word_quote(words).text);
	return 1;
}

static void look_for(struct browse *browse, int forward)
{
	struct wanted wanted = { .words = browse->search.last,
		                 .is_state = is_state(browse->search.last) };
	char problem[FIND_PROBLEM];

	if (find_is_conditions(wanted.words)) {
		if (find_read(wanted.words, &wanted.conditions, problem))
			search(browse, &wanted, forward);
		else
			browse_say(browse, "%s", problem);
	} else if (!go_to_place(browse, wanted.words)) {
		search(browse, &wanted, forward);
	}
}

void browse_search_again(struct browse *browse, int forward)
{
	if (browse->search.last[0])
		look_for(browse, forward);
	else
		browse_say(browse, "Nothing was searched for yet: type / first.");
}

/* ------------------------------------------------------------------------ the line */

static void show(struct browse *browse)
{
	struct browse_search *s = &browse->search;

	if (s->typing)
		display_prompt(browse->display, "/", s->words, s->length);
	else
		display_prompt(browse->display, "", "", 0);
}

void browse_search_begin(struct browse *browse)
{
	browse->search.typing = 1;
	browse->search.length = 0;
	browse->search.words[0] = 0;
	show(browse);
}

static void erase(struct browse_search *s)
{
	while (s->length && (s->words[s->length - 1] & 0xc0) == 0x80)
		s->length--;
	s->length -= s->length > 0;
	s->words[s->length] = 0;
}

static void add(struct browse_search *s, int key)
{
	char bytes[GLYPH_BYTES];
	size_t count;

	if (key < ' ' || key >= KEY_IS_NONE)
		return;
	count = glyph_write(bytes, (uint32_t)key);
	if (s->length + count >= sizeof s->words)
		return;
	memcpy(s->words + s->length, bytes, count + 1);
	s->length += count;
}

/* An empty line means the last search again; erasing past its start leaves it. */
void browse_search_key(struct browse *browse, int key)
{
	struct browse_search *s = &browse->search;
	int is_erased = key == 0x7f || key == '\b';

	if (key == '\r' || key == '\n') {
		s->typing = 0;
		if (s->length)
			memcpy(s->last, s->words, s->length + 1);
		browse_search_again(browse, 1);
	} else if (key == KEY_IS_ESCAPE || key == KEY_IS_CTRL_D || (is_erased && !s->length)) {
		s->typing = 0;
	} else if (is_erased) {
		erase(s);
	} else if (key == CTRL_U) {
		s->words[s->length = 0] = 0;
	} else {
		add(s, key);
	}
	show(browse);
}

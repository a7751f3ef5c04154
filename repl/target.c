/* SPDX-License-Identifier: MIT
 *
 * target.c - a word that names a place in the heap.
 */
#include "target.h"

#include "ground.h"
#include "number.h"
#include "session.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int no_name(struct session *session, const char *word, const char *undone)
{
	char near[VIEW_NAME];

	if (names_nearest(session->names, word, near))
		return session_fail(session, "no such name",
		                    "No chunk is named %s. Did you mean %s?%s",
		                    word_quote(word).text, near, undone);
	return session_fail(session, "no such name",
	                    "No chunk is named %s.%s", word_quote(word).text, undone);
}

/* s1 as a section, when no chunk bears that name. */
static int section_of(struct session *session, const char *word, unsigned char **memory)
{
	char problem[NUMBER_PROBLEM];
	my_heap_section section;
	size_t id;

	if (word[0] != 's' || !isdigit((unsigned char)word[1]))
		return 0;
	if (!number_read(word + 1, &id, problem)
	    || !ground_section_by_id(session, id, &section))
		return 0;
	/* A user pointer lies behind its chunk's header. */
	*memory = (unsigned char *)section.memory + my_heap_options_of(session->heap)->header;
	return 1;
}

/* A section is many chunks: which place in it is meant has to be said. */
static int no_chunk(struct session *session, const char *section, const char *undone)
{
	return session_fail(session, "not understood",
	                    "%s is a section, not a chunk. The place where it begins is "
	                    "%s+0x0.%s", section, section, undone);
}

static int read_base(struct session *session, const char *base, const char *undone,
                     struct target *target)
{
	target->name = names_find(session->names, base);
	if (target->name != NAME_NONE)
		target->pointer = names_pointer(session->names, target->name);
	else if (!section_of(session, base, &target->pointer))
		return no_name(session, base, undone);
	else if (target->plain)
		return no_chunk(session, base, undone);
	return SESSION_OK;
}

static int read_address(struct session *session, const char *word, const char *undone,
                        struct target *target)
{
	char problem[NUMBER_PROBLEM];
	size_t address = 0;

	if (strcmp(word, "NULL") != 0 && !number_read(word, &address, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	target->pointer = (unsigned char *)(uintptr_t)address;
	return SESSION_OK;
}

int target_read(struct session *session, const char *word, const char *undone,
                struct target *target)
{
	const char *sign = strpbrk(word, "+-");
	char base[64], problem[NUMBER_PROBLEM];
	size_t length = sign ? (size_t)(sign - word) : strlen(word);

	*target = (struct target){ .name = NAME_NONE, .plain = !sign };
	snprintf(target->text, sizeof target->text, "%s", word_quote(word).text);
	if (isdigit((unsigned char)*word) || strcmp(word, "NULL") == 0)
		return read_address(session, word, undone, target);
	snprintf(base, sizeof base, "%.*s", (int)(length < 63 ? length : 63), word);
	if (read_base(session, base, undone, target) != SESSION_OK)
		return SESSION_FAILED;
	if (sign && !number_read(sign + 1, &target->added, problem))
		return session_fail(session, "not understood", "%s%s", problem, undone);
	if (sign && *sign == '-')
		target->added = -target->added;
	target->pointer = (unsigned char *)((uintptr_t)target->pointer + target->added);
	return SESSION_OK;
}

/* An answer that names no section means the only one there is; a command that looks does, too. */
void target_look(const struct session *session, struct target *target)
{
	size_t offset = (uintptr_t)target->pointer;
	my_heap_section section, next;

	if (target->name != NAME_NONE || !isdigit((unsigned char)*target->text)
	    || !ground_first_section(session, &section) || offset >= section.size
	    || (uintptr_t)section.memory <= offset)
		return;
	next = section;
	if (!ground_next_section(session, &next))
		target->pointer = (unsigned char *)section.memory + offset;
}

struct name target_name(const struct session *session, const struct target *target)
{
	return names_get(session->names, target->name);
}

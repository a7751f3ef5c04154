/* SPDX-License-Identifier: MIT */
#include "quiz_key_parts.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------ texts */

void key_fact(struct asked *a, const char *format, ...)
{
	va_list words;

	if (a->key->facts == KEY_FACTS)
		abort();
	va_start(words, format);
	vsnprintf(a->key->fact[a->key->facts++], KEY_TEXT, format, words);
	va_end(words);
}

void key_answer(struct asked *a, const char *format, ...)
{
	va_list words;

	va_start(words, format);
	vsnprintf(a->key->answer, sizeof a->key->answer, format, words);
	va_end(words);
}

struct key_words key_commas(size_t number)
{
	struct key_words out;

	if (number < 1000)
		snprintf(out.text, sizeof out.text, "%zu", number);
	else
		snprintf(out.text, sizeof out.text, "%zu,%03zu", number / 1000, number % 1000);
	return out;
}

struct key_words key_place(const struct shadow_chunk *chunk)
{
	struct key_words out;

	snprintf(out.text, sizeof out.text, "s%zu+0x%zx", chunk->section, chunk->offset);
	return out;
}

void key_choose(struct asked *a, const char *words)
{
	for (size_t i = 0; i < a->question->choices; i++)
		if (strstr(a->question->choice[i], words)) {
			key_answer(a, "%c", (int)('a' + i));
			return;
		}
	key_answer(a, "no choice says: %s", words);
}

size_t key_number_behind(const struct asked *a, const char *words)
{
	const char *found = strstr(a->question->text, words);

	return found ? (size_t)strtoul(found + strlen(words), NULL, 0) : 0;
}

void key_fact_need(struct asked *a)
{
	size_t need = shadow_need(a->before, a->size), bytes = a->size + a->before->header;

	key_fact(a, "%s", key_commas(a->size).text);
	if (need != bytes)
		key_fact(a, " %s, the next multiple of %zu.", key_commas(need).text,
		         shadow_unit(a->before));
	else
		key_fact(a, " a multiple of %zu already.", shadow_unit(a->before));
}

void key_fact_chunk(struct asked *a, const struct shadow_chunk *chunk)
{
	key_fact(a, "%s, %s bytes", key_place(chunk).text, key_commas(chunk->size).text);
}

void key_fact_list(struct asked *a, const struct shadow *heap)
{
	const struct shadow_chunk *list[SHADOW_CHUNKS];
	size_t count = shadow_list(heap, list);
	char text[KEY_TEXT];
	size_t used = 0;

	for (size_t i = 0; i < count && used < sizeof text; i++)
		used += (size_t)snprintf(text + used, sizeof text - used, "%s%s, %s bytes",
		                         i ? "; " : " ", key_place(list[i]).text,
		                         key_commas(list[i]->size).text);
	if (used + 1 < sizeof text)
		key_fact(a, "%s.", text);
}

void key_list_answer(struct asked *a)
{
	const struct shadow_chunk *list[SHADOW_CHUNKS];
	size_t count = shadow_list(a->after, list), used = 0;

	key_answer(a, "empty");
	for (size_t i = 0; i < count; i++)
		used += (size_t)snprintf(a->key->answer + used, sizeof a->key->answer - used,
		                         "%s ", key_place(list[i]).text);
	key_fact_list(a, a->after);
}

/* ------------------------------------------------------------------------- table */

static const struct {
	const char *name;
	key_finder *find;
} rows[] = {
#define ROW(name, finder) { #name, key_is_##finder },
	KEY_ROWS(ROW)
#undef ROW
};

static void read_command(struct asked *a, const char *command)
{
	if (sscanf(command, "m %zu", &a->size) == 1 || sscanf(command, "f s1+%zx", &a->place) == 1
	    || sscanf(command, "r p%u %zu", &a->name, &a->size) == 2
	    || sscanf(command, "w p%u 0x41 %zu", &a->name, &a->size) == 2)
		return;
	sscanf(command, "f p%u", &a->name);
}

int key_find(struct shadow *shadow, const struct key_question *question, struct key *out)
{
	struct shadow before = *shadow;
	struct asked asked = { .before = &before, .after = shadow, .question = question,
		               .key = out };
	size_t length = strcspn(question->id, "_");

	*out = (struct key){ .facts = 0 };
	for (size_t i = 0; i < question->commands; i++) {
		read_command(&asked, question->command[i]);
		if (!shadow_line(shadow, question->command[i]))
			return 0;
	}
	asked.was = shadow_named(&before, asked.name);
	asked.is = shadow_named(shadow, shadow->last);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strlen(rows[i].name) == length
		    && strncmp(rows[i].name, question->id, length) == 0) {
			rows[i].find(&asked);
			return 1;
		}
	return 0;
}

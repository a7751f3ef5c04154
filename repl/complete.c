/* SPDX-License-Identifier: MIT
 *
 * complete.c - what a word of a line can become.
 */
#include "complete.h"

#include "command.h"
#include "glossary.h"
#include "layouts.h"
#include "measure.h"
#include "memory.h"
#include "names.h"
#include "placement.h"
#include "quiz.h"
#include "session.h"
#include "setting.h"
#include "theme.h"
#include "thread.h"
#include "timeline.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct completion {
	const struct session *session;
	const struct words *words; /* before the word that is completed */
	const char *typed;
	struct lines *out;
};

static void offer(struct completion *c, const char *candidate)
{
	if (c->out->count < COMPLETE_MOST
	    && strncmp(candidate, c->typed, strlen(c->typed)) == 0)
		lines_add(c->out, "%s", candidate);
}

static void offer_commands(struct completion *c)
{
	for (const struct command *row = commands; row->name; row++)
		offer(c, row->name);
}

/* The newest first, so that many old ones do not hide them. */
static void offer_chunks(struct completion *c)
{
	const struct names *names = c->session->names;

	for (size_t i = names_count(names); i-- > 0 && c->out->count < COMPLETE_MOST;)
		if (!names_get(names, i).died)
			offer(c, names_get(names, i).text);
}

static void offer_settings(struct completion *c)
{
	for (const struct setting *s = settings; s->name; s++)
		offer(c, s->name);
}

static void offer_values(struct completion *c)
{
	const struct word *last = &c->words->word[c->words->count - 1];
	const struct setting *setting = setting_find(last->text);

	for (size_t i = 0; setting && setting->values && setting->values[i]; i++)
		offer(c, setting->values[i]);
}

static void offer_measures(struct completion *c)
{
	char word[64];

	for (const struct measure *m = measures; m->name; m++) {
		snprintf(word, sizeof word, "%s%s", m->name, m->of == MEASURE_HEAP ? "" : "(");
		offer(c, word);
	}
	offer(c, "error");
	offer_settings(c);
}

static int is_folder(const char *folder, const char *name)
{
	size_t length = strlen(folder);
	char *path = memory_new(length + strlen(name) + 1, 1);
	struct stat file;
	int is;

	memcpy(path, folder, length);
	strcpy(path + length, name);
	is = stat(path, &file) == 0 && S_ISDIR(file.st_mode);
	free(path);
	return is;
}

/* One folder's names, each with the part of the path that is typed already. */
static void offer_folder(struct completion *c, const char *where, const char *folder)
{
	DIR *stream = opendir(*where ? where : ".");
	const char *last = strrchr(c->typed, '/');
	const struct dirent *entry;
	char word[512];

	last = last ? last + 1 : c->typed;
	while (stream && (entry = readdir(stream))) {
		if (entry->d_name[0] == '.' && *last != '.')
			continue;
		if (snprintf(word, sizeof word, "%s%s%s", folder, entry->d_name,
		             is_folder(where, entry->d_name) ? "/" : "") < (int)sizeof word)
			offer(c, word);
	}
	if (stream)
		closedir(stream);
}

static void offer_files(struct completion *c)
{
	const char *slash = strrchr(c->typed, '/');
	size_t length = slash ? (size_t)(slash - c->typed) + 1 : 0;
	char *folder = memory_copy(c->typed, length);

	offer_folder(c, folder, folder);
	if (length == 0 && c->session->lessons)
		offer_folder(c, c->session->lessons, "");
	free(folder);
}

/* All that help explains. */
static void offer_topics(struct completion *c)
{
	offer_commands(c);
	offer_settings(c);
	for (const struct term *t = glossary; t->word; t++)
		offer(c, t->word);
	offer(c, "numbers");
	offer(c, "words");
}

/* Those that can be gone to: on the way to this branch's end. */
static void offer_marks(struct completion *c)
{
	for (size_t i = 0; i < timeline_marks(c->session); i++)
		if (timeline_has_mark(c->session, timeline_get_mark(c->session, i)))
			offer(c, timeline_get_mark(c->session, i)->name);
}

static void offer_themes(struct completion *c)
{
	for (unsigned i = 0; theme_at(i); i++)
		offer(c, theme_name(theme_at(i)));
}

static void offer_quiz(struct completion *c)
{
	for (size_t i = 0; quiz_topic(i); i++)
		offer(c, quiz_topic(i));
}

static void offer_layouts(struct completion *c)
{
	for (const struct layout_name *row = layout_names; row->name; row++)
		offer(c, row->name);
}

static void offer_lanes(struct completion *c)
{
	for (int i = 0; placement_words[i]; i++)
		offer(c, placement_words[i]);
}

static void offer_panes(struct completion *c)
{
	for (const struct layout_name *row = pane_names + 1; row->name; row++)
		offer(c, row->name);
}

static void (*const offers[])(struct completion *) = {
	[ARGUMENT_TARGET] = offer_chunks,    [ARGUMENT_CHUNK] = offer_chunks,
	[ARGUMENT_FILE] = offer_files,
	[ARGUMENT_SETTING] = offer_settings, [ARGUMENT_VALUE] = offer_values,
	[ARGUMENT_COMMAND] = offer_commands, [ARGUMENT_EXPECT] = offer_measures,
	[ARGUMENT_TOPIC] = offer_topics,     [ARGUMENT_STEP] = offer_marks,
	[ARGUMENT_LAYOUT] = offer_layouts,   [ARGUMENT_PANE] = offer_panes,
	[ARGUMENT_THEME] = offer_themes,     [ARGUMENT_LANE] = offer_lanes,
	[ARGUMENT_QUIZ] = offer_quiz,
};

/* The kind of the argument that comes after these words: a command's first word is
 * completed as a command, also after NAME =, after t2 and after repeat N. */
static enum argument kind_after(const struct words *words)
{
	const struct command *command;
	int at = thread_words(words, 0), argument;

	at += words->count >= at + 2 && strcmp(words->word[at + 1].text, "=") == 0 ? 2 : 0;
	at += at == 2 ? thread_words(words, at) : 0;
	if (words->count == at)
		return ARGUMENT_COMMAND;
	command = command_find(words->word[at].text);
	argument = words->count - at - 1;
	if (command && strcmp(command->name, "repeat") == 0 && argument >= 1) {
		int inner = at + 2 + thread_words(words, at + 2);

		if (words->count == inner)
			return ARGUMENT_COMMAND;
		command = command_find(words->word[inner].text);
		argument = words->count - inner - 1;
	}
	return command && argument < ARGUMENTS_MOST ? command->kind[argument] : ARGUMENT_NONE;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct lines *lines)
{
	size_t kept = 0;

	if (lines->count)
		qsort(lines->line, lines->count, sizeof *lines->line, by_text);
	for (size_t i = 0; i < lines->count; i++) {
		if (kept && strcmp(lines->line[kept - 1], lines->line[i]) == 0)
			free(lines->line[i]);
		else
			lines->line[kept++] = lines->line[i];
	}
	lines->count = kept;
}

size_t complete(const struct session *session, const char *line, size_t cursor, size_t *start,
                struct lines *out)
{
	char problem[WORD_PROBLEM], *before, *typed;
	struct completion completion = { .session = session, .out = out };
	struct words words;
	enum argument kind;

	lines_clear(out);
	for (*start = cursor; *start > 0 && !strchr(" \t\"", line[*start - 1]);)
		--*start;
	before = memory_copy(line, *start);
	typed = memory_copy(line + *start, cursor - *start);
	if (*start && before[*start - 1] == '"')
		before[*start - 1] = ' ';
	completion.typed = typed;
	completion.words = &words;
	if (words_split(&words, before, problem)) {
		kind = kind_after(&words);
		if (kind < sizeof offers / sizeof offers[0] && offers[kind])
			offers[kind](&completion);
	}
	words_free(&words);
	free(before);
	free(typed);
	sort(out);
	return out->count;
}

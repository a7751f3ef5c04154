/* SPDX-License-Identifier: MIT
 *
 * player.c - a script in the full view: one key, one thing to see.
 */
#include "player.h"

#include "memory.h"
#include "path.h"
#include "prose.h"
#include "timeline.h"

#include <stdlib.h>
#include <string.h>

enum { PARAGRAPH_MOST = 4000 }; /* bytes */

int player_start(struct player *player, struct session *session, const char *path)
{
	*player = (struct player){ .session = session };
	player->script = path ? script_open(session, path, path)
	                      : script_open_stream(session, stdin, "<stdin>");
	return player->script != NULL;
}

static void swap(char **a, char **b)
{
	char *c = *a;

	*a = *b;
	*b = c;
}

void player_pause(struct player *player)
{
	player->paused = 1;
	player->heaps = player->session->heaps_made;
	player->operations = timeline_step(player->session);
	player->session->script = NULL;
	swap(&player->wanted, &player->session->wanted);
}

void player_resume(struct player *player)
{
	player->paused = 0;
	player->session->script = player->script;
	swap(&player->wanted, &player->session->wanted);
	free(player->wanted);
	player->wanted = NULL;
}

enum player_heap player_heap(const struct player *player)
{
	if (player->session->heaps_made != player->heaps)
		return PLAYER_NEW_HEAP;
	return timeline_step(player->session) == player->operations
	               ? PLAYER_SAME_HEAP
	               : PLAYER_CHANGED_HEAP;
}

void player_end(struct player *player)
{
	if (player->script) {
		char *typed = NULL;

		/* What an `expect error` left in the middle waited for was never run. */
		if (player->paused)
			swap(&typed, &player->session->wanted);
		else if (player->command)
			swap(&player->wanted, &player->session->wanted);
		script_close(player->session, player->script);
		swap(&typed, &player->session->wanted);
	}
	free(player->wanted);
	free(player->heading);
	free(player->command);
	lines_free(&player->told);
	*player = (struct player){ 0 };
}

const char *player_title(const struct player *player)
{
	const char *name = script_name(player->script);

	if (*name == '<') /* standard input */
		return "script";
	return path_last(name);
}

static int is_expect(const char *text)
{
	static const char word[] = "expect";

	text += strspn(text, " \t");
	return strncmp(text, word, sizeof word - 1) == 0
	       && strspn(text + sizeof word - 1, " \t") > 0;
}

/* A q in a script ends the script. */
static enum player_step run(struct player *player, enum script_kind kind, const char *text)
{
	if (player->typing && kind == SCRIPT_COMMAND)
		player->typing(text, player->user);
	if (script_run(player->session, kind, text) == SESSION_QUIT)
		return PLAYER_OVER;
	return PLAYER_RAN;
}

static enum player_step run_command(struct player *player)
{
	char *command = player->command;
	enum player_step step;

	player->command = NULL;
	player->shown = 0;
	lines_clear(&player->told);
	step = run(player, player->kind, command);
	free(command);
	return step;
}

/* 1 when what is expected is so: nothing is to be shown. */
static int check_quietly(struct player *player, const char *text)
{
	player->quiet = 1;
	enum session_status status = script_run(player->session, SCRIPT_COMMAND, text);

	player->quiet = 0;
	return status == SESSION_OK;
}

/* Lines of a paragraph that stands at the margin: the screen breaks it anew. */
static int goes_on(const struct lines *told, const char *text)
{
	const char *last = told->count ? told->line[told->count - 1] : "";

	return *last && *last != ' ' && *text && *text != ' ' && strlen(last) < PARAGRAPH_MOST;
}

static void join(struct lines *told, const char *text)
{
	char *before = told->line[--told->count];

	lines_add(told, "%s %s", before, text);
	free(before);
}

/* Several blank lines, and those before the first words, are none. */
static void tell(struct player *player, const char *text)
{
	struct lines *told = &player->told;

	if (goes_on(told, text))
		join(told, text);
	else if (*text || (told->count && *told->line[told->count - 1]))
		lines_add(told, "%s", text);
}

static enum player_step announce(struct player *player, enum script_kind kind, const char *text)
{
	struct lines *told = &player->told;

	if (told->count == 0)
		return run(player, kind, text);
	if (*told->line[told->count - 1])
		lines_add(told, "%s", "");
	lines_add(told, "> %s", text);
	player->command = memory_copy(text, strlen(text));
	player->kind = kind;
	player->shown = 1;
	return PLAYER_TOLD;
}

/* What was told so far is a step of its own when a heading follows it. */
static int ends_before(struct player *player, enum script_kind kind, const char *text)
{
	struct lines *told = &player->told;

	if (kind != SCRIPT_PROSE || !prose_is_heading(text) || !told->count
	    || *told->line[told->count - 1])
		return 0;
	free(told->line[--told->count]);
	player->heading = memory_copy(text, strlen(text));
	player->shown = 1;
	return 1;
}

static void begin_step(struct player *player)
{
	if (player->shown)
		lines_clear(&player->told);
	player->shown = 0;
	if (player->heading)
		tell(player, player->heading);
	free(player->heading);
	player->heading = NULL;
}

enum player_step player_next(struct player *player)
{
	enum script_kind kind;
	const char *text;

	if (player->command)
		return run_command(player);
	if (player->ended)
		return PLAYER_OVER;
	begin_step(player);
	while ((kind = script_next(player->script, &text)) != SCRIPT_END) {
		if (ends_before(player, kind, text))
			return PLAYER_TOLD;
		if (kind == SCRIPT_PROSE || kind == SCRIPT_BLANK)
			tell(player, kind == SCRIPT_PROSE ? text : "");
		else if (kind == SCRIPT_TOO_LONG || !is_expect(text))
			return announce(player, kind, text);
		else if (!check_quietly(player, text))
			return PLAYER_RAN;
	}
	player->ended = 1;
	player->shown = player->told.count > 0;
	return player->shown ? PLAYER_TOLD : PLAYER_OVER;
}

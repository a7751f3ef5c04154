/* SPDX-License-Identifier: MIT
 *
 * editor.c - GNU readline as a part of this program: it edits, others read and draw.
 *
 * readline is one for the whole process and its hooks carry no data, so what they need
 * lies in one static structure here.
 */
#include "editor.h"

#include "key.h"
#include "memory.h"
#include "undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <readline/readline.h>
#include <readline/history.h>

enum { PASTE_MOST = 1 << 20 }; /* bytes: what is longer is dropped */

static struct {
	struct editor_hooks hooks;
	char *line;          /* finished and not yet taken */
	enum editor_key key; /* typed and not yet taken */
	FILE *nowhere;       /* what readline would print */
	char **words;        /* being handed to readline one by one */
	size_t next_word;
	const char *prompt;
	char *paste;         /* what was pasted so far, while more of it comes */
	size_t paste_length, paste_space;
} state;

static int read_byte(FILE *ignored)
{
	(void)ignored;
	int byte = state.hooks.read(state.hooks.user);

	return byte < 0 ? EOF : byte;
}

static int is_ready(void)
{
	return state.hooks.ready(state.hooks.user);
}

static void draw(void)
{
	state.hooks.draw(state.hooks.user, rl_display_prompt ? rl_display_prompt : "",
	                 rl_line_buffer ? rl_line_buffer : "", (size_t)rl_point);
}

static void finish_line(char *line)
{
	if (!line) {
		state.key = EDITOR_ENOUGH;
		return;
	}
	free(state.line);
	state.line = line;
	state.hooks.finished(state.hooks.user, line);
}

/* -------------------------------------------------------------------- completion */

static char *next_word(const char *text, int again)
{
	(void)text;
	if (!again)
		state.next_word = 0;
	char *word = state.words[state.next_word];

	state.next_word += word != NULL;
	return word;
}

/* A folder, or a measure: "size(" wants its chunk at once. */
static int goes_on(const char *word)
{
	size_t length = strlen(word);

	return length && strchr("/(", word[length - 1]);
}

static char **complete(const char *text, int start, int end)
{
	rl_attempted_completion_over = 1;
	state.words = state.hooks.complete(state.hooks.user, rl_line_buffer, (size_t)start,
	                                   (size_t)end);
	if (!state.words)
		return NULL;
	rl_completion_suppress_append = state.words[0] && !state.words[1]
	                                && goes_on(state.words[0]);
	char **matches = rl_completion_matches(text, next_word);

	free(state.words);
	state.words = NULL;
	return matches;
}

static void show_matches(char **matches, int count, int longest)
{
	(void)longest;
	state.hooks.matches(state.hooks.user, matches + 1, count > 0 ? (size_t)count : 0);
}

/* ------------------------------------------------------------------------- pastes */

/* readline's own way waits for the end of the paste without looking at anything else, and
 * cannot be interrupted in it. */
static int start_paste(int count, int key)
{
	(void)count;
	(void)key;
	free(state.paste);
	state.paste_length = 0;
	state.paste_space = 256;
	state.paste = memory_new(state.paste_space, 1);
	return 0;
}

static void drop_paste(void)
{
	free(state.paste);
	state.paste = NULL;
}

static int paste_has_ended(void)
{
	size_t end = strlen(key_paste_end);

	return state.paste_length >= end
	       && memcmp(state.paste + state.paste_length - end, key_paste_end, end) == 0;
}

/* One command a line; the last one waits for Enter as if it had been typed. */
static void insert_paste(void)
{
	state.paste[state.paste_length - strlen(key_paste_end)] = 0;
	for (char *at = state.paste; *at; at++)
		if (*at == '\r')
			*at = '\n';
	rl_insert_text(state.paste);
	drop_paste();
	draw();
}

static void paste_byte(int byte)
{
	if (byte <= 0)
		return;
	if (state.paste_length + 1 == state.paste_space) {
		state.paste_space *= 2;
		state.paste = memory_grow(state.paste, state.paste_space, 1);
	}
	state.paste[state.paste_length++] = (char)byte;
	if (paste_has_ended())
		insert_paste();
	else if (state.paste_length > PASTE_MOST)
		drop_paste();
}

/* -------------------------------------------------------------------------- keys */

static int browse(int count, int key)
{
	(void)count;
	(void)key;
	state.key = EDITOR_BROWSE;
	return 0;
}

static int complete_or_browse(int count, int key)
{
	return rl_end == 0 ? browse(count, key) : rl_complete(count, key);
}

static int space(int count, int key)
{
	if (rl_end == 0)
		state.key = EDITOR_SPACE;
	return rl_insert(count, key);
}

static int page_up(int count, int key)
{
	(void)count;
	(void)key;
	state.key = EDITOR_PAGE_UP;
	return 0;
}

static int page_down(int count, int key)
{
	(void)count;
	(void)key;
	state.key = EDITOR_PAGE_DOWN;
	return 0;
}

static void bind(int key, rl_command_func_t *function)
{
	static const char *const maps[] = { "emacs", "vi-insert", "vi-move" };

	for (size_t i = 0; key_sequence(key, i); i++)
		for (size_t map = 0; map < sizeof maps / sizeof maps[0]; map++)
			rl_bind_keyseq_in_map(key_sequence(key, i), function,
			                      rl_get_keymap_by_name(maps[map]));
}

static void bind_keys(void)
{
	bind(KEY_IS_F2, browse);
	bind(KEY_IS_PAGE_UP, page_up);
	bind(KEY_IS_PAGE_DOWN, page_down);
	bind(KEY_IS_PASTE, start_paste);
	rl_bind_key_in_map('\t', complete_or_browse, rl_get_keymap_by_name("emacs"));
	rl_bind_key_in_map('\t', complete_or_browse, rl_get_keymap_by_name("vi-insert"));
	rl_bind_key_in_map(' ', space, rl_get_keymap_by_name("emacs"));
	rl_bind_key_in_map(' ', space, rl_get_keymap_by_name("vi-insert"));
	/* Escape and Enter in one would change to vi's keys, for good. */
	rl_bind_key_in_map('\r', rl_newline, rl_get_keymap_by_name("emacs-meta"));
	rl_bind_key_in_map('\n', rl_newline, rl_get_keymap_by_name("emacs-meta"));
	/* It would insert a tab, which no command has a use for. */
	rl_bind_key_in_map('\t', complete_or_browse, rl_get_keymap_by_name("emacs-meta"));
}

/* --------------------------------------------------------------------- lifetime */

void editor_start(const struct editor_hooks *hooks, const char *prompt)
{
	state.hooks = *hooks;
	state.prompt = prompt;
	state.nowhere = fopen("/dev/null", "r+");
	rl_readline_name = "mmviz";
	rl_instream = rl_outstream = state.nowhere;
	rl_catch_signals = rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	rl_prep_term_function = NULL;
	rl_deprep_term_function = NULL;
	rl_getc_function = read_byte;
	rl_input_available_hook = is_ready;
	rl_redisplay_function = draw;
	rl_attempted_completion_function = complete;
	rl_completion_display_matches_hook = show_matches;
	rl_basic_word_break_characters = " \t=";
	rl_initialize();
	bind_keys();
	undo_guard();
	rl_variable_bind("bell-style", "none");
	rl_variable_bind("show-all-if-ambiguous", "on");
	/* Ctrl-X ends a search: readline 8.2 crashes on Ctrl-R Ctrl-X Ctrl-_ otherwise. */
	rl_variable_bind("isearch-terminators", "\\C-[\\C-j\\C-x");
	rl_callback_handler_install(prompt, finish_line);
}

void editor_end(void)
{
	rl_callback_handler_remove();
	free(state.line);
	drop_paste();
	if (state.nowhere)
		fclose(state.nowhere);
	rl_instream = rl_outstream = NULL;
	memset(&state, 0, sizeof state);
}

void editor_byte(void)
{
	if (state.paste)
		paste_byte(state.hooks.read(state.hooks.user));
	else
		rl_callback_read_char();
}

/* vi's own mode has its own use for the key. */
void editor_escape(void)
{
	enum { SEARCHES = RL_STATE_ISEARCH | RL_STATE_NSEARCH };
	enum { HALVES = RL_STATE_NUMERICARG | RL_STATE_MULTIKEY | RL_STATE_CHARSEARCH };

	if (state.paste || rl_editing_mode == 0 || RL_ISSTATE(SEARCHES)) {
		editor_byte();
		return;
	}
	state.hooks.read(state.hooks.user);
	if (RL_ISSTATE(HALVES)) {
		rl_clear_message();
		rl_callback_sigcleanup();
	} else if (rl_end) {
		rl_kill_full_line(1, 0);
		editor_clear();
	} else {
		state.key = EDITOR_ESCAPE;
	}
	draw();
}

int editor_is_pasting(void)
{
	return state.paste != NULL;
}

void editor_redraw(void)
{
	draw();
}

/* Installed anew, the editor also leaves the old line that it may have stood on. */
void editor_clear(void)
{
	drop_paste();
	rl_callback_sigcleanup();
	rl_free_line_state();
	rl_callback_handler_remove();
	using_history();
	rl_callback_handler_install(state.prompt, finish_line);
}

void editor_prompt(const char *prompt)
{
	state.prompt = prompt;
	editor_clear();
}

char *editor_line(void)
{
	char *line = state.line;

	state.line = NULL;
	return line;
}

enum editor_key editor_key(void)
{
	enum editor_key key = state.key;

	state.key = EDITOR_NO_KEY;
	return key;
}

/* SPDX-License-Identifier: MIT
 *
 * player.h - a script in the full view: one key, one thing to see.
 *
 *   prose, expects, prose, COMMAND, expects, prose, COMMAND ...
 *   '---- one step -------------'     '-- one step --------'
 *
 * A step tells the prose and the command that comes next; the next step runs it. Without
 * prose before it a command is run at once. A heading ("3. Keys") begins a step. What a
 * script expects is checked at the beginning of a step, and is a step of its own only when
 * it is not so. pause ends a step.
 *
 *   a question (an exercise) -> its operations, the answer -> what follows
 */
#ifndef MMVIZ_PLAYER_H
#define MMVIZ_PLAYER_H

#include "lines.h"
#include "script.h"

struct lesson;
struct demo;
struct learn;

enum player_step {
	PLAYER_OVER, /* the script has ended */
	PLAYER_TOLD, /* player->told is to be shown */
	PLAYER_ASKS, /* the same; the question at its end is open: learn->asking */
	PLAYER_RAN   /* a line was run: the session is to be shown */
};

struct player {
	struct session *session;
	struct script *script; /* NULL: nothing is being played */
	struct lines told;
	int shown;             /* it was */
	char *heading;         /* read, and told with the next step; NULL: none */
	char *command;         /* told, filled in and not yet run; NULL: none */
	size_t line;           /* of the command */
	struct lesson *lesson; /* of the script */
	struct learn *learn;   /* who answers its questions; NULL: nobody, they are a demo */
	struct demo *demo;     /* a question: asked, or carried out; NULL: none */
	int asked;             /* it waits to be carried out */
	int quiet;             /* the session is not to be shown now */
	int ended;             /* no line is left; told are its last words, if it had some */
	int paused;            /* others run lines: it is not on the session's chain */
	int is_away;           /* and what they do is an excursion, as from a lesson that asks */
	size_t heaps, operations; /* of the session when that began */
	char *wanted;          /* what an `expect error` waits for meanwhile */
	/* Called before a command is run that is not expected quietly; may be NULL. */
	void (*typing)(const char *command, void *user);
	void *user;
};

enum player_heap {
	PLAYER_SAME_HEAP,
	PLAYER_CHANGED_HEAP, /* it was worked on while the script paused */
	PLAYER_NEW_HEAP      /* what the script did is gone with the old one */
};

/* A file, or standard input when path is NULL. 0 with the failure told (session_fail). */
int player_start(struct player *player, struct session *session, const char *path);

/* The same with a lesson that somebody learns, which was begun; its script and what is read of it
 * are the player's from now on. */
void player_learn(struct player *player, struct learn *learn);

enum player_step player_next(struct player *player);

/* Between the two the session runs lines of others, which are none of the script's. */
void player_pause(struct player *player);
void player_resume(struct player *player);

/* How the heap of a script that pauses fared. */
enum player_heap player_heap(const struct player *player);

/* May be called at any time; a script that was left in the middle has not failed. */
void player_end(struct player *player);

/* "01.txt"; "script" of standard input */
const char *player_title(const struct player *player);

#endif

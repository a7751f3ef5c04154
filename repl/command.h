/* SPDX-License-Identifier: MIT
 *
 * command.h - one table: name, arguments, help, completion and action of every command.
 *
 *   line -> words -> row of the table -> arguments read as their kinds -> action
 *
 * All arguments are read and checked before the action is called: what is wrong changes
 * nothing.
 */
#ifndef MMVIZ_COMMAND_H
#define MMVIZ_COMMAND_H

#include "target.h"
#include "word.h"

struct session;

enum argument {
	ARGUMENT_NONE,
	ARGUMENT_SIZE,    /* a number of bytes */
	ARGUMENT_COUNT,   /* how often: 1 .. COUNT_MOST */
	ARGUMENT_TARGET,  /* p1, p1+8, s1+0x40 */
	ARGUMENT_WORD,    /* any word; the action reads it */
	ARGUMENT_CHUNK,   /* the same; it is often a chunk's name */
	ARGUMENT_FILE,
	ARGUMENT_SETTING, /* placement, hash, ... */
	ARGUMENT_VALUE,   /* of the setting before it */
	ARGUMENT_COMMAND, /* a command's name */
	ARGUMENT_EXPECT,  /* what expect knows */
	ARGUMENT_TOPIC,   /* what help explains */
	ARGUMENT_STEP,    /* a number or a mark; the action reads it */
	ARGUMENT_LAYOUT,  /* an arrangement of panes */
	ARGUMENT_PANE,
	ARGUMENT_LANE,    /* of compare: a placement, or a setting and its value */
	ARGUMENT_THEME,
	ARGUMENT_QUIZ     /* a topic of the quiz */
};

enum { ARGUMENTS_MOST = 3, COUNT_MOST = 1000000 };

struct value {
	size_t size;          /* ARGUMENT_SIZE, ARGUMENT_COUNT */
	struct target target; /* ARGUMENT_TARGET */
};

struct call {
	const struct command *command;
	const char *name;         /* before the =, or NULL */
	const struct word *word;  /* the arguments; the one after the last is empty */
	int count;
	struct value value[ARGUMENTS_MOST];
	const char *rest;         /* the line from the first argument on */
};

typedef int command_action(struct session *session, const struct call *call);

enum command_flags {
	COMMAND_NAMES = 1,  /* may be written NAME = ... */
	COMMAND_REPEATS = 2, /* may stand after repeat N */
	COMMAND_THREADS = 4, /* may stand after t2 */
	COMMAND_ON_TRIAL = 8, /* about what try shows, which is still there after it */
	COMMAND_BYTES = 16, /* takes any bytes in quotes, \0 too */
	COMMAND_UNPLAYED = 32, /* needs no heap: a recording that is only looked at stays so */
	COMMAND_TELLS = 64, /* tells of the heap, also while the recording is looked at */
	COMMAND_LOOKS = 128, /* as COMMAND_TELLS does, it leaves the heap as it is, at its step */
	COMMAND_LOOKS_ALONE = 256, /* the same, when no words follow it */
	COMMAND_WRITES = 512, /* a file, or a preference: not where session->confined says so */
	COMMAND_READS = 1024 /* a file: the same */
};

struct command {
	const char *name;
	const char *usage; /* "p1 200" */
	const char *brief; /* one line for the list */
	const char *help;  /* more, lines separated by \n; may be NULL */
	enum argument kind[ARGUMENTS_MOST];
	int least, most; /* number of arguments; most < 0: any */
	int flags;
	command_action *action;
};

/* The table; ends with a row whose name is NULL. */
extern const struct command commands[];

/* NULL when there is none. Some have a second name: quit, malloc, free. */
const struct command *command_find(const char *name);

/* Fails: no command has that name, but maybe a similar one was meant. */
int command_unknown(struct session *session, const char *name);

/* The command of a line, behind t2 and NAME =; NULL: none has that name. */
const struct command *command_of(const struct words *words);

/* The line would write a file, or keep a preference. */
int command_writes(const char *line);

/* The line asks for one operation of the heap and no more: not repeat, nor f p1..p9. */
int command_is_single(const struct words *words);

/* Runs words[first..] as a command. */
int command_run(struct session *session, const struct words *words, int first,
                const char *line);

#endif

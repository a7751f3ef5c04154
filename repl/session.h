/* SPDX-License-Identifier: MIT
 *
 * session.h - one run of mmviz: a heap, the names of its chunks, what happened so far.
 *
 * Rules of use
 * - session_line runs one command line. What it said is in outcome, text and bytes until
 *   the next line; what the last operation did is in last, why and changed until the
 *   next operation. scene_view (scene.h) makes a view of all that.
 * - mmviz keeps no chunk state of its own: sizes, states and places always come from
 *   the heap's cursors and events. Names only say which pointer was given to whom.
 * - The heap is observed only inside an operation (operate.h), so that work loads and
 *   load run at full speed.
 * - Everything here is libc's memory, owned by the session.
 */
#ifndef MMVIZ_SESSION_H
#define MMVIZ_SESSION_H

#include "lines.h"
#include "looks.h"
#include "my_heap.h"
#include "transcript.h"
#include "view.h"

#include <signal.h>
#include <stdio.h>

struct heaps;
struct names;
struct journal;
struct timeline;
struct steps;
struct changes;
struct script;
struct scope;
struct diff;
struct compare;
struct watch;
struct ground;
struct theme;

enum session_status { SESSION_OK, SESSION_FAILED, SESSION_QUIT };

enum session_excuses {
	SESSION_EXCUSES_NOTHING,
	SESSION_EXCUSES_OPERATION, /* it fails, and that is what is to be seen */
	SESSION_EXCUSES_ALL        /* the line is a learner's */
};

enum session_confined {
	SESSION_TOUCHES_FILES,
	SESSION_WRITES_NOTHING, /* the line is a lesson's that is only looked through */
	SESSION_TOUCHES_NOTHING /* the line is a stranger's answer */
};

/* A place in the heap; section 0 = nowhere. */
struct place {
	size_t section, offset;
};

/* What the last line came to. Strings are final and clean. */
struct outcome {
	int failed;
	int operation;     /* it asked an operation of the heap: last and why are its own */
	int many;          /* it was a work load: last is the last of many */
	int journaled;     /* the command put its line into the journal itself */
	int alarm;         /* it did not fail, but is shown as wrong: an overflow */
	int done;          /* it did what was tried: that command is the line to keep */
	int travelled;     /* it went to another step, whose operation is shown */
	size_t left;       /* number of the branch that it left, for it began a new one; or 0 */
	char cause[40];    /* of a failure: "double free", "no such name" */
	char badge[64];    /* on the screen: "p11" */
	char text[1024];   /* on the screen: "= 0x100000280"; of a failure: the reason */
	char more[512];    /* on the screen: "192 bytes for the 180 asked, 12 slack" */
	char brief[80];    /* for the journal: "p11 = s1 + 0x280"; empty: linear */
	char linear[1024]; /* all of it as one line, no address; of a failure: the reason */
};

/* The last operation: what it was about. */
struct operation {
	char glyph;                 /* + m, - f, ~ r, w, ! error; 0: none yet */
	char command[80];           /* "m 180" */
	char name[VIEW_NAME];       /* the chunk it was about */
	struct place before, after; /* where that chunk was, and is */
	struct place wrong;         /* the chunk a misuse was about */
	struct place inspected;     /* the chunk that i told about since */
	int misuse;                 /* enum my_heap_misuse + 1; 0: none */
	unsigned thread;            /* whose cache it used */
	int outside;                /* the section is shown, not the span that was touched */
};

/* Bytes shown by x, i and w: a window of a section's memory. */
struct bytes {
	int shown;
	char about[80];
	struct place from;
	size_t count;
	struct place written; /* what w wrote just now */
	size_t written_count;
	struct place asked;   /* the part that was asked for */
	size_t asked_count;
};

struct session {
	my_heap *heap;
	my_heap_options options; /* for the next heap: what set changes */
	struct heaps *heaps;       /* this one, and those before it */
	struct timeline *timeline;
	struct journal *journal;   /* of the active branch; made by the timeline */
	struct names *names;       /* at the present step; the same */
	struct transcript *transcript; /* of this heap: for save */
	struct standing typed_at;  /* where the present line was typed */
	int replaying;             /* an operation of the journal is shown again */
	int preview;               /* the heap is what try shows; the next line takes it back */
	int play;                  /* the line was play: wanted on the screen, so fast */
	double play_speed;         /* (playback.h) */
	char *tried;               /* the command that do would carry out, or NULL */
	char *quiz;              /* a lesson that is to be asked now that the session was left;
	                            then it goes on. Or NULL */
	struct steps *steps;     /* of the last operation */
	struct changes *changes; /* what it found before it changed it */
	FILE *out, *err;
	int plain;               /* text is all there is: view prints lines */
	int brief;               /* ... and an operation that is no failure is told in a line */
	char *lessons;           /* folder where source and load look last; NULL: none */
	volatile sig_atomic_t interrupted; /* set by a signal handler: ends a work load */

	struct outcome outcome;
	struct operation last;
	struct bytes bytes;
	struct lines why;        /* the last operation's steps as sentences */
	char *changed;           /* and its changes; "" when there are none */
	struct lines text;       /* what the command printed */
	char title[40];          /* over the text: "help"; empty: there is none */
	char about[80];
	char *command;           /* the line, cleaned for showing */

	struct diff *diff;       /* compared by this line, for its marks; or NULL */
	struct compare *compare; /* the operations on other heaps; NULL: none are compared */
	struct watch *watch;     /* chunks that are followed; NULL: none yet */
	struct ground *ground;   /* the recording as it was; NULL: none was loaded */
	size_t focus;            /* id of the section that is shown, 0 = none */
	const struct theme *theme; /* of the screen: changed by theme */
	struct looks looks;
	view_arrangement arrangement; /* of the panes: changed by layout, hide, show, and keys */
	unsigned thread;         /* whose cache a fast heap uses for this line: 1, 2, ... */
	char doing[80];          /* the command that is carried out: "m 180" */
	size_t remaining;        /* operations of a work load that follow this one */
	int misused;             /* the heap reported this cause + 1 since it was cleared */
	char *wanted;            /* words of a pending `expect error`, or NULL */
	struct script *script;   /* innermost script that is being played, or NULL */
	struct scope *scope;     /* what expect may use of the innermost lesson, or NULL */
	int excuses;             /* enum session_excuses: what is no failure of this line */
	int confined;            /* enum session_confined: which files the line may touch */
	size_t sourced;          /* scripts opened since the outermost was */
	size_t heaps_made;       /* so far, also those that were returned to */
	size_t failures;         /* lines that failed and were not wanted to */

	/* Called for every step of an observed operation; may be NULL. */
	void (*peek)(struct session *session, const my_heap_event *event, void *user);
	void *peek_user;
	/* Called after every line that was run, also those of scripts; may be NULL. */
	void (*shown)(struct session *session, void *user);
	/* Called now and then during long work, with a sentence; may be NULL. */
	void (*progress)(struct session *session, const char *sentence, void *user);
	void *user;
};

/* A session with an empty heap of default options; out and err stay the caller's. */
struct session *session_create(FILE *out, FILE *err);
void session_destroy(struct session *session);

/* Runs one command line. Comments and blank lines do nothing and are not shown. */
enum session_status session_line(struct session *session, const char *line);

/* The number of the active branch, and the step. */
struct standing session_standing(const struct session *session);

/* A line is kept for save and for the journal pane: what its operations came to; failure: the
 * words of its error, or NULL. before: where it was typed. */
void session_keep(struct session *session, struct standing before, const char *line,
                  const char *result, const char *failure);

/* The line failed: cause in two or three words, the reason as a sentence. A sentence
 * that begins with a common word begins with its capital; one that begins with a name
 * begins with "%s". Always returns SESSION_FAILED. */
int session_fail(struct session *session, const char *cause, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* One line of text, under a title that session_title sets. */
void session_say(struct session *session, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void session_title(struct session *session, const char *title, const char *about);

/* The result line: badge, text and more for the screen, linear for plain output. */
void session_result(struct session *session, const char *badge, const char *text,
                    const char *more, const char *linear);

/* The section that holds an address, and its offset there; 1, or 0 when none does. */
int session_place(const struct session *session, const void *address, struct place *place,
                  my_heap_section *section);

#endif

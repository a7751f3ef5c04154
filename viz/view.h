/* SPDX-License-Identifier: MIT
 *
 * view.h - what is to be shown, as a plain structure.
 *
 * repl/scene fills it after every command from the heap's cursors, the micro-steps it
 * was told of and the statistics; viz/ draws it and knows nothing else. All text is
 * UTF-8, already checked: no control characters. Every array is a bounded window around
 * what matters now, so that filling and drawing cost the same on a heap of any size.
 * The view owns nothing: whoever fills it owns the memory it points to.
 *
 *   view_memory.h    what lies where          view_time.h   operations one after another
 *   view_compare.h   on other heaps           view_step.h   one operation, step by step
 *   view_look.h      panes, zoom, arrangement
 */
#ifndef MMVIZ_VIEW_H
#define MMVIZ_VIEW_H

#include "view_compare.h"
#include "view_look.h"
#include "view_memory.h"
#include "view_step.h"
#include "view_time.h"

#include <stddef.h>

/* One of all the numbers, for the pane at full size. */
typedef struct view_statistic {
	const char *group; /* that begins with it; NULL: none does */
	const char *label, *meaning;
	char value[24];
} view_statistic;

typedef struct view_number {
	const char *label; /* "largest free" */
	const char *brief; /* label in the one-line form; NULL: not in it */
	char value[24];    /* "2,784", "1.3 %" */
	char whole[8];     /* "1%": of a percentage, in the one-line form; empty: it is none */
} view_number;

typedef struct view_text {
	const char *title; /* "why", "help", "lesson 2"; NULL: no such pane */
	const char *about; /* beside the title: "m 180"; may be NULL */
	const char *const *lines;
	size_t count;
	int numbered; /* lines are steps 1, 2, ... */
	size_t now;   /* the number of the step that is shown; 0: none of them */
	int wrong;    /* the title and what it is about are in the colour of errors */
	size_t first; /* lines scrolled past; more than there are is the last page */
	const char *more; /* what to type or press to see what does not fit; may be NULL */
	int prose; /* a lesson's words: headings, a margin, the steps below if there is room */
} view_text;

/* The line above the prompt: the only place for results, errors and questions. */
typedef struct view_result {
	const char *badge; /* "p11", "double free"; may be NULL */
	const char *text;  /* " = 0x100000280" bright; may be NULL */
	const char *more;  /* "192 bytes for the 180 asked" dim; may be NULL */
	int wrong;
	int neutral; /* neither a change of the heap nor an error: no orange */
	const char *plain; /* all of it for the linear text, places as s1+0x280:
	                      "p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack";
	                      NULL: badge, text and more; "": nothing */
} view_result;

typedef struct view {
	const char *crumbs; /* "heap ▸ s1 ▸ p11" */
	const char *policy; /* "first fit" */
	const char *hash;   /* "hash: key mod capacity" */
	const char *hash_home; /* the trail's middle, "key mod 16"; may be NULL */
	size_t operation, operations; /* where the session stands, of its branch: 9 of 14 */
	const char *nothing; /* said where there is no section; NULL: how to begin */
	size_t unit; /* bytes of the smallest chunk: one cell of the map, at least */

	const view_section *sections; /* window of the list, in list order */
	size_t section_count;
	size_t sections_before, sections_after; /* not in the window */
	size_t focus; /* index into sections; the one the table and list are of */

	view_whole whole;
	/* The heap, the section in focus, a part around its place; each only where the one before
	 * it is too coarse. */
	const view_density *densities;
	size_t density_count;

	size_t table_capacity;
	const view_bucket *buckets; /* of the section in focus */
	size_t first_bucket, bucket_count;
	size_t empty_bucket; /* one that is empty, looked at by the user, + 1; 0: none */

	view_compare compare;
	view_units units; /* of the span in focus: in the table's place */

	int has_waiting; /* freed chunks are kept back, as cached ones without a class */
	int has_caches;
	const view_cache *caches; /* by thread, the touched class first; the depot last */
	size_t cache_count;
	unsigned thread;    /* the last operation's */

	const view_range *ranges;
	size_t range_count;
	const char *freed; /* name that a chunk marked VIEW_FREED had, where no range tells */
	view_trail trail;
	view_step step;

	const view_number *numbers;
	size_t number_count;
	const view_statistic *statistics; /* while the numbers have full size */
	size_t statistic_count;
	unsigned used_percent; /* in the one-line form beside the number labelled "used" */
	const char *const *remarks; /* sentences on fragmentation, for wide screens */
	size_t remark_count;
	const char *outlook; /* one of them: which request would find no piece; NULL: none */

	view_text why;  /* the last operation's steps */
	view_text text; /* what a command printed, or a lesson's words: takes why's place */
	view_bytes bytes;

	const view_operation *time; /* the last of them ends with number `operations` */
	size_t time_count;
	view_operation now; /* the present one's numbers, as they are */
	const char *near;  /* single operations around the present one, where time's are several */
	size_t near_first; /* number of the first; near may be NULL */
	const view_milestone *milestones; /* on this branch, by step */
	size_t milestone_count;
	const view_branch *branches; /* others that leave this one, the nearest first */
	size_t branch_count, branches_more; /* not in the window */
	size_t branch;    /* number of this one; 0: there are no others */
	int time_focus;   /* the time pane has the keys: it is shown at every size */
	enum view_pane focus_pane; /* the pane that has the keys; none: the prompt has them */
	enum view_zoom zoom;       /* how near the chosen place is looked at */
	view_arrangement arrangement;
	int preview;      /* what a command would do: nothing of it is kept */
	const char *const *journal; /* "m 100     p1 = s1 + 0x000": two parts */
	const size_t *journal_number; /* of each line's last operation: it may have several */
	size_t journal_count;         /* lines; the last is the newest */

	const char *command; /* what was typed, for the linear text */
	const char *changed; /* "+ p11 s1 0x280 192; ...", without "changed: "; NULL: nothing */
	const char *const *watch; /* what became of watched chunks: "p1 moved s1+0x0 -> s1+0x80" */
	size_t watch_count;
	const char *summary; /* the heap line of the linear text, without "heap: " */
	view_result result;
	const char *hint;    /* ghost text of an empty prompt */
	int empty;           /* no section yet */
	int playing;         /* a script is being played: nothing can be typed */
	const char *const *keys; /* "Tab         completes": two parts, two blanks between */
	size_t key_count;        /* shown where rows are left */
} view;

#endif

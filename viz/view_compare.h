/* SPDX-License-Identifier: MIT
 *
 * view_compare.h - of a view (view.h): heaps that are compared, under each other.
 */
#ifndef MMVIZ_VIEW_COMPARE_H
#define MMVIZ_VIEW_COMPARE_H

#include "view_memory.h"

enum {
	VIEW_LANES = 4,         /* most heaps that are compared */
	VIEW_LANE_SECTIONS = 4, /* most sections shown of one */
	VIEW_LANE_NOTES = 4,    /* most blocks whose places are told */
	VIEW_LANE_CHUNKS = 256, /* most chunks shown of such a section */
	VIEW_LANE_CELLS = 128   /* most cells of one that has more */
};

typedef struct view_lane_section {
	view_section section;   /* its chunks, when they are few: chunk_count */
	const size_t *used;     /* else bytes in use of cells of equal size */
	size_t cell, count;
	size_t touched; /* the cell in which the last operation's block begins; count: none */
} view_lane_section;

typedef struct view_note {
	char name[VIEW_NAME];
	char place[48];   /* "s1 0x170"; "no room" */
	int touched;      /* by the last operation */
	int differs;      /* from the first lane */
} view_note;

/* The same operations carried out on a heap with other options. */
typedef struct view_lane {
	const char *title, *name; /* "best fit", "best" */
	size_t sections;          /* all of them */
	int sections_differ;      /* from the first lane's */
	size_t before;            /* sections before the window */
	view_lane_section shown[VIEW_LANE_SECTIONS];
	size_t count;
	view_note notes[VIEW_LANE_NOTES]; /* where blocks are, the same ones in each lane */
	size_t note_count;
} view_lane;

typedef struct view_compared {
	const char *label;
	char value[VIEW_LANES][24];
	int differs[VIEW_LANES];
} view_compared;

typedef struct view_compare {
	const view_lane *lanes;
	size_t count;    /* 0: nothing is compared */
	size_t step;     /* bytes of a cell, where a map has VIEW_LANE_CELLS of them */
	const view_compared *numbers;
	size_t number_count;
	const char *about;            /* "operation 11, m 260"; NULL: all lies in the same places */
	const char *const *sentences; /* on the first difference */
	size_t sentence_count;
	size_t behind;   /* nothing is shown: so many operations have to be carried out before */
} view_compare;

#endif

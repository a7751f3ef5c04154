/* SPDX-License-Identifier: MIT
 *
 * view_look.h - of a view (view.h): which panes there are, and how the user looks at them.
 */
#ifndef MMVIZ_VIEW_LOOK_H
#define MMVIZ_VIEW_LOOK_H

/* How near the heap is looked at; Enter goes nearer, Backspace further away. */
enum view_zoom { VIEW_ZOOM_HEAP, VIEW_ZOOM_SECTION, VIEW_ZOOM_CHUNK, VIEW_ZOOM_BYTES };

/* Panes that can be chosen, hidden, or seen at full size. */
enum view_pane {
	VIEW_PANE_NONE, /* none of them: as is usual */
	VIEW_PANE_MAP,
	VIEW_PANE_TABLE,
	VIEW_PANE_CHUNKS,
	VIEW_PANE_WHY,
	VIEW_PANE_TIME,
	VIEW_PANE_BYTES,
	VIEW_PANE_NUMBERS,
	VIEW_PANE_JOURNAL,
	VIEW_PANE_KEYS,
	VIEW_PANES
};

/* Arrangements of the panes that have a name. */
enum view_layout {
	VIEW_LAYOUT_USUAL,
	VIEW_LAYOUT_MAP,
	VIEW_LAYOUT_TABLE,
	VIEW_LAYOUT_LESSON,
	VIEW_LAYOUT_COMPARE
};

/* What the user made of the panes. */
typedef struct view_arrangement {
	enum view_layout layout;
	enum view_pane full; /* the one at full size */
	unsigned hidden;     /* bit i: the pane i is not shown */
} view_arrangement;

#endif

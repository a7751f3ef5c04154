/* SPDX-License-Identifier: MIT
 *
 * view.h - what is to be shown, as a plain structure.
 *
 * repl/scene fills it after every command from the heap's cursors, the micro-steps it
 * was told of and the statistics; viz/ draws it and knows nothing else. All text is
 * UTF-8, already checked: no control characters. Every array is a bounded window around
 * what matters now, so that filling and drawing cost the same on a heap of any size.
 * The view owns nothing: whoever fills it owns the memory it points to.
 */
#ifndef MMVIZ_VIEW_H
#define MMVIZ_VIEW_H

#include <stddef.h>
#include <stdint.h>

enum {
	VIEW_NAME = 24,       /* bytes of a name, its final 0 included */
	VIEW_CHUNKS = 512,    /* most chunks of one section in a view */
	VIEW_BUCKETS = 512,   /* most buckets */
	VIEW_SECTIONS = 16,   /* most sections; and one span */
	VIEW_CACHES = 64,     /* most stacks of caches */
	VIEW_NEXT = 4,        /* chunks of a stack that are shown */
	VIEW_UNITS = 1024,    /* most bytes of the byte table */
	VIEW_DENSITIES = 3,   /* most stretches whose density is told */
	VIEW_CELLS = 8192,    /* most cells of one */
	VIEW_LANES = 4,       /* most heaps that are compared */
	VIEW_LANE_SECTIONS = 4, /* most sections shown of one */
	VIEW_LANE_NOTES = 4,
	VIEW_LANE_CHUNKS = 256, /* most chunks shown of such a section */
	VIEW_LANE_CELLS = 128,
	VIEW_OPERATIONS = 512, /* most places in the time line */
	VIEW_MILESTONES = 64, /* most marks on it */
	VIEW_BRANCHES = 3,    /* most other branches beside it */
	VIEW_GLYPHS = 160     /* most operations shown of such a branch, its final 0 included */
};

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

/* Of a chunk that has no entry in the table yet. */
#define VIEW_NO_BUCKET ((size_t)-1)

/* What the last operation did to a chunk, a bucket or a stretch of memory. */
enum view_mark {
	VIEW_PLAIN,
	VIEW_NEW,
	VIEW_FREED,
	VIEW_MERGED,     /* was free before, joined with what was freed */
	VIEW_REST,       /* what a split left over */
	VIEW_MOVED_FROM,
	VIEW_MOVED_TO,
	VIEW_RESIZED,    /* in place */
	VIEW_WRONG,      /* what a misuse was about */
	VIEW_CURSOR,     /* chosen by the user */
	VIEW_WATCHED,    /* followed by the user: of a cell of a density map alone */
	VIEW_CHANGED,    /* the same: more or less is in use there than before */
	/* While steps are gone through: */
	VIEW_WAITS,      /* a search has not come to it yet */
	VIEW_PASSED,     /* a search looked at it and went on */
	VIEW_BEST,       /* it is the best so far, or taken */
	VIEW_LOOKED      /* it is being looked at now */
};

typedef struct view_chunk {
	char name[VIEW_NAME]; /* "p11"; empty when free or nameless */
	size_t offset, size, asked, key, home, bucket;
	size_t displaced; /* buckets past home */
	int free;
	enum view_mark mark;
	int cached;     /* free, but kept in a cache */
	int span;       /* small chunks live in it */
	int watched;    /* followed by the user: @ before its name */
	unsigned class; /* its size class; 0: none */
	unsigned byte;  /* of a small chunk: what the byte table has for it */
	unsigned turn;  /* of a search that is gone through: as which it was looked at; 0: not */
	const char *note; /* and what came of it: "too small"; NULL: the word of its mark */
} view_chunk;

typedef struct view_bucket {
	int taken;
	int probed;       /* 0; 1: taken, passed over by the last probe (x); 2: the one used (v);
	                     3: being looked at (?) */
	view_chunk chunk; /* when taken */
} view_bucket;

/* A stretch of a section's memory that was just changed: drawn over its chunks. */
typedef struct view_range {
	size_t section; /* its id */
	size_t offset, size;
	enum view_mark mark;
	char name[VIEW_NAME]; /* of the chunk that it was; may be empty */
} view_range;

typedef struct view_section {
	size_t id; /* shown as s1, s2, ... */
	uintptr_t address;
	size_t size, used, free_size, nbr_chunks, capacity;
	size_t next; /* 0 = none */
	enum view_mark mark; /* while steps are gone through */
	size_t unit; /* bytes of its smallest chunk; 0: as the view says */
	/* It is one span of the section before it, with the same id, and its chunks are the
	 * small ones: where it lies there, and the bytes in each kind of chunk. */
	int span;
	size_t span_offset, span_size, cached, free_bytes;
	/* Consecutive chunks by address. When the section has more than fit, they surround
	 * the touched one; before and after count those left out, where that is known. */
	const view_chunk *chunks;
	size_t chunk_count;
	int more_before, more_after;
} view_section;

/* A place in a section. */
typedef struct view_spot {
	size_t section, offset;
} view_spot;

/* How full a stretch of memory is: bytes in use of cells of equal size, and the mark of what
 * the last operation did there. */
typedef struct view_density {
	size_t section;      /* its id; 0: all sections end to end, in list order */
	size_t offset, size; /* of the stretch; a multiple of cell, but the last stretch's end */
	size_t cell;         /* bytes of one, a power of two */
	size_t count;
	const size_t *used;
	const uint8_t *marks; /* enum view_mark */
	const view_spot *spots; /* of all sections: where each cell begins */
} view_density;

/* The whole heap, in numbers. */
typedef struct view_whole {
	size_t size, used, sections, chunks;
	size_t start; /* where the section in focus begins, its sections end to end */
	size_t place; /* what was touched or chosen in that section; else its beginning */
} view_whole;

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

/* One place of the time line: an operation, or several where a branch is long. */
typedef struct view_operation {
	char glyph; /* + m, - f, ~ r, w, ! error; of several ! or the commonest */
	size_t number, used, mapped; /* of several the last number, the largest bytes */
	unsigned external; /* percent; a plot of its own where there is room */
	size_t looked;     /* free chunks looked at; the same */
	size_t first;      /* of several the first number; 0: it is one */
	size_t asked, calls; /* bytes; system calls up to it */
	unsigned internal; /* percent */
} view_operation;

typedef struct view_milestone {
	char name[VIEW_NAME];
	size_t step; /* the state after that operation; 0: the empty heap */
} view_milestone;

/* Another branch: it leaves the one that is shown after step `fork`. */
typedef struct view_branch {
	size_t number, fork, last; /* shown as b1, b2, ...; its last step */
	char glyphs[VIEW_GLYPHS];  /* of its own operations, from fork + 1 on */
} view_branch;

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

typedef struct view_byte {
	uint8_t value;
	uint8_t owner; /* 0 asked, 1 slack, 2 free, 3 unmapped (not shown) */
	uint8_t written; /* 0; 1 just written inside the chunk asked for; 2 outside it */
	uint8_t filled;  /* it is as guard filled it */
} view_byte;

typedef struct view_bytes {
	const char *title; /* NULL: no such pane */
	const char *about;
	size_t offset; /* of the first byte, a multiple of 16 */
	const view_byte *bytes;
	size_t count;
	int chosen;    /* they are those of the chunk that the user looks at: shown where that
	                  takes no room from others, and at VIEW_ZOOM_BYTES everywhere */
	size_t cursor; /* the one looked at, + 1; 0: none */
	size_t own, own_end; /* of the chosen chunk, from one up to the other; else all 0 */
} view_bytes;

/* One class in a thread's cache, or in the depot: a stack of chunks. */
typedef struct view_cache {
	unsigned thread; /* 1, 2, ...; 0: the depot */
	unsigned class;
	size_t size;     /* bytes of its chunks */
	size_t count, room;
	size_t next[VIEW_NEXT]; /* offsets of the chunks given next, and their sections */
	size_t next_section[VIEW_NEXT];
	size_t next_count;
	enum view_mark mark; /* VIEW_NEW: it just gave a chunk; VIEW_FREED: it took one */
} view_cache;

/* What a byte of a span's byte table says of the memory that it stands for. */
enum view_kind { VIEW_INSIDE, VIEW_USED, VIEW_CACHED, VIEW_FREE, VIEW_KINDS };

typedef struct view_unit {
	uint8_t byte;
	uint8_t kind; /* enum view_kind */
} view_unit;

/* A window of it: a byte for each `unit` bytes of memory. */
typedef struct view_units {
	int shown;
	size_t unit;
	const view_unit *units;
	size_t first, count; /* keys */
	uint8_t example[VIEW_KINDS]; /* a byte of each kind, for the legend */
	size_t touched, touched_count; /* keys of the touched chunk */
	enum view_mark mark;
	char name[VIEW_NAME];
	size_t offset;   /* of the touched chunk in its section */
	const char *meaning; /* of its byte: "in use, class 7" */
} view_units;

/* The same operations carried out on a heap with other options. */
typedef struct view_lane_section {
	view_section section;   /* its chunks, when they are few: chunk_count */
	const size_t *used;     /* else bytes in use of cells of equal size */
	size_t cell, count;
	size_t touched;         /* the cell in which the last operation's block begins; count: none */
} view_lane_section;

typedef struct view_note {
	char name[VIEW_NAME];
	char place[48];   /* "s1 0x170"; "no room" */
	int touched;      /* by the last operation */
	int differs;      /* from the first lane */
} view_note;

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

/* The touched chunk's way through the table, shown in the table's rule. */
typedef struct view_trail {
	int shown;
	char name[VIEW_NAME]; /* "p11", "free" */
	size_t offset, key, home, bucket, displaced;
	enum view_mark mark;
} view_trail;

typedef struct view_field {
	const char *label, *value;
	int changed; /* by the step: the value is "240 → 192" */
} view_field;

/* What would be left over of a free chunk that fits. */
typedef struct view_rest {
	size_t section, offset, rest;
	int best; /* so far */
} view_rest;

/* Where one is, going through the steps of an operation. */
typedef struct view_step {
	size_t number, count;     /* 5 of 9; count 0: no steps are gone through */
	const char *const *words; /* of each step: "look" */
	const view_field *fields; /* of this one */
	size_t field_count;
	const view_rest *rests; /* of a search for the best: those looked at, in order */
	size_t rest_count;
	const char *wins;       /* "the smaller rest wins" */
} view_step;

/* The line above the prompt: the only place for results, errors and questions. */
typedef struct view_result {
	const char *badge; /* "p11", "double free"; may be NULL */
	const char *text;  /* " = 0x100000280" bright; may be NULL */
	const char *more;  /* "192 bytes for the 180 asked" dim; may be NULL */
	int wrong;
	int neutral; /* neither a change of the heap nor an error: no orange */
	const char *plain; /* all of it for the linear text, places as s1+0x280:
	                      "p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack";
	                      NULL: badge, text and more */
} view_result;

typedef struct view {
	const char *crumbs; /* "heap ▸ s1 ▸ p11" */
	const char *policy; /* "first fit" */
	const char *hash;   /* "hash: key mod capacity" */
	const char *hash_home; /* the trail's middle, "key mod 16"; may be NULL */
	size_t operation, operations; /* where the session stands, of its branch: 9 of 14 */
	size_t unit; /* bytes of the smallest chunk: one cell of the map, at least */

	const view_section *sections; /* window of the list, in list order */
	size_t section_count;
	size_t sections_before, sections_after; /* not in the window */
	size_t focus; /* index into sections; the one the table and list are of */

	view_whole whole;
	const view_density *densities; /* the heap, the section in focus, a part around its place; */
	size_t density_count;          /* each only where the one before it is too coarse */

	size_t table_capacity;
	const view_bucket *buckets; /* of the section in focus */
	size_t first_bucket, bucket_count;
	size_t empty_bucket; /* one that is empty, looked at by the user, + 1; 0: none */

	view_compare compare;
	view_units units; /* of the span in focus: in the table's place */

	int has_waiting; /* freed chunks are kept back for a while, as cached ones without a class */
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

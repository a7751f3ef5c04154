/* SPDX-License-Identifier: MIT
 *
 * view_memory.h - of a view (view.h): sections, chunks, buckets, bytes and caches, as far as
 * they are shown. Sizes are in bytes, offsets in bytes from a section's start.
 */
#ifndef MMVIZ_VIEW_MEMORY_H
#define MMVIZ_VIEW_MEMORY_H

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
	VIEW_CELLS = 8192     /* most cells of one */
};

/* Of a chunk that has no entry in the table yet. */
#define VIEW_NO_BUCKET ((size_t)-1)

/* Of a section: nobody knows its largest free chunk. */
#define VIEW_NOT_TOLD ((size_t)-1)

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
	int unknown;    /* free, or the allocator's own: nobody recorded which */
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
	size_t size, used, free_size, nbr_chunks, capacity; /* free_size: or VIEW_NOT_TOLD */
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

#endif

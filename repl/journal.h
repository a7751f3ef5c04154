/* SPDX-License-Identifier: MIT
 *
 * journal.h - what was asked of the present heap: its operations, and the lines that asked.
 *
 *   lines:       "m 180"  "fill 100 64"   ...
 *   operations:  1 2 3 ... n              each can be carried out again: see operation.h
 *
 * An operation is all that is needed to do it once more, and what it came to; so names
 * (names.h) and every former state (timeline.h) follow from the journal alone.
 *
 * Rules of use
 * - Operations are numbered 1, 2, ...: step N is the state after N of them.
 * - Adding is amortised O(1); 32 bytes an operation.
 */
#ifndef MMVIZ_JOURNAL_H
#define MMVIZ_JOURNAL_H

#include <stddef.h>
#include <stdint.h>

enum operation_kind {
	OPERATION_NOTHING, /* counted, but asked nothing of the heap: a stale name was refused */
	OPERATION_MALLOC,
	OPERATION_CALLOC,
	OPERATION_ALIGNED,
	OPERATION_RENEW,   /* realloc of NULL */
	OPERATION_REALLOC,
	OPERATION_FREE,    /* by free */
	OPERATION_RELEASE, /* by realloc to size 0 */
	OPERATION_WRITE,   /* of mmviz itself */
	OPERATION_KINDS
};

enum { /* flags */
	OPERATION_FAILED = 1,
	OPERATION_TWICE = 2 /* it failed in a work load, and was asked again to be observed */
};

/* Blocks are what the allocations gave, numbered 0, 1, ... in their order: names.h. */
#define BLOCK_NONE UINT32_MAX

struct op {
	uint8_t kind;      /* enum operation_kind */
	uint8_t thread;    /* whose cache it used */
	uint8_t flags;
	char glyph;        /* + m, - f, ~ r, w, ! error */
	uint32_t block;    /* that it gave, resized or freed; BLOCK_NONE when it failed */
	size_t size;       /* asked for; freed: that its chunk had */
	void *pointer;     /* its result; freed or failed: what it was about */
	union {
		uint32_t before; /* of a block resized or freed: the operation before about it */
		uint32_t extra;  /* of all others: the number of what has no room here; 0: none */
	};
	union {
		uint32_t placed; /* of a block resized: the operation that put it where it is */
		uint32_t number; /* of a block given: its name's, see names.h */
	};
};

/* It gave a block; or it resized or freed one. Neither: it failed, or asked nothing. */
static inline int op_gives(const struct op *op)
{
	return !(op->flags & OPERATION_FAILED) && op->kind >= OPERATION_MALLOC
	       && op->kind <= OPERATION_RENEW;
}

static inline int op_changes(const struct op *op)
{
	return !(op->flags & OPERATION_FAILED) && op->kind >= OPERATION_REALLOC
	       && op->kind <= OPERATION_RELEASE && op->block != BLOCK_NONE;
}

static inline int op_frees(const struct op *op)
{
	return op_changes(op) && op->kind != OPERATION_REALLOC;
}

struct extra {
	char *text;             /* of a block given: its name, or NULL; else: the command */
	size_t count, each;     /* of CALLOC; count: bytes, of WRITE */
	size_t alignment;       /* of ALIGNED */
	unsigned char *bytes;   /* written: these, or NULL: one byte, count times */
	int byte;
};

struct journal_line {
	char *text;    /* as it can be run again */
	char *result;  /* "p1 = s1 + 0x000"; may be empty */
	char *failure; /* words for `expect error`; NULL: it did not fail */
	size_t operation; /* number of its last operation */
};

struct journal;

struct journal *journal_create(void);
void journal_destroy(struct journal *journal);

/* All operations; the number of the last. */
size_t journal_operations(const struct journal *journal);
const struct op *journal_op(const struct journal *journal, size_t number);
const struct extra *journal_extra(const struct journal *journal, const struct op *op);

/* One operation more. extra may be NULL; its texts and bytes become the journal's. */
void journal_add(struct journal *journal, const struct op *op, const struct extra *extra);

/* For an extra that is not added after all. NULL is allowed. */
void extra_free(const struct extra *extra);

/* The line that asked for the last operations. Copies the texts; failure may be NULL. */
void journal_line(struct journal *journal, const char *text, const char *result,
                  const char *failure);

size_t journal_lines(const struct journal *journal);
const struct journal_line *journal_get(const struct journal *journal, size_t index);

/* The line that asked for an operation; NULL: none did yet. O(log lines) */
const struct journal_line *journal_line_of(const struct journal *journal, size_t number);

/* What follows step N becomes a journal of its own; and is put behind it again. Of a line that
 * reaches over N both have a part. */
struct journal *journal_cut(struct journal *journal, size_t step);
void journal_append(struct journal *journal, struct journal *tail);

/* The operations up to step N, and their lines, once more. */
struct journal *journal_copy(const struct journal *journal, size_t step);

/* Operations before the first of a tail. */
size_t journal_start(const struct journal *tail);

/* Bytes that it takes. */
size_t journal_bytes(const struct journal *journal);

#endif

/* SPDX-License-Identifier: MIT
 *
 * my_trace.h - what a program asked of its heap, in few bytes: the file that is recorded.
 *
 *   file      block, block, ...          each starts at a multiple of MY_TRACE_PAGE
 *   block     head (MY_TRACE_HEAD bytes), payload, zeros up to its end
 *   payload   of RECORDS: records as my_trace_encode makes them, until a zero byte or the end
 *
 * The first block is the FILE block. Numbers are little-endian. Several processes, and all
 * their threads, write into one file: each thread its own blocks, claimed one after the other
 * by adding to `claimed` in the first head. So heads, from the first on, are the file's index:
 * each says how long its block is, whose it is, when it began and how many records it holds.
 *
 * A file may be read while it is written, and after its writer was killed: a block that is
 * OPEN has no sum and no count yet; its records are those before the first zero byte. A record
 * is there as a whole or not at all: its first byte is written last.
 *
 * Every RECORDS block starts anew: it can be decoded without any other block.
 */
#ifndef MY_TRACE_H
#define MY_TRACE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define MY_TRACE_MAGIC   0x65636172745f796dull /* "my_trace" */
#define MY_TRACE_VERSION 1                    /* of the format */

enum {
	MY_TRACE_PAGE = 4096,
	MY_TRACE_HEAD = 128,
	MY_TRACE_RECORD = 48, /* bytes that the longest record may need */
	MY_TRACE_NOTES = 128  /* operations between two notes; a block begins with one */
};

/* What a block is. */
enum my_trace_block {
	MY_TRACE_FILE,    /* the first: nothing more than its head */
	MY_TRACE_STREAM,  /* a process: payload is its program's path, its arguments, a 0 each */
	MY_TRACE_MAPS,    /* of a stream: its mapped files at that time, as in /proc/PID/maps */
	MY_TRACE_RECORDS, /* of one thread of a stream */
	MY_TRACE_BLOCKS
};

enum { /* state of a block */
	MY_TRACE_OPEN = 1,  /* still being written, or its writer was killed */
	MY_TRACE_DONE = 2,  /* records and sum hold */
	MY_TRACE_SPOILT = 3 /* claimed, and then there was no room on the disk for it */
};

/* The first MY_TRACE_HEAD bytes of each block. */
struct my_trace_head {
	uint64_t magic;   /* MY_TRACE_MAGIC */
	uint32_t version; /* MY_TRACE_VERSION */
	uint16_t kind;    /* enum my_trace_block */
	uint16_t state;   /* MY_TRACE_OPEN, DONE or SPOILT */
	uint64_t length;  /* of the block, with its head: a multiple of MY_TRACE_PAGE */
	uint64_t bytes;   /* of the payload; RECORDS: 0 while OPEN */
	uint64_t sum;     /* my_trace_sum of the payload; 0 while OPEN */
	uint64_t records; /* RECORDS: how many; 0 while OPEN */
	uint64_t time;    /* nanoseconds when it began: FILE, STREAM since 1970, else since the
	                   * stream began */
	uint32_t stream;  /* STREAM, MAPS, RECORDS: 1, 2, ... */
	uint32_t thread;  /* RECORDS: as the system numbers it; 0: of several that have ended */
	uint32_t process; /* STREAM: its number */
	uint32_t parent;  /* STREAM: its parent's number */
	uint64_t claimed; /* FILE: bytes of the file that are claimed, this page included */
	uint32_t streams; /* FILE: how many there are */
	uint32_t flags;   /* FILE, STREAM: below */
	uint64_t order;   /* FILE, when EXACT: the next number of an operation */
	uint64_t notes;    /* RECORDS: how many of the records are notes; not sure while OPEN */
	uint64_t reserved[2]; /* 0 */
	uint64_t head_sum; /* my_trace_sum of the bytes before it, in DONE blocks; FILE: 0 */
} __attribute__((aligned(8))); /* as where addresses have 64 bits: some fields are atomic */

enum { /* flags */
	MY_TRACE_EXACT = 1,   /* each record has its number among all of the recording */
	MY_TRACE_STOPPED = 2, /* the stream (FILE: one of them) ended early: no room on the disk */
	MY_TRACE_NUMBERED = 4 /* FILE: block and old number the blocks: they are no addresses */
};

/* What a record tells of, and which fields it has. */
enum my_trace_kind {
	MY_TRACE_END,     /* no record: what follows the last one */
	MY_TRACE_MALLOC,  /* block, size */
	MY_TRACE_CALLOC,  /* block, size: the product; SIZE_MAX where that is too large */
	MY_TRACE_ALIGNED, /* block, size, alignment */
	MY_TRACE_REALLOC, /* old, block, size */
	MY_TRACE_FREE,    /* old */
	MY_TRACE_NOTE,    /* only time */
	MY_TRACE_BEFORE,  /* block, size: it was there before the recording began */
	MY_TRACE_KINDS
};

/* One operation, decoded: addresses, and sizes in bytes. */
struct my_trace_record {
	enum my_trace_kind kind; /* which fields are filled; the others are 0 */
	uint64_t block;     /* the address given; 0: the request failed */
	uint64_t old;       /* the address handed in; never 0 but for REALLOC */
	uint64_t size;      /* asked for */
	uint64_t alignment; /* asked for, in bytes */
	uint64_t caller;    /* where the program called from; 0: not known */
	uint64_t time;      /* NOTE: nanoseconds since the stream began */
	uint64_t order;     /* when EXACT; a NOTE has none */
};

/* What both sides remember of a block's records so far; all zero at its start. The fields are
 * trace_code.c's own. */
struct my_trace_coder {
	uint64_t memory[4112]; /* 32,896 bytes */
};

/* Writes a record; at has room for MY_TRACE_RECORD bytes that are zero. The first byte is
 * written last, so that a reader sees all of it or nothing. Returns the bytes that it took.
 * O(1), calls nothing. */
size_t my_trace_encode(struct my_trace_coder *coder, unsigned char *at, int exact,
                       const struct my_trace_record *record);

/* Reads the record at `at`, of which `left` bytes are there. Returns the bytes that it took: 0
 * at MY_TRACE_END or where nothing is left; -1 when this is no record. Whatever the bytes are,
 * nothing beyond them is read. O(1) */
int my_trace_decode(struct my_trace_coder *coder, const unsigned char *at, size_t left, int exact,
                    struct my_trace_record *out);

/* How a program that runs on the library is asked to record from now on, by whoever may write
 * its memory (process_vm_writev): the library exports one of these, with the name
 * my_malloc_record_request. First path and exact, then the state ASKED, then the 8 bytes
 * `wake` at the address `wake_at`: the main thread looks at its next call, the others at
 * theirs that need more than their cache. Who looks first opens the file (it makes it where
 * there is none), and writes what is there already as MY_TRACE_BEFORE. The answer is in state:
 * RECORDING; or REFUSED, and why in words. STOP ends it, with ENDED, and one may ask anew.
 *
 * Who asks may end in ways that leave no time to write STOP. So it has made the file, holds a
 * lock on it (fcntl, F_OFD_SETLK, F_RDLCK on all of it), and sets `locked`: when nobody holds
 * one any more, the recording ends within a second of the program's next calls, and so do those
 * of its children. */
enum my_trace_request_state {
	MY_TRACE_IDLE,
	MY_TRACE_ASKED,
	MY_TRACE_STARTING,
	MY_TRACE_RECORDING,
	MY_TRACE_STOP,
	MY_TRACE_ENDED, /* also where there was no room any more */
	MY_TRACE_REFUSED
};

/* What is asked of a program, and its answer, in state and why. */
struct my_trace_request {
	uint64_t magic;   /* MY_TRACE_MAGIC */
	uint32_t version; /* MY_TRACE_VERSION */
	uint32_t state;   /* enum my_trace_request_state */
	uint64_t wake_at, wake; /* the library says: this word, at this address, wakes it */
	uint32_t exact, locked; /* 1: every record has its number; whoever asks holds a lock */
	char path[4096]; /* from the root on */
	char why[128];   /* it was refused: a sentence */
};

/* A sum of bytes in which each bit counts: against damage, not against malice. */
uint64_t my_trace_sum(const void *bytes, size_t length);

#ifdef __cplusplus
}
#endif

#endif

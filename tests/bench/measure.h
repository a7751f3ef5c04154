/* SPDX-License-Identifier: MIT
 *
 * measure - the clock, the resident memory, and the line in which a pattern reports.
 *
 * Nothing here allocates: what a pattern needs for its own bookkeeping is static memory
 * (room_take), touched before the clock starts, so that neither time nor system calls of
 * the measurement are charged to an allocator.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stddef.h>
#include <stdint.h>

enum { MEASURE_FIGURES = 4 };

struct measure {
	uint64_t ns;         /* of the measured phase, wall clock */
	uint64_t operations; /* in it */
	uint64_t sum;        /* over the contents found in blocks: the same for each allocator */
	size_t figures;
	struct {
		const char *name;
		double value;
	} figure[MEASURE_FIGURES];
};

uint64_t clock_ns(void);

/* The process's resident memory now, in bytes. */
size_t resident_bytes(void);

/* Static memory, zeroed and resident, 64-byte aligned, never given back. Ends the program
 * with a sentence when the room is used up. */
void *room_take(size_t bytes);

/* A figure besides the time (at most MEASURE_FIGURES). The name must stay valid. */
void measure_figure(struct measure *measure, const char *name, double value);

/* One line on standard output: ns=... operations=... sum=..., room_kib=... (what room_take
 * gave: resident, and not the allocator's), and the figures. */
void measure_print(const struct measure *measure);

/* Ends the program: `what` failed, with exit status 1. */
_Noreturn void measure_fail(const char *what);

#endif

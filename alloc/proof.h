/* SPDX-License-Identifier: MIT
 *
 * proof.h - one step of a proof, for check.c and check_fast.c.
 */
#ifndef ALLOC_PROOF_H
#define ALLOC_PROOF_H

/* In a function that returns 1 when its part holds; the proof says what is broken. */
#define DEMAND(proof, condition, sentence)                                                \
	do {                                                                              \
		if (!(condition)) {                                                       \
			(proof)->broken = (sentence);                                     \
			return 0;                                                         \
		}                                                                         \
	} while (0)

#endif

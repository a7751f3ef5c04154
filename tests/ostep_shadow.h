/* SPDX-License-Identifier: MIT
 *
 * ostep_shadow.h - the rules of ostep.h once more, without a heap: an array of entries, and the
 * sheet that they make. Written from the rules, to be compared.
 */
#ifndef TESTS_OSTEP_SHADOW_H
#define TESTS_OSTEP_SHADOW_H

#include "ostep.h"

#include <stdio.h>

/* The solved sheet, without the options at its start. At most 1000 operations. */
void ostep_shadow(FILE *out, const struct ostep_problem *problem);

#endif

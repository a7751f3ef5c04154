/* SPDX-License-Identifier: MIT
 *
 * follow_plain.h - a program's heap in numbers while it runs: a line a second, on standard
 * error, so that the program's own output stays what it is.
 */
#ifndef MMVIZ_FOLLOW_PLAIN_H
#define MMVIZ_FOLLOW_PLAIN_H

#include "follow.h"

#include <stdio.h>

/* Until the program has ended and all is read; of a program that ran already also until SIGINT. */
void follow_plain(struct follow *follow, FILE *out);

#endif

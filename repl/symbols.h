/* SPDX-License-Identifier: MIT
 *
 * symbols.h - which function an address of a recorded program lies in.
 *
 * Names come from the files that the program had mapped, as they are now: symbol tables,
 * and source lines where debugging information is there, beside them or installed. Built
 * without libdw, or for a file that is gone, an address is told as its place in the file.
 * Nothing is asked of the network.
 *
 * Rules of use
 * - The addresses are those that calls return to: the call itself is looked up.
 * - Not for threads: one at a time.
 */
#ifndef MMVIZ_SYMBOLS_H
#define MMVIZ_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

enum { SYMBOL_TEXT = 400 }; /* bytes enough for every name */

struct symbols;

/* maps: text as /proc/PID/maps has it; copied. Never NULL: lines that are none are left out. */
struct symbols *symbols_open(const char *maps, size_t length);

/* NULL is allowed. */
void symbols_close(struct symbols *symbols);

/* "parse_line (input.c:120)", "parse_line + 0x12 in program", "program + 0x1a2b" or "0x7f..":
 * what is known. Control characters are replaced. Returns out. */
const char *symbols_tell(struct symbols *symbols, uint64_t address, char out[SYMBOL_TEXT]);

#endif

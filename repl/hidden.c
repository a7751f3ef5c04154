/* SPDX-License-Identifier: MIT
 *
 * hidden.c - blocks whose address a log hides: the next free of an unknown address is theirs.
 *
 * Invariant: no address is in live while a waiting block has it, as far as anybody can tell.
 */
#include "hidden.h"

#include <stdio.h>
#include <string.h>

static void drop(struct hidden *hidden, size_t index)
{
	hidden->count--;
	memmove(&hidden->waiting[index], &hidden->waiting[index + 1],
	        (hidden->count - index) * sizeof hidden->waiting[0]);
}

static uint64_t hide(struct hidden *hidden, uint64_t alignment)
{
	uint64_t number = 2 * (uint64_t)hidden->made++ + 1;

	if (hidden->count == HIDDEN_MOST)
		drop(hidden, 0);
	hidden->waiting[hidden->count++] =
		(struct hidden_block){ number, alignment ? alignment : 1 };
	return number;
}

/* The number of the block at an address that is given up: most often the address itself. */
static uint64_t give_up(struct hidden *hidden, uint64_t address)
{
	struct live_block *known = live_find(&hidden->live, address);

	if (known) {
		live_remove(&hidden->live, known);
		return address;
	}
	for (size_t i = 0; address && i < hidden->count; i++)
		if (address % hidden->waiting[i].alignment == 0) {
			uint64_t number = hidden->waiting[i].number;

			drop(hidden, i);
			hidden->found++;
			return number;
		}
	return address;
}

static void give(struct hidden *hidden, struct trace_operation *operation)
{
	if (operation->block == HIDDEN_ADDRESS)
		operation->block = hide(hidden, operation->alignment);
	else if (operation->block && !live_find(&hidden->live, operation->block))
		live_put(&hidden->live, (struct live_block){ operation->block, hidden, 0 });
}

/* A realloc that failed gave nothing up, but to size 0. */
void hidden_operation(struct hidden *hidden, struct trace_operation *operation)
{
	if (operation->kind == TRACE_FREE
	    || (operation->kind == TRACE_REALLOC && (operation->block || !operation->size)))
		operation->old = give_up(hidden, operation->old);
	give(hidden, operation);
}

const char *hidden_remark(const struct hidden *hidden, char *words, size_t size)
{
	char found[120] = "";

	if (hidden->made == 0)
		return NULL;
	if (hidden->found)
		snprintf(found, sizeof found, ": %zu found again, each by the next free of an "
		         "unknown address with its alignment", hidden->found);
	snprintf(words, size, "The log hides the address%s of %zu block%s%s.",
	         hidden->made == 1 ? "" : "es", hidden->made, hidden->made == 1 ? "" : "s",
	         found);
	return words;
}

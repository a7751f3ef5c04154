/* SPDX-License-Identifier: MIT
 *
 * glossary.c - the words that the sentences use, explained for help.
 */
#include "glossary.h"

#include <stddef.h>
#include <string.h>

const struct term glossary[] = {
	{ "bucket", "One place of a section's table: empty, or one chunk's entry.\n"
	            "b7 is bucket 7; i b7 inspects it." },
	{ "byte", "Of a fast heap: what the byte table has for 16 bytes of memory. Its\n"
	          "digits say what starts there: help byte table." },
	{ "byte table", "Of a fast heap: one byte for each 16 bytes of memory. It says what\n"
	                "starts there: 0x80 + its class: a used chunk; its class alone: a\n"
	                "cached one; 0x7f: a free one; 0: nothing, inside a chunk. It is a\n"
	                "hashtable in which every key has its own bucket." },
	{ "cache", "Of a fast heap: what one thread keeps for itself, a stack of free\n"
	           "chunks for each size class: malloc takes the top one, free puts one\n"
	           "on top, and no other thread is in the way. caches lists them." },
	{ "cached", "Of a fast heap: free, but kept in a thread's cache or in the depot,\n"
	            "to be given again without a search." },
	{ "chunk", "A piece of a section, used or free. Chunks lie side by side without\n"
	           "a gap, and each has one entry in the section's table." },
	{ "class", "Of a fast heap: a size that small chunks have. 1 to 64 are 16, 32,\n"
	           "48 ... 1,024; above, eight steps a doubling up to 16,384, and four\n"
	           "up to 1 MiB. A request gets the next larger one: 100 becomes 112,\n"
	           "class 7." },
	{ "coalesce", "To join free neighbours into one larger free chunk. set coalesce\n"
	              "says when: at once, deferred, or never." },
	{ "depot", "Of a fast heap: chunks on their way from one thread's cache to\n"
	           "another's, a stack for each class up to 16,384 bytes. A full cache\n"
	           "leaves chunks there, and an empty one takes them, before any span is\n"
	           "touched. How many it takes is learned: its limit doubles when it is\n"
	           "found empty after it had turned chunks away." },
	{ "dirty", "Of a span: something in it became free since all of it was last seen\n"
	           "by a sweep. So a sweep may find room there." },
	{ "double free", "To free what was freed already. This heap refuses it: the table\n"
	                 "says that nothing in use starts there. A bare pointer may be\n"
	                 "another chunk's by then; then that one would be freed." },
	{ "engine", "What hands out small chunks. The general engine has one table a\n"
	            "section for chunks of any size. The fast engine has caches over a\n"
	            "depot over spans, and the general engine under them." },
	{ "fragmentation", "Memory that is there and of no use. Internal: slack, as a share of\n"
	                   "what is used. External: free memory in pieces: 1 - largest free /\n"
	                   "all free." },
	{ "free_size", "The largest free chunk of a section, in bytes: where it is less than\n"
	               "what a request needs, the section is passed over." },
	{ "granule", "The unit that keys count in: key = offset / granule. Usually 16." },
	{ "guard", "Of a general heap, set guard on: slack and headers are filled when a\n"
	           "chunk is given, and verified when it comes back; freed chunks are\n"
	           "filled, wait, and are verified before they are free. So writes\n"
	           "outside a chunk and after its free are found, though late." },
	{ "hash", "The rule that makes a home bucket of a key, as in key mod capacity." },
	{ "hole", "A free chunk that a request is cut from. What is cut from its front\n"
	          "starts where it did: it keeps its key and its entry in the table." },
	{ "home", "The bucket where a key belongs. When it is taken, the entry lies in\n"
	          "the next empty bucket: so many past home." },
	{ "key", "A chunk's number in its section: its offset / granule. The table is\n"
	         "searched for it." },
	{ "load factor", "Taken buckets / all buckets of a table. Where it would pass the\n"
	                 "setting load, the table doubles." },
	{ "marks", "On the map:\n"
	           "  ██ ▎ ··    used, its slack, free\n"
	           "  ▓▓ ░░ ╌╌   new or changed, freed, merged just now\n"
	           "  ▒▒         cached, or waiting for guard\n"
	           "  ┆          between free neighbours not merged\n"
	           "  ·░▒▓█      of a big heap: how full\n"
	           "  ▴ ▾        of a big heap: new there, freed there\n"
	           "  ▸ @ !      chosen, watched, wrong\n"
	           "  × ? ✓      passed over, looked at, taken\n"
	           "  next: none the list of sections ends here\n"
	           "In the table:\n"
	           "  ·59  –     a free chunk's key; an empty bucket\n"
	           "  ▸2         its entry is 2 buckets past its home\n"
	           "  ▸          past its home, too; no room for how far\n"
	           "  █ ▓ ·      a cell a bucket: used and at home, used\n"
	           "             and past it, free\n"
	           "In lists:\n"
	           "  + - ~ =    came to be, is no more, changed, merged\n"
	           "On the time line:\n"
	           "  + - ~ w !  m, f, r, w, and what was refused\n"
	           "  now ▴      the step shown, a step with a name\n"
	           "  near       single operations around it, where ops\n"
	           "             has several in a column" },
	{ "merge", "To join two free chunks side by side into one: help coalesce." },
	{ "near", "A placement: near fit takes what is nearest to the place taken last,\n"
	          "before or behind it; of sections the one whose number is nearest." },
	{ "next", "A section's pointer to the section after it: sections are a list.\n"
	          "As a placement, next fit: the search goes on where the last ended." },
	{ "offset", "How many bytes behind its section's start a chunk begins: s1+0x70." },
	{ "overflow", "A write that goes past what a chunk was asked for: into its slack, a\n"
	              "neighbour, or free memory. No allocator sees the write itself." },
	{ "preview", "What try shows: a heap that would be, and is not. The next line\n"
	             "takes it away; do carries it out." },
	{ "probe", "A look at the next bucket, because the one before it is taken." },
	{ "run", "Of a fast heap: free pieces side by side in a span. Nothing is\n"
	         "merged when it becomes free; a sweep takes a run as one piece." },
	{ "section", "A stretch of memory cut into chunks: s1, s2, ... Each has its own\n"
	             "table and a pointer to the next. On a general heap it is mapped by\n"
	             "one mmap; a fast heap has set its addresses aside before." },
	{ "slack", "The bytes of a used chunk that were not asked for: size - asked." },
	{ "size class", "A size that small chunks of a fast heap have: help class." },
	{ "span", "Of a fast heap: a chunk of 64 KiB in which small chunks of all sizes\n"
	          "live. It has a byte table for its hashtable. When nothing in it is\n"
	          "used or cached it goes back to the general engine." },
	{ "split", "To cut a free chunk in two: the front is taken, the rest stays free." },
	{ "sweep", "Of a fast heap: to go through a span's byte table for free room.\n"
	           "Free neighbours count as one piece: none is merged before. Nothing\n"
	           "is swept while a cache or the depot has a chunk. Where enough was\n"
	           "found the sweep rests: the next one goes on from there." },
	{ "thread", "t2 before m, c, a, r, f, repeat, fill and random uses the cache of\n"
	            "thread 2 of a fast heap, as a second thread of a program would; t1\n"
	            "to t9. Without it thread 1 is meant. A chunk may be freed by another\n"
	            "thread than it was taken by: it then lies in that one's cache." },
	{ "use after free", "To read or write what was freed. It may go well until the place\n"
	                    "is given to another: then two of them use the same bytes." },
	{ "waiting", "Of a heap with guard on: freed, and kept back, as the eight chunks\n"
	             "freed last are. Nobody gets its bytes before it leaves: when a ninth\n"
	             "is freed, or when a request finds no room. In the numbers it counts\n"
	             "as free." },
	{ 0 },
};

/* "spans" and "size classes" are explained as span and size class are. */
static int is_plural(const char *word, const char *of)
{
	size_t length = strlen(of);

	return strncmp(word, of, length) == 0
	       && (strcmp(word + length, "s") == 0 || strcmp(word + length, "es") == 0);
}

const struct term *glossary_find(const char *word)
{
	for (const struct term *t = glossary; t->word; t++)
		if (strcmp(t->word, word) == 0 || is_plural(word, t->word))
			return t;
	return NULL;
}

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
	{ "chunk", "A piece of a section, used or free. Chunks lie side by side without\n"
	           "a gap, and each has one entry in the section's table." },
	{ "coalesce", "To join free neighbours into one larger free chunk. set coalesce\n"
	              "says when: at once, deferred, or never." },
	{ "fragmentation", "Memory that is there and of no use. Internal: slack, as a share of\n"
	                   "what is used. External: free memory in pieces: 1 - largest free /\n"
	                   "all free." },
	{ "granule", "The unit that keys count in: key = offset / granule. Usually 16." },
	{ "hash", "The rule that makes a home bucket of a key, as in key mod capacity." },
	{ "home", "The bucket where a key belongs. When it is taken, the entry lies in\n"
	          "the next empty bucket: so many past home." },
	{ "key", "A chunk's number in its section: its offset / granule. The table is\n"
	         "searched for it." },
	{ "load factor", "Taken buckets / all buckets of a table. Where it would pass the\n"
	                 "setting load, the table doubles." },
	{ "next", "A section's pointer to the section after it: sections are a list.\n"
	          "As a placement, next fit: the search goes on where the last ended." },
	{ "offset", "How many bytes behind its section's start a chunk begins: s1+0x70." },
	{ "probe", "A look at the next bucket, because the one before it is taken." },
	{ "section", "A stretch of memory mapped by one mmap, cut into chunks: s1, s2, ...\n"
	             "Each has its own table and a pointer to the next." },
	{ "slack", "The bytes of a used chunk that were not asked for: size - asked." },
	{ "split", "To cut a free chunk in two: the front is taken, the rest stays free." },
	{ 0 },
};

const struct term *glossary_find(const char *word)
{
	for (const struct term *t = glossary; t->word; t++)
		if (strcmp(t->word, word) == 0)
			return t;
	return NULL;
}

/* SPDX-License-Identifier: MIT
 *
 * test_reason_entry.c - wrong buckets and free lists: the first wrong step, as a
 * sentence.
 */
#include "judged.h"

/* In use: p2 at 0x070, p4 at 0x110, p6 at 0x270. Free: 0x000 of 112 bytes, 0x0e0 of 48, 0x230 of
 * 64, and the end from 0x340 on. */
#define HOLES "m 100\nm 100\nm 40\nm 275\nm 64\nm 200\nf p1\nf p3\nf p5\n"
/* The hole at 0x100 has key 16, and its home is taken: it lies in bucket 4. */
#define PROBED "m 16\nm 16\nm 16\nm 208\n"
#define WITH(setting, value) "set " setting " " value "\nreset\n"

static const struct judged_row rows[] = {
	{ "offset for bucket", "m 100\nm 100\n",
	  ANSWER_BUCKET, "224", "m 10\n", "b14", 0,
	  "0xe0 is the offset. The key is the offset / 16 = 14, and its home is 14 mod "
	  "16 = 14." },
	{ "key for bucket", "m 300\nm 300\n",
	  ANSWER_BUCKET, "38", "m 10\n", "b6", 0,
	  "38 is the key, not yet the bucket: its home is 38 mod 16 = 6." },
	{ "no bucket", "m 300\nm 300\n",
	  ANSWER_BUCKET, "16", "m 10\n", "b6", 0,
	  "The table has 16 buckets, b0 to b15. The home of key 38 is 38 mod 16 = 6." },
	{ "taken home", "m 256\nm 256\nm 16\n",
	  ANSWER_BUCKET, "0", "m 256\n", "b3", 0,
	  "The key is 0x210 / 16 = 33, its home 33 mod 16 = 1. The free chunk at 0x210 "
	  "had an entry already: it is kept, in b3." },
	{ "probe", PROBED,
	  ANSWER_BUCKET, "0", "m 16\n", "b4", 0,
	  "The home of key 16 is 16 mod 16 = 0, but b0 was taken when the free chunk at "
	  "0x100 got its entry. That entry is kept, in b4." },
	{ "probe 2", PROBED,
	  ANSWER_BUCKET, "1", "m 16\n", "b4", 0,
	  "The home of key 16 is 16 mod 16 = 0, but b1 was taken when the free chunk at "
	  "0x100 got its entry. That entry is kept, in b4." },
	{ "too far", PROBED,
	  ANSWER_BUCKET, "9", "m 16\n", "b4", 0,
	  "The key is 0x100 / 16 = 16, its home 16 mod 16 = 0. The free chunk at 0x100 "
	  "had an entry already: it is kept, in b4." },
	{ "fibonacci", WITH("hash", "fibonacci") "m 300\nm 300\n",
	  ANSWER_BUCKET, "6", "m 10\n", "b7", 0,
	  "That is where key mod capacity would lead, but the heap uses the Fibonacci "
	  "hash: the home of key 38 is 7 by Fibonacci." },
	{ "order", WITH("hash", "order-preserving") "m 300\nm 300\n",
	  ANSWER_BUCKET, "6", "m 10\n", "b2", 0,
	  "That is where key mod capacity would lead, but the heap uses the "
	  "order-preserving hash: the home of key 38 is 38 * 16 / 256 = 2." },
	{ "modulo for order", WITH("hash", "order-preserving") "m 300\n",
	  ANSWER_BUCKET, "3", "m 10\n", "b1", 0,
	  "That is where key mod capacity would lead, but the heap uses the "
	  "order-preserving hash: the home of key 19 is 19 * 16 / 256 = 1." },
	{ "kept", "m 100\nm 100\nf p1\n",
	  ANSWER_BUCKET, "3", "m 100\n", "b0", 0,
	  "The key is 0x0 / 16 = 0, its home 0 mod 16 = 0. The free chunk at 0x0 had an "
	  "entry already: it is kept, in b0." },
	{ "find", "m 100\nm 100\nm 100\n",
	  ANSWER_BUCKET, "3", "f p2\n", "b7", 0,
	  "The key is 0x70 / 16 = 7. Its home is 7 mod 16 = 7, and the entry is there." },
	{ "grown table", WITH("capacity", "8") "fill 5 32\n",
	  ANSWER_BUCKET, "b2", "m 32\n", "b10", 0,
	  "That would be its home in the old table of 8 buckets. The table has grown to 16: "
	  "the home of key 10 is 10 mod 16 = 10." },
	{ "wraps", WITH("capacity", "8") "m 100\nm 128\nm 16\n",
	  ANSWER_BUCKET, "b8", "f p3\n", "b1", 0,
	  "The table has 8 buckets, b0 to b7: behind b7 the probing goes on with b0." },
	{ "wraps, passed", WITH("capacity", "8") "m 100\nm 128\nm 16\n",
	  ANSWER_BUCKET, "b7", "f p3\n", "b1", 0,
	  "The home of key 15 is 15 mod 8 = 7, but b7 is taken by p2, key 7: probing goes on, "
	  "behind the last bucket with b0, to where its entry lies, b1." },
	{ "waits, list", WITH("guard", "on") "m 100\nm 16\n",
	  ANSWER_LIST, "0x0 0x80", "f p1\n", "s1+0x80", 6,
	  "s1+0x0 was freed, but waits: it is not listed yet." },
	{ "list, aligned", "m 100\n",
	  ANSWER_LIST, "0x140", "a 256 60\n", "s1+0x70 s1+0x140", 6,
	  "s1+0x70 is missing: 144 bytes before the aligned start stay free." },
	{ "list unmerged", "m 100\nm 100\nm 100\nm 100\nf p1\nf p3\n",
	  ANSWER_LIST, "0x0 0x70 0xe0 0x1c0", "f p2\n", "s1+0x0 s1+0x1c0", 6,
	  "The chunk at s1+0x70 was merged with its free left neighbour, s1+0x0: they "
	  "are one chunk now, listed where the left one begins." },
	{ "list, half merged", "m 100\nm 100\nm 100\nm 100\nf p1\nf p3\n",
	  ANSWER_LIST, "0x0 0xe0 0x1c0", "f p2\n", "s1+0x0 s1+0x1c0", 8,
	  "The free right neighbour, s1+0xe0, was merged into the chunk at s1+0x70: it "
	  "is no chunk of its own any more." },
	{ "list, taken", HOLES,
	  ANSWER_LIST, "0x0 0xe0 0x230 0x340", "m 60\n", "s1+0x40 s1+0xe0 s1+0x230 s1+0x340", 9,
	  "s1+0x0 was taken by p7: it is in use now, and only what was left of it, 48 "
	  "bytes at s1+0x40, stays in the list." },
	{ "list, exact", HOLES,
	  ANSWER_LIST, "0x0 0xe0 0x230 0x340", "m 112\n", "s1+0xe0 s1+0x230 s1+0x340", 9,
	  "s1+0x0 was taken by p7: it is in use now, and no longer listed." },
	{ "list, rest", HOLES,
	  ANSWER_LIST, "0xe0 0x230 0x340", "m 60\n", "s1+0x40 s1+0xe0 s1+0x230 s1+0x340", 9,
	  "s1+0x40 is missing: what was left over is a free chunk of its own." },
	{ "list, order", WITH("order", "lifo") HOLES,
	  ANSWER_LIST, "0x0 0xe0 0x230 0x270 0x340", "f p6\n", "s1+0x230 s1+0xe0 s1+0x0", 2,
	  "The list is ordered last freed first: s1+0x230 comes before s1+0x0." },
	{ "list, size", WITH("order", "size-up") HOLES,
	  ANSWER_LIST, "0x0 0x70 0xe0 0x230", "f p6\n", "s1+0xe0 s1+0x0 s1+0x230", 6,
	  "The list has the smallest first: s1+0xe0 (48 bytes) before s1+0x0 (112 bytes)." },
	{ "list, used", HOLES,
	  ANSWER_LIST, "0x40 0x70 0xe0", "m 60\n", "s1+0x40 s1+0xe0 s1+0x230 s1+0x340", 6,
	  "s1+0x70 is p2, which is in use: only free chunks are listed." },
	{ "list, inside", HOLES,
	  ANSWER_LIST, "0x48", "m 60\n", "s1+0x40 s1+0xe0 s1+0x230 s1+0x340", 0,
	  "No chunk begins at s1+0x48: it lies inside the free chunk at s1+0x40." },
	{ "list, missing", "m 100\nm 100\nm 100\n",
	  ANSWER_LIST, "0x150", "f p2\n", "s1+0x70 s1+0x150", 6,
	  "s1+0x70 is missing: the chunk of p2 is free now." },
	{ "list, never", WITH("coalesce", "never") "m 100\nm 100\nm 100\nf p1\n",
	  ANSWER_LIST, "0x0 0x150", "f p2\n", "s1+0x0 s1+0x70 s1+0x150", 8,
	  "s1+0x70 is missing: free neighbours are never joined here (coalescing never)." },
	{ "list, never 2", WITH("coalesce", "never") "m 100\nm 100\nm 100\nf p2\n",
	  ANSWER_LIST, "0x0 0x150", "f p1\n", "s1+0x0 s1+0x70 s1+0x150", 8,
	  "s1+0x70 is missing: free neighbours are never joined here (coalescing never)." },
	{ "list, section", "m 4000\n",
	  ANSWER_LIST, "s1+0xfa0", "m 4000\n", "s1+0xfa0 ; s2+0xfa0", 6,
	  "s2+0xfa0 is missing: what was left over is a free chunk of its own." },
	{ "list, other section", "m 4000\n",
	  ANSWER_LIST, "s2+0xfa0 s1+0xfa0", "m 4000\n", "s1+0xfa0 ; s2+0xfa0", 6,
	  "The free chunks of s1 come before those of s2." },
	{ "list, twice", HOLES,
	  ANSWER_LIST, "0x40 0xe0 0x230 0x340 0x40", "m 60\n", "s1+0x40 s1+0xe0 s1+0x230 s1+0x340",
	  9,
	  "s1+0x40 is listed once." },
	{ "list, grown", "m 100\nm 100\nm 100\nf p2\n",
	  ANSWER_LIST, "0x70 0x150", "r p1 200\n", "s1+0xd0 s1+0x150", 6,
	  "p1 has grown into s1+0x70: it is no free chunk any more." },
	{ "list, shrunk", "m 100\nm 100\n",
	  ANSWER_LIST, "0xe0", "r p1 20\n", "s1+0x20 s1+0xe0", 6,
	  "s1+0x20 is missing: what was left over is a free chunk of its own." },
	{ "list, bins", WITH("placement", "bins") HOLES,
	  ANSWER_LIST, "0x0 0xe0 0x340", "m 60\n", "s1+0xe0 s1+0x0 s1+0x340", 8,
	  "The bins of smaller chunks come first: s1+0xe0 (48 bytes) before s1+0x0 (112 "
	  "bytes)." },
	{ "wrap", WITH("capacity", "4") WITH("load", "100") "m 16\nm 16\n",
	  ANSWER_BUCKET, "b1", "f p1\n", "b0", 0,
	  "The key is 0x0 / 16 = 0. Its home is 0 mod 4 = 0, and the entry is there." },
	{ "kept, home", "m 256\nm 256\n",
	  ANSWER_BUCKET, "0", "m 256\n", "b2", 0,
	  "The home of key 32 is 32 mod 16 = 0, but b0 was taken when the free chunk at "
	  "0x200 got its entry. That entry is kept, in b2." },
	{ "kept, other", "m 256\nm 256\n",
	  ANSWER_BUCKET, "7", "m 256\n", "b2", 0,
	  "The key is 0x200 / 16 = 32, its home 32 mod 16 = 0. The free chunk at 0x200 "
	  "had an entry already: it is kept, in b2." },
	{ "realloc down bucket", "m 256\nm 256\n",
	  ANSWER_BUCKET, "3", "r p2 300\n", "b1", 0,
	  "The home of key 16 is 16 mod 16 = 0. It was taken: the entry lies 1 bucket past it, "
	  "in b1." },
	{ "free displaced", "m 256\nm 256\nm 256\nm 16\n",
	  ANSWER_BUCKET, "0", "f p3\n", "b2", 0,
	  "The home of key 32 is 32 mod 16 = 0, but b0 is taken by p1, key 0: probing "
	  "goes on to where its entry lies, b2." },
	{ "free displaced 2", "m 256\nm 256\nm 256\nm 16\n",
	  ANSWER_BUCKET, "1", "f p3\n", "b2", 0,
	  "The home of key 32 is 32 mod 16 = 0. b1 is taken too, by p2, key 16: probing "
	  "goes on to where its entry lies, b2." },
	{ "free displaced 3", "m 256\nm 256\nm 256\nm 16\n",
	  ANSWER_BUCKET, "9", "f p3\n", "b2", 0,
	  "The home of key 32 is 32 mod 16 = 0. It was taken: the entry lies 2 buckets past "
	  "it, in b2." },
	{ "aligned stored", "m 256\nm 256\n",
	  ANSWER_BUCKET, "0", "a 1024 64\n", "b3", 0,
	  "The home of key 64 is 64 mod 16 = 0, but b0 is taken by p1, key 0: probing "
	  "goes on to the first empty bucket, b3." },
	{ "aligned stored 2", "m 256\nm 256\n",
	  ANSWER_BUCKET, "9", "a 1024 64\n", "b3", 0,
	  "The home of key 64 is 64 mod 16 = 0. From there the first bucket that was "
	  "empty is b3." },
	{ "aligned fib", WITH("hash", "fibonacci") "m 256\nm 256\n",
	  ANSWER_BUCKET, "0", "a 1024 64\n", "b8", 0,
	  "That is where key mod capacity would lead, but the heap uses the Fibonacci "
	  "hash: the home of key 64 is 8 by Fibonacci." },
	{ "double free bucket", "m 100\nm 100\nm 100\nf p2\n",
	  ANSWER_BUCKET, "6", "f p2\n", "b7", 0,
	  "The key is 0x70 / 16 = 7. Its home is 7 mod 16 = 7, and the entry is there." },
};

static void the_first_wrong_step(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		judged_check(&rows[i]);
}

CU_TestInfo reason_entry_tests[] = {
	{ "the first wrong step", the_first_wrong_step },
	CU_TEST_INFO_NULL,
};

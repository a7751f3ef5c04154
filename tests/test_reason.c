/* SPDX-License-Identifier: MIT
 *
 * test_reason.c - wrong places and chunks: the first wrong step, as a sentence.
 */
#include "judged.h"

/* In use: p2 at 0x070, p4 at 0x110, p6 at 0x270. Free: 0x000 of 112 bytes, 0x0e0 of 48, 0x230 of
 * 64, and the end from 0x340 on. */
#define HOLES "m 100\nm 100\nm 40\nm 275\nm 64\nm 200\nf p1\nf p3\nf p5\n"
#define WITH(setting, value) "set " setting " " value "\nreset\n"

static const struct judged_row rows[] = {
	{ "best for first", HOLES,
	  ANSWER_PLACE, "s1+0x230", "m 60\n", "s1+0x0", 0,
	  "You chose s1+0x230 (64 bytes), as best fit would, but the placement is first "
	  "fit: s1+0x0 (112 bytes) was looked at first and is large enough." },
	{ "worst for first", HOLES,
	  ANSWER_PLACE, "0x340", "m 60\n", "s1+0x0", 0,
	  "You chose s1+0x340 (3,264 bytes), as worst fit would, but the placement is "
	  "first fit: s1+0x0 (112 bytes) was looked at first and is large enough." },
	{ "too small", HOLES,
	  ANSWER_PLACE, "0xe0", "m 60\n", "s1+0x0", 0,
	  "You chose s1+0xe0 (48 bytes), but it is too small: 60 asked become 64, the "
	  "next multiple of 16. With first fit it is s1+0x0 (112 bytes): the first in "
	  "the list that is large enough." },
	{ "in use", HOLES,
	  ANSWER_PLACE, "0x70", "m 60\n", "s1+0x0", 0,
	  "You chose p2 (s1+0x70), but it is in use: only free chunks are looked at. "
	  "With first fit it is s1+0x0 (112 bytes): the first in the list that is large "
	  "enough." },
	{ "no start", HOLES,
	  ANSWER_PLACE, "0x80", "m 60\n", "s1+0x0", 0,
	  "No chunk begins at s1+0x80: it lies inside p2 (s1+0x70), which is in use. "
	  "With first fit it is s1+0x0 (112 bytes): the first in the list that is large "
	  "enough." },
	{ "unrounded", HOLES,
	  ANSWER_PLACE, "0x64", "m 60\n", "s1+0x0", 0,
	  "s1+0x64 lies inside s1+0x0 (112 bytes), which is free: what is asked for is taken "
	  "at its start." },
	{ "end of it", HOLES,
	  ANSWER_PLACE, "0x30", "m 60\n", "s1+0x0", 0,
	  "You chose the right free chunk, but its end. What is asked for is taken at "
	  "its start, and what is left over stays free behind it." },
	{ "outside", HOLES,
	  ANSWER_PLACE, "0x2000", "m 60\n", "s1+0x0", 0,
	  "s1+0x2000 lies outside: s1 has 4,096 bytes, and ends at 0x1000. With first "
	  "fit it is s1+0x0 (112 bytes): the first in the list that is large enough." },
	{ "other section", HOLES,
	  ANSWER_PLACE, "s2+0x0", "m 60\n", "s1+0x0", 0,
	  "You chose a new section, but one is only mapped when no free chunk is large "
	  "enough. With first fit it is s1+0x0 (112 bytes): the first in the list that "
	  "is large enough." },
	{ "fails", HOLES,
	  ANSWER_PLACE, "none", "m 60\n", "s1+0x0", 0,
	  "You expected that it fails. With first fit it is s1+0x0 (112 bytes): the "
	  "first in the list that is large enough." },
	{ "new needed", HOLES,
	  ANSWER_PLACE, "0x340", "m 4000\n", "s2+0x0", 0,
	  "You chose s1+0x340 (3,264 bytes), but it is too small: 4,000 bytes are "
	  "needed. No free chunk is large enough, so a new section is mapped: s2." },
	{ "new, wrong offset", HOLES,
	  ANSWER_PLACE, "s2+0x10", "m 4000\n", "s2+0x0", 0,
	  "A new section is one free chunk, from 0x0 to its end: what is asked for is "
	  "taken at its start." },
	{ "new, wrong number", HOLES,
	  ANSWER_PLACE, "s3+0x0", "m 4000\n", "s2+0x0", 0,
	  "There is no section s3. A section gets the next number that was never used: "
	  "s2." },
	{ "first heap", "",
	  ANSWER_PLACE, "none", "m 4000\n", "s1+0x0", 0,
	  "You expected that it fails. The heap has no section yet: s1 is mapped." },
	{ "chunk number", HOLES,
	  ANSWER_CHUNK, "3", "m 60\n", "s1+0x0", 0,
	  "You chose chunk 3 (s1+0x230, 64 bytes), as best fit would, but the placement "
	  "is first fit: chunk 1 (s1+0x0, 112 bytes) was looked at first and is large "
	  "enough." },
	{ "chunk name", HOLES,
	  ANSWER_CHUNK, "p2", "m 60\n", "s1+0x0", 0,
	  "You chose p2 (s1+0x70), but it is in use: only free chunks are looked at. "
	  "With first fit it is chunk 1 (s1+0x0, 112 bytes): the first in the list that "
	  "is large enough." },
	{ "chunk freed name", HOLES,
	  ANSWER_CHUNK, "p3", "m 60\n", "s1+0x0", 0,
	  "You chose chunk 2 (s1+0xe0, 48 bytes), but it is too small: 60 asked become "
	  "64, the next multiple of 16. With first fit it is chunk 1 (s1+0x0, 112 "
	  "bytes): the first in the list that is large enough." },
	{ "chunk new", HOLES,
	  ANSWER_CHUNK, "new", "m 60\n", "s1+0x0", 0,
	  "You chose a new section, but one is only mapped when no free chunk is large "
	  "enough. With first fit it is chunk 1 (s1+0x0, 112 bytes): the first in the "
	  "list that is large enough." },
	{ "first for best", WITH("placement", "best") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x0 (112 bytes), as first fit would, but the placement is best "
	  "fit: all are looked at, and s1+0x230 (64 bytes) is the smallest that is large "
	  "enough. It leaves 0 over, your chunk 48." },
	{ "worst for best", WITH("placement", "best") HOLES,
	  ANSWER_PLACE, "0x340", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x340 (3,264 bytes), as worst fit would, but the placement is "
	  "best fit: all are looked at, and s1+0x230 (64 bytes) is the smallest that is "
	  "large enough. It leaves 0 over, your chunk 3,200." },
	{ "tie for best", "set placement best\nreset\nm 64\nm 16\nm 64\nm 16\nf p1\nf p3\n",
	  ANSWER_PLACE, "0x50", "m 60\n", "s1+0x0", 0,
	  "You chose s1+0x50 (64 bytes). It is large enough, but the placement is best "
	  "fit: s1+0x0 (64 bytes) is just as large and comes before it in the list, and "
	  "of equal ones the first is taken." },
	{ "first for worst", WITH("placement", "worst") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x340", 0,
	  "You chose s1+0x0 (112 bytes), as first fit would, but the placement is worst "
	  "fit: all are looked at, and s1+0x340 (3,264 bytes) is the largest. It leaves "
	  "3,200 over, your chunk 48." },
	{ "first for next", WITH("placement", "next") HOLES "m 60\n",
	  ANSWER_PLACE, "0x40", "m 30\n", "s1+0x380", 0,
	  "No chunk begins at s1+0x40: it lies inside s1+0x0 (112 bytes), which is free. "
	  "With next fit it is s1+0x380 (3,200 bytes): the first that is large enough "
	  "from where the last search ended." },
	{ "next, later", WITH("placement", "next") "m 64\nm 16\nm 64\nm 16\nm 96\nm 16\n"
	  "f p1\nf p3\nf p5\nm 3000\n",
	  ANSWER_PLACE, "0x50", "m 60\n", "s1+0xcd0", 0,
	  "You chose s1+0x50 (64 bytes). It is large enough, but the placement is next "
	  "fit: it goes on where the last search ended, and came to s1+0xcd0 (816 bytes) "
	  "first, which is large enough." },
	{ "near", WITH("placement", "near") HOLES "m 3264\n",
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x0 (112 bytes), as first fit would, but the placement is near "
	  "fit: it goes outwards from s1+0x340, and s1+0x230 (64 bytes) is 272 away, your "
	  "chunk 832." },
	{ "near, tie", WITH("placement", "near") "m 64\nm 16\nm 64\nm 16\nm 64\nm 16\nm 64\n"
	  "m 3776\nf p5\nm 64\nf p3\nf p7\n",
	  ANSWER_PLACE, "0xf0", "m 64\n", "s1+0x50", 0,
	  "You chose s1+0xf0 (64 bytes). It is large enough, but the placement is near "
	  "fit: it goes outwards from s1+0xa0, and s1+0x50 (64 bytes) is 80 away, your "
	  "chunk 80 too: of two as near the lower is taken." },
	{ "near, other section", WITH("placement", "near") "m 4000\nm 96\nm 4000\nm 96\n"
	  "m 4096\nf p1\nf p3\n",
	  ANSWER_PLACE, "s1+0x0", "m 64\n", "s2+0x0", 0,
	  "You chose s1+0x0 (4,000 bytes), as best fit would, but the placement is near "
	  "fit: it goes outwards from the place taken last, and s2 has room and comes "
	  "before s1." },
	{ "bins", WITH("placement", "bins") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x0 (112 bytes). It is large enough, but the placement is bins: "
	  "s1+0x230 (64 bytes) lies in bin 4, for 64 bytes, which is searched before the "
	  "bins of larger chunks." },
	{ "bins far", WITH("placement", "bins") HOLES,
	  ANSWER_PLACE, "0x340", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x340 (3,264 bytes), as worst fit would, but the placement is "
	  "bins: s1+0x230 (64 bytes) lies in bin 4, for 64 bytes, which is searched "
	  "before the bins of larger chunks." },
	{ "size up", WITH("order", "size-up") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x0 (112 bytes). It is large enough, but the placement is first "
	  "fit: s1+0x230 (64 bytes) comes before it in the list and is large enough. The "
	  "free chunks are listed smallest first, not by address." },
	{ "lifo", WITH("order", "lifo") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x230", 0,
	  "You chose s1+0x0 (112 bytes). It is large enough, but the placement is first "
	  "fit: s1+0x230 (64 bytes) was looked at first and is large enough. The free "
	  "chunks are listed last freed first, not by address." },
	{ "size down", WITH("order", "size-down") HOLES,
	  ANSWER_PLACE, "0x0", "m 60\n", "s1+0x340", 0,
	  "You chose s1+0x0 (112 bytes). It is large enough, but the placement is first "
	  "fit: s1+0x340 (3,264 bytes) was looked at first and is large enough. The free "
	  "chunks are listed largest first, not by address." },
	{ "header size", WITH("header", "16") "m 96\nm 16\nf p1\n",
	  ANSWER_PLACE, "0x0", "m 104\n", "s1+0x90", 0,
	  "You chose s1+0x0 (112 bytes). It would hold the 104 bytes alone, but 104 "
	  "asked and 16 of header come to 128, a multiple of 16. With first fit it is "
	  "s1+0x90 (3,952 bytes): the first in the list that is large enough." },
	{ "header pointer", WITH("header", "16") "m 96\nm 16\nf p1\n",
	  ANSWER_PLACE, "0x10", "m 30\n", "s1+0x0", 0,
	  "s1+0x10 is the pointer, where the user's bytes begin. The chunk begins before "
	  "it, with its header of 16 bytes." },
	{ "header forgotten", WITH("header", "16") "m 96\n",
	  ANSWER_PLACE, "0x60", "m 30\n", "s1+0x70", 0,
	  "p1 asked for 96 bytes, but its chunk has 112 bytes: sizes are multiples of "
	  "16, the header counted. It ends at 0x70, not at 0x60. With first fit it is "
	  "s1+0x70 (3,984 bytes): the first in the list that is large enough." },
	{ "header, end unrounded", WITH("header", "16") "m 100\n",
	  ANSWER_PLACE, "0x74", "m 30\n", "s1+0x80", 0,
	  "p1 asked for 100 bytes, but its chunk has 128 bytes: sizes are multiples of "
	  "16, the header counted. It ends at 0x80, not at 0x74. With first fit it is "
	  "s1+0x80 (3,968 bytes): the first in the list that is large enough." },
	{ "header, sum", WITH("header", "16") "m 112\nm 16\nf p1\n",
	  ANSWER_PLACE, "0x80", "m 120\n", "s1+0xa0", 0,
	  "You chose p2 (s1+0x80), but it is in use: only free chunks are looked at. "
	  "With first fit it is s1+0xa0 (3,936 bytes): the first in the list that is "
	  "large enough." },
	{ "alignment", "m 100\n",
	  ANSWER_PLACE, "0x70", "a 256 60\n", "s1+0x100", 0,
	  "You chose the right free chunk, but the pointer has to be a multiple of 256: the chunk "
	  "begins at s1+0x100, and 144 bytes before it stay free." },
	{ "alignment, header", WITH("header", "16") "m 100\n",
	  ANSWER_PLACE, "0x80", "a 256 60\n", "s1+0xf0", 0,
	  "You chose the right free chunk, but the pointer has to be a multiple of 256: the chunk "
	  "begins at s1+0xf0, and 112 bytes before it stay free." },
	{ "alignment, new", WITH("header", "16") "",
	  ANSWER_PLACE, "s1+0x0", "a 256 60\n", "s1+0xf0", 0,
	  "A new section is one free chunk, but the pointer has to be a multiple of 256: what is "
	  "asked for begins at 0xf0." },
	{ "alignment room", "m 100\nm 160\nm 16\nf p2\n",
	  ANSWER_PLACE, "0x70", "a 256 60\n", "s1+0x200", 0,
	  "You chose s1+0x70 (160 bytes), but to find an aligned start in it may cost 240 "
	  "more: 304 bytes are searched for. With first fit it is s1+0x120 (3,808 bytes): the "
	  "first in the list that is large enough. In it the first start that is aligned is "
	  "s1+0x200." },
	{ "deferred", WITH("coalesce", "deferred") "m 2000\nm 2000\nf p1\nf p2\n",
	  ANSWER_PLACE, "s2+0x0", "m 4000\n", "s1+0x0", 0,
	  "You chose a new section. No free chunk was large enough. Coalescing is "
	  "deferred: all free neighbours are joined now, and then there was one at "
	  "s1+0x0." },
	{ "deferred chunk", WITH("coalesce", "deferred") "m 2000\nm 2000\nf p1\nf p2\n",
	  ANSWER_CHUNK, "2", "m 4000\n", "s1+0x0", 0,
	  "You chose chunk 2 (s1+0x7d0, 2,000 bytes), but it is too small: 4,000 bytes "
	  "are needed. No free chunk was large enough. Coalescing is deferred: all free "
	  "neighbours are joined now, and then there was one at s1+0x0." },
	{ "never", WITH("coalesce", "never") "m 2000\nm 2000\nf p1\nf p2\n",
	  ANSWER_PLACE, "s1+0x0", "m 4000\n", "s2+0x0", 0,
	  "You chose s1+0x0 (2,000 bytes), but it is too small: 4,000 bytes are needed. "
	  "No free chunk is large enough, so a new section is mapped: s2." },
	{ "passed section", "m 4000\nm 4000\nf p1\n",
	  ANSWER_PLACE, "s2+0xfa0", "m 64\n", "s1+0x0", 0,
	  "You chose s2+0xfa0 (96 bytes), as best fit would, but the placement is first "
	  "fit: s1 is searched before s2, and s1+0x0 (4,096 bytes) in it is large enough." },
	{ "later section", "m 4000\nm 4000\nf p1\n",
	  ANSWER_PLACE, "s1+0x10", "m 64\n", "s1+0x0", 6,
	  "s1+0x10 lies inside s1+0x0 (4,096 bytes), which is free: what is asked for is taken "
	  "at its start." },
	{ "second section", "m 2000\nm 4000\nm 2000\nf p2\n",
	  ANSWER_PLACE, "s2+0x0", "m 64\n", "s1+0xfa0", 0,
	  "You chose s2+0x0 (4,096 bytes), as worst fit would, but the placement is "
	  "first fit: s1 is searched before s2, and s1+0xfa0 (96 bytes) in it is large "
	  "enough." },
	{ "limit", WITH("limit", "4096") "m 2000\n",
	  ANSWER_PLACE, "s2+0x0", "m 4000\n", "none", 0,
	  "You chose a new section: one would be needed. No free chunk is large enough, "
	  "and a new section would pass the limit of 4,096 bytes: it fails." },
	{ "limit chunk", WITH("limit", "4096") "m 2000\n",
	  ANSWER_CHUNK, "1", "m 4000\n", "none", 0,
	  "You chose chunk 1 (s1+0x7d0, 2,096 bytes), but it is too small: 4,000 bytes "
	  "are needed. No free chunk is large enough, and a new section would pass the "
	  "limit of 4,096 bytes: it fails." },
	{ "too large", "m 2000\n",
	  ANSWER_PLACE, "s2+0x0", "m 9999999999999999999\n", "none", 0,
	  "You chose a new section: one would be needed. It fails: no heap holds so much." },
	{ "grows", "m 100\nm 100\nm 100\nf p2\n",
	  ANSWER_PLACE, "0x150", "r p1 200\n", "s1+0x0", 0,
	  "The right neighbour, s1+0x70 (112 bytes), is free: with its 112 and the 112 "
	  "of p1 there is room for 208. p1 grows where it is, and nothing is copied." },
	{ "same", "m 100\nm 100\n",
	  ANSWER_PLACE, "0xe0", "r p1 110\n", "s1+0x0", 0,
	  "The chunk of p1 has 112 bytes already, enough for 110: it stays where it is." },
	{ "shrinks", "m 100\nm 100\n",
	  ANSWER_PLACE, "0xe0", "r p1 20\n", "s1+0x0", 0,
	  "p1 becomes smaller: it stays where it is, and 80 bytes at its end become free." },
	{ "moves, used", "m 100\nm 100\n",
	  ANSWER_PLACE, "0x0", "r p1 200\n", "s1+0xe0", 0,
	  "p1 cannot grow where it is: its right neighbour, p2 (s1+0x70), is in use. So "
	  "it moves to s1+0xe0, its bytes are copied, and the old chunk becomes free." },
	{ "moves, small", "m 100\nm 16\nm 100\nf p2\n",
	  ANSWER_PLACE, "0x0", "r p1 200\n", "s1+0xf0", 0,
	  "p1 cannot grow where it is: its 112 and the 16 of the free right neighbour "
	  "are 128, and 208 are needed. So it moves to s1+0xf0, its bytes are copied, "
	  "and the old chunk becomes free." },
	{ "moves, end", "m 100\nm 3900\n",
	  ANSWER_PLACE, "0x70", "r p2 4000\n", "s2+0x0", 0,
	  "p2 cannot grow where it is: its 3,904 and the 80 of the free right neighbour "
	  "are 3,984, and 4,000 are needed. So it moves to s2+0x0, its bytes are copied, "
	  "and the old chunk becomes free." },
	{ "moves, elsewhere", "m 100\nm 16\nm 300\nm 16\nm 300\nm 16\nf p3\nf p5\n",
	  ANSWER_PLACE, "0x1d0", "r p1 200\n", "s1+0x80", 0,
	  "No chunk begins at s1+0x1d0: it lies inside s1+0x1c0 (304 bytes), which is "
	  "free. With first fit it is s1+0x80 (304 bytes): the first in the list that is "
	  "large enough." },
	{ "moves, chunk", "m 100\nm 100\nm 100\n",
	  ANSWER_CHUNK, "p1", "r p1 200\n", "s1+0x150", 0,
	  "p1 cannot grow where it is: its right neighbour, p2 (s1+0x70), is in use. So "
	  "it moves to s1+0x150, its bytes are copied, and the old chunk becomes free." },
	{ "realloc fails", WITH("limit", "4096") "m 100\nm 100\n",
	  ANSWER_PLACE, "0x0", "r p1 9000\n", "none", 0,
	  "p1 cannot grow where it is: its right neighbour, p2 (s1+0x70), is in use. No "
	  "free chunk is large enough, and a new section would pass the limit of 4,096 "
	  "bytes: it fails." },
	{ "free left", "m 100\nm 100\nm 100\nf p1\n",
	  ANSWER_PLACE, "0x70", "f p2\n", "s1+0x0", 0,
	  "The left neighbour, s1+0x0 (112 bytes), is free: both become one free chunk, "
	  "which begins where the left one began." },
	{ "free not left", "m 100\nm 100\nm 100\n",
	  ANSWER_PLACE, "0x0", "f p2\n", "s1+0x70", 0,
	  "The left neighbour, p1 (s1+0x0), is in use: it is not merged with it." },
	{ "free never", WITH("coalesce", "never") "m 100\nm 100\nm 100\nf p1\n",
	  ANSWER_PLACE, "0x0", "f p2\n", "s1+0x70", 0,
	  "The left neighbour, s1+0x0 (112 bytes), is free, but free neighbours are "
	  "never joined here (coalescing never): they stay two chunks." },
	{ "free right", "m 100\nm 100\nm 100\nf p3\n",
	  ANSWER_PLACE, "0xe0", "f p2\n", "s1+0x70", 0,
	  "The right neighbour, s1+0xe0 (3,872 bytes), is merged into it; the free chunk "
	  "begins where the left one of the two begins." },
	{ "double free", "m 100\nm 100\nf p1\n",
	  ANSWER_PLACE, "0x0", "f p1\n", "none", 0,
	  "The allocator answers: double free. Nothing is changed. The key 0 is found in "
	  "bucket 0, but its chunk is free already." },
	{ "stale free", "m 100\nm 100\nf p1\nm 100\n",
	  ANSWER_PLACE, "0x0", "f p1\n", "none", 0,
	  "The chunk was freed before, and its bytes are another's now: double free. Nothing is "
	  "changed." },
	{ "stale realloc", "m 100\nm 100\nf p1\nm 100\n",
	  ANSWER_PLACE, "0x0", "r p1 300\n", "none", 0,
	  "The chunk was freed before, and its bytes are another's now: invalid realloc. Nothing "
	  "is changed." },
	{ "bad free", "m 100\nm 100\n",
	  ANSWER_PLACE, "0x0", "f p1+8\n", "none", 0,
	  "The allocator answers: invalid free. Nothing is changed. The table has no "
	  "entry of a used chunk for that pointer." },
	{ "waits", WITH("guard", "on") "m 100\nm 16\nf p1\n",
	  ANSWER_PLACE, "0x0", "m 16\n", "s1+0x80", 0,
	  "You chose s1+0x0 (112 bytes), but it waits, freed and kept back: only free chunks are "
	  "looked at. With first fit it is s1+0x80 (3,968 bytes): the first in the list that is "
	  "large enough." },
};

static void the_first_wrong_step(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		judged_check(&rows[i]);
}

CU_TestInfo reason_tests[] = {
	{ "the first wrong step", the_first_wrong_step },
	CU_TEST_INFO_NULL,
};

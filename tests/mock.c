/* SPDX-License-Identifier: MIT
 *
 * mock.c - the drawn heap.
 */
#include "mock.h"

#include <stdio.h>
#include <string.h>

enum { S1 = 4096, CAPACITY = 16 };

static view_chunk chunks1[VIEW_CHUNKS], chunks2[2];
static view_bucket buckets[VIEW_BUCKETS];
static view_section sections[2];
static view_range ranges[3];
static view_byte bytes[96];
static view shown;

/* name, offset, size, asked (0: free), home, bucket */
struct row {
	const char *name;
	size_t offset, size, asked, home, bucket;
};

static const struct row after_malloc[] = {
	{ "p1", 0x000, 112, 100, 0, 0 },     { "", 0x070, 48, 0, 7, 7 },
	{ "p3", 0x0a0, 208, 200, 10, 10 },   { "p8", 0x170, 272, 260, 7, 8 },
	{ "p11", 0x280, 192, 180, 8, 13 },   { "", 0x340, 48, 0, 4, 4 },
	{ "p5", 0x370, 64, 64, 7, 9 },       { "", 0x3b0, 304, 0, 11, 11 },
	{ "p7", 0x4e0, 704, 700, 14, 14 },   { "p9", 0x7a0, 1904, 1900, 10, 12 },
	{ "", 0xf10, 240, 0, 1, 1 },
};

static const struct row after_free[] = {
	{ "p1", 0x000, 112, 100, 0, 0 },     { "", 0x070, 48, 0, 7, 7 },
	{ "p3", 0x0a0, 208, 200, 10, 10 },   { "p8", 0x170, 272, 260, 7, 8 },
	{ "p11", 0x280, 192, 180, 8, 9 },    { "", 0x340, 416, 0, 4, 4 },
	{ "p7", 0x4e0, 704, 700, 14, 14 },   { "p9", 0x7a0, 1904, 1900, 10, 11 },
	{ "", 0xf10, 240, 0, 1, 1 },
};

static const struct row second[] = {
	{ "p10", 0x000, 1312, 1300, 0, 0 },  { "", 0x520, 2784, 0, 2, 2 },
};

static const view_number numbers[] = {
	{ "mapped", "mapped", "8,192", "" },          { "used", "used", "4,768", "" },
	{ "asked", NULL, "4,704", "" },           { "free", NULL, "3,424", "" },
	{ "largest free", "largest free", "2,784", "" }, { "internal frag.", "frag: int", "1.3 %", "1%" },
	{ "external frag.", "ext", "18.7 %", "19%" },      { "table load", NULL, "0.69", "" },
	{ "longest probe", NULL, "5", "" },           { "system calls", "calls", "2", "" },
};

static const view_number numbers_free[] = {
	{ "mapped", "mapped", "8,192", "" },          { "used", "used", "4,704", "" },
	{ "asked", NULL, "4,640", "" },           { "free", NULL, "3,488", "" },
	{ "largest free", "largest free", "2,784", "" }, { "internal frag.", "frag: int", "1.4 %", "1%" },
	{ "external frag.", "ext", "20.2 %", "20%" },      { "table load", NULL, "0.56", "" },
	{ "longest probe", NULL, "1", "" },           { "system calls", "calls", "2", "" },
};

static const char *const why_malloc[] = {
	"180 becomes 192, the next multiple of 16.",
	"s1: largest free 304, enough. Search it.",
	"0x070: 48 free, 144 too small. On.",
	"0x280: 240 free, fits. First fit takes it.",
	"Split 240: 192 taken, 48 stay free at 0x340.",
	"p11 keeps the hole’s entry: key 40, bucket 13.",
	"The rest: key 52, home 52 mod 16 = 4: empty, stored.",
};

static const char *const why_free[] = {
	"p5: key 55, bucket 9: found, in use. The free is valid.",
	"Its 64 bytes are free.",
	"Right neighbour 0x3b0 is free: merged, 64 + 304 = 368.",
	"Left neighbour 0x340 is free: merged, 48 + 368 = 416.",
};

static const char *const why_double_free[] = {
	"p4 was freed in operation 9. Operation 10 gave its bytes to p8.",
	"The name is asked before the pointer is used: p4 no longer owns key 23, p8 does.",
	"Nothing was freed. A malloc that knows no names would have freed p8 here.",
};

static const char *const journal[] = {
	"m 100     p1 = s1 + 0x000",
	"m 40      p2 = s1 + 0x070",
	"m 200     p3 = s1 + 0x0a0",
	"m 500     p4 = s1 + 0x170",
	"m 64      p5 = s1 + 0x370",
	"m 300     p6 = s1 + 0x3b0",
	"m 700     p7 = s1 + 0x4e0",
	"f p2      48 bytes free, no neighbour free",
	"f p4      512 bytes free, no neighbour free",
	"m 260     p8 = s1 + 0x170, split 512",
	"m 1900    p9 = s1 + 0x7a0",
	"m 1300    p10 = s2 + 0x000, mmap made s2",
	"f p6      304 bytes free, no neighbour free",
	"m 180     p11 = s1 + 0x280, split 240",
	"f p5      64 bytes free, both neighbours free",
};

static const size_t journal_number[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

static const char *const remarks[] = {
	"internal fragmentation 1.3 %: of 4,768 used bytes 64 are slack.",
	"external fragmentation 18.7 %: of the 3,424 bytes free only 2,784 are in one piece: "
	"m 2800 would need a new section.",
};

static const char *const keys[] = {
	"Tab         completes commands and names",
	"Up Down     what was typed before",
	"Ctrl-R      finds it",
	"PgUp PgDn   pages of a long text",
	"help m      one command",
	"q           ends mmviz",
};

static const view_operation operations[] = {
	{ '+', 1, 112, 4096, 0, 1, 0, 100, 3, 0 },
	{ '+', 2, 160, 4096, 0, 1, 0, 148, 3, 0 },
	{ '+', 3, 368, 4096, 0, 1, 0, 350, 3, 0 },
	{ '+', 4, 880, 4096, 0, 1, 0, 850, 3, 0 },
	{ '+', 5, 944, 4096, 0, 1, 0, 910, 3, 0 },
	{ '+', 6, 1248, 4096, 0, 1, 0, 1210, 3, 0 },
	{ '+', 7, 1952, 4096, 0, 1, 0, 1910, 3, 0 },
	{ '-', 8, 1904, 4096, 2, 0, 0, 1870, 3, 0 },
	{ '-', 9, 1392, 4096, 21, 0, 0, 1370, 3, 0 },
	{ '+', 10, 1664, 4096, 12, 2, 0, 1630, 3, 0 },
	{ '+', 11, 3568, 4096, 54, 2, 0, 3530, 3, 0 },
	{ '+', 12, 4880, 8192, 16, 1, 0, 4830, 4, 0 },
	{ '-', 13, 4576, 8192, 23, 0, 0, 4524, 4, 0 },
	{ '+', 14, 4768, 8192, 19, 2, 0, 4704, 4, 1 },
	{ '-', 15, 4704, 8192, 20, 0, 0, 4640, 4, 1 },
};

static view_chunk make_chunk(const struct row *r)
{
	view_chunk c = { .offset = r->offset, .size = r->size, .asked = r->asked,
		         .key = r->offset / 16, .home = r->home, .bucket = r->bucket,
		         .displaced = (r->bucket + CAPACITY - r->home) % CAPACITY,
		         .free = r->asked == 0 };

	snprintf(c.name, sizeof c.name, "%s", r->name);
	return c;
}

static void fill_section(const struct row *rows, size_t count)
{
	memset(buckets, 0, sizeof buckets);
	for (size_t i = 0; i < count; i++)
		chunks1[i] = make_chunk(&rows[i]);
	for (size_t i = 0; i < 2; i++)
		chunks2[i] = make_chunk(&second[i]);
	sections[0] = (view_section){ .id = 1, .address = 0x100000000, .size = S1,
		                      .nbr_chunks = count, .capacity = CAPACITY, .next = 2,
		                      .chunks = chunks1, .chunk_count = count };
	sections[1] = (view_section){ .id = 2, .address = 0x100002000, .size = S1, .used = 1312,
		                      .free_size = 2784, .nbr_chunks = 2, .capacity = CAPACITY,
		                      .chunks = chunks2, .chunk_count = 2 };
}

/* The table follows from the chunks, marks included. */
static void fill_buckets(void)
{
	for (size_t i = 0; i < sections[0].chunk_count; i++)
		buckets[chunks1[i].bucket] = (view_bucket){ 1, 0, chunks1[i] };
}

static void fill_common(size_t operation)
{
	shown = (view){
		.policy = "first fit", .hash = "hash: key mod capacity", .operation = operation,
		.operations = operation, .unit = 16, .sections = sections, .section_count = 2,
		.table_capacity = CAPACITY, .buckets = buckets, .bucket_count = CAPACITY,
		.ranges = ranges, .remarks = remarks, .remark_count = 2, .used_percent = 58,
		.time = operations, .time_count = operation, .journal = journal,
		.now = operations[operation ? operation - 1 : 0],
		.journal_number = journal_number, .journal_count = operation,
		.keys = keys, .key_count = 6,
		.hint = "m 100 take   f p1 free   r p1 200 resize   Tab look around   ? help   "
			"u undo   q quit",
	};
}

view *mock_malloc(void)
{
	fill_section(after_malloc, 11);
	sections[0].used = 3456;
	sections[0].free_size = 304;
	chunks1[4].mark = VIEW_NEW;
	chunks1[5].mark = VIEW_REST;
	fill_buckets();
	fill_common(14);
	shown.crumbs = "heap ▸ s1 ▸ p11";
	shown.trail = (view_trail){ 1, "p11", 0x280, 40, 8, 13, 5, VIEW_NEW };
	shown.numbers = numbers;
	shown.number_count = 10;
	shown.why = (view_text){ .title = "why", .about = "m 180", .lines = why_malloc,
		                 .count = 7, .numbered = 1 };
	shown.result = (view_result){ .badge = "p11", .text = " = 0x100000280",
		.more = "192 bytes for the 180 asked, 12 slack",
		.plain = "p11 = s1+0x280, 192 bytes for the 180 asked, 12 slack" };
	shown.command = "m 180";
	shown.changed = "+ p11 s1 0x280 192; ~ free s1 0x280 240 -> 0x340 48";
	shown.summary = "mapped 8,192 used 4,768 largest free 2,784 frag int 1% ext 19% calls 2";
	return &shown;
}

view *mock_free(void)
{
	fill_section(after_free, 9);
	sections[0].used = 3392;
	sections[0].free_size = 416;
	chunks1[5].mark = VIEW_FREED;
	ranges[0] = (view_range){ 1, 0x340, 48, VIEW_MERGED, "" };
	ranges[1] = (view_range){ 1, 0x370, 64, VIEW_FREED, "p5" };
	ranges[2] = (view_range){ 1, 0x3b0, 304, VIEW_MERGED, "" };
	fill_buckets();
	fill_common(15);
	shown.range_count = 3;
	shown.used_percent = 57;
	shown.crumbs = "heap ▸ s1 ▸ 0x340";
	shown.trail = (view_trail){ 1, "free", 0x340, 52, 4, 4, 0, VIEW_FREED };
	shown.numbers = numbers_free;
	shown.number_count = 10;
	shown.why = (view_text){ .title = "why", .about = "f p5", .lines = why_free,
		                 .count = 4, .numbered = 1 };
	shown.result = (view_result){ .badge = "p5", .text = " freed",
		.more = "64 bytes, joined with both free neighbours: now 416 bytes free at 0x340",
		.plain = "p5 freed, 64 bytes; joined with both neighbours: 416 free at 0x340" };
	shown.command = "f p5";
	shown.changed = "- p5 s1 0x370 64; - free s1 0x3b0 304; ~ free s1 0x340 48 -> 416";
	shown.summary = "mapped 8,192 used 4,704 largest free 2,784 frag int 1% ext 20% calls 2";
	return &shown;
}

view *mock_double_free(void)
{
	mock_malloc();
	chunks1[4].mark = chunks1[5].mark = VIEW_PLAIN;
	chunks1[3].mark = VIEW_WRONG;
	fill_buckets();
	shown.crumbs = "heap ▸ s1 ▸ p8";
	shown.operation = shown.operations = 15;
	shown.trail = (view_trail){ 1, "p8", 0x170, 23, 7, 8, 1, VIEW_WRONG };
	shown.why = (view_text){ .title = "why not", .about = "f p4", .lines = why_double_free,
		                 .count = 3, .numbered = 1, .wrong = 1 };
	shown.result = (view_result){ .badge = "double free", .wrong = 1,
		.text = "p4 was freed in operation 9. Nothing was done." };
	shown.command = "f p4";
	shown.changed = NULL;
	return &shown;
}

/* Chunk n of mock_many. */
static view_chunk nth_chunk(size_t n, size_t chunk, size_t capacity)
{
	size_t bucket = 2 * n % capacity;
	view_chunk c = { .offset = n * chunk, .size = chunk, .key = n * chunk / 16,
		         .bucket = bucket, .home = bucket - (n % 5 == 4),
		         .displaced = n % 5 == 4, .free = n % 3 == 2 };

	if (!c.free) {
		c.asked = chunk - 4;
		snprintf(c.name, VIEW_NAME, "p%zu", n + 1);
	}
	return c;
}

view *mock_many(size_t size, size_t chunk, size_t capacity)
{
	size_t all = size / chunk, count = all < VIEW_CHUNKS ? all : VIEW_CHUNKS;
	size_t middle = all / 2, first = middle - count / 2;
	size_t bucket = 2 * middle % capacity, low = bucket / 64 * 64;

	mock_malloc();
	memset(buckets, 0, sizeof buckets);
	low = capacity <= VIEW_BUCKETS ? 0 : low < capacity - VIEW_BUCKETS ? low
	                                                                  : capacity - VIEW_BUCKETS;
	for (size_t i = 0; i < count; i++) {
		chunks1[i] = nth_chunk(first + i, chunk, capacity);
		chunks1[i].mark = first + i == middle ? VIEW_NEW : VIEW_PLAIN;
		if (chunks1[i].bucket >= low && chunks1[i].bucket < low + VIEW_BUCKETS)
			buckets[chunks1[i].bucket - low] = (view_bucket){ 1, 0, chunks1[i] };
	}
	sections[0] = (view_section){ .id = 1, .address = 0x100000000, .size = size,
		.used = size / 3 * 2, .free_size = chunk, .nbr_chunks = all, .capacity = capacity,
		.next = 2, .chunks = chunks1, .chunk_count = count, .more_before = first > 0,
		.more_after = first + count < all };
	shown.table_capacity = capacity;
	shown.first_bucket = low;
	shown.bucket_count = capacity < VIEW_BUCKETS ? capacity : VIEW_BUCKETS;
	shown.trail = (view_trail){ 1, "p", middle * chunk, middle * chunk / 16, bucket, bucket, 0,
		                    VIEW_NEW };
	return &shown;
}

view *mock_empty(void)
{
	static const char *const none[] = { "" };

	fill_common(0);
	shown.crumbs = "heap";
	shown.empty = 1;
	shown.section_count = shown.bucket_count = shown.table_capacity = 0;
	shown.numbers = numbers;
	shown.why = (view_text){ .title = "why", .lines = none };
	shown.remark_count = 0;
	return &shown;
}

/* 24 bytes at p8 + 256: four fit, twelve fall into its slack, eight into p11. */
view *mock_overflow(view *v)
{
	for (size_t i = 0; i < sizeof bytes / sizeof bytes[0]; i++) {
		size_t at = 0x250 + i;

		bytes[i] = (view_byte){ .owner = at >= 0x274 && at < 0x280 };
		if (at >= 0x270 && at < 0x288)
			bytes[i] = (view_byte){ 'A', bytes[i].owner, at < 0x274 ? 1 : 2, 0 };
		else if (at >= 0x288)
			bytes[i].value = (uint8_t)('b' + at % 24);
	}
	v->bytes = (view_bytes){ "bytes", "p8 and its right neighbour p11", 0x250, bytes, 96, 0, 0,
		                 0, 0 };
	return v;
}

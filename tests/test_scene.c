/* SPDX-License-Identifier: MIT
 *
 * test_scene.c - the view of a session against the heap itself.
 */
#include "look.h"
#include "play.h"
#include "scene.h"
#include "scratch.h"
#include "shown.h"

static const char drawn[] =
	"m 100\nm 40\nm 200\nm 500\nm 64\nm 300\nm 700\nf p2\nf p4\nm 260\nm 1900\nm 1300\nf p6\n";

static const view_chunk *chunk_at(const view *v, size_t section, size_t offset)
{
	for (size_t i = 0; i < v->sections[section].chunk_count; i++)
		if (v->sections[section].chunks[i].offset == offset)
			return &v->sections[section].chunks[i];
	return NULL;
}

/* --------------------------------------------------------------- against the heap */

struct walked {
	const struct shown *shown;
	size_t section, chunk, wrong;
};

static int compare_section(void *user, const my_heap_section *section)
{
	struct walked *walked = user;
	const view_section *seen = &walked->shown->v->sections[walked->section++];

	walked->wrong += seen->id != section->id || seen->used != section->used
	                 || seen->free_size != section->free_size || seen->next != section->next
	                 || seen->capacity != section->capacity || seen->size != section->size
	                 || seen->chunk_count != section->nbr_chunks || seen->more_after
	                 || seen->more_before || seen->address != (uintptr_t)section->memory;
	walked->chunk = 0;
	return 0;
}

static int compare_bucket(void *user, const my_heap_section *section, size_t bucket,
                          const my_heap_chunk *chunk)
{
	struct walked *walked = user;
	const view *v = walked->shown->v;

	if (v->sections[v->focus].id != section->id)
		return 0;
	walked->wrong += v->buckets[bucket].taken != (chunk != NULL)
	                 || (chunk && v->buckets[bucket].chunk.key != chunk->key);
	return 0;
}

static int compare_chunk(void *user, const my_heap_section *section, const my_heap_chunk *chunk)
{
	struct walked *walked = user;
	const view_chunk *seen =
	        &walked->shown->v->sections[walked->section - 1].chunks[walked->chunk++];

	(void)section;
	walked->wrong += seen->offset != chunk->offset || seen->size != chunk->size
	                 || seen->asked != chunk->asked || seen->key != chunk->key
	                 || seen->home != chunk->home || seen->bucket != chunk->bucket
	                 || seen->free != chunk->free
	                 || strcmp(seen->name, look_name(walked->shown->play.session, chunk).text)
	                            != 0;
	return 0;
}

static void it_shows_what_a_walk_finds(void)
{
	static const my_heap_visitor visitor = { compare_section, compare_bucket, compare_chunk };
	struct shown shown;

	show(&shown, "random 40 --seed 1\nm 3000\nrandom 60 --seed 2\n");
	for (int i = 0; i < 50; i++) {
		struct walked walked = { .shown = &shown };
		char line[40];

		snprintf(line, sizeof line, "random 7 --seed %d", i + 3);
		then(&shown, line);
		my_heap_walk(shown.play.session->heap, &visitor, &walked);
		CU_ASSERT_EQUAL(walked.wrong, 0);
		CU_ASSERT_EQUAL(walked.section, shown.v->section_count);
	}
	end(&shown);
}

/* ------------------------------------------------------------------------- marks */

static void an_allocation_is_marked(void)
{
	struct shown s;
	char address[48];

	show(&s, drawn);
	then(&s, "m 180");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ p11");
	CU_ASSERT_STRING_EQUAL(s.v->policy, "first fit");
	CU_ASSERT_STRING_EQUAL(s.v->hash, "hash: key mod capacity");
	CU_ASSERT_STRING_EQUAL(s.v->hash_home, "key mod 16");
	CU_ASSERT_EQUAL(s.v->operation, 14);
	CU_ASSERT_EQUAL(s.v->unit, 16);
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x280)->mark, VIEW_NEW);
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x340)->mark, VIEW_REST);
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x170)->mark, VIEW_PLAIN);
	CU_ASSERT_EQUAL(s.v->buckets[13].chunk.mark, VIEW_NEW);
	CU_ASSERT(s.v->trail.shown && s.v->trail.home == 8 && s.v->trail.bucket == 13);
	CU_ASSERT_EQUAL(s.v->trail.displaced, 5);
	CU_ASSERT_STRING_EQUAL(s.v->trail.name, "p11");
	CU_ASSERT_STRING_EQUAL(s.v->result.badge, "p11");
	snprintf(address, sizeof address, "= 0x%zx", (size_t)s.v->sections[0].address + 0x280);
	CU_ASSERT_STRING_EQUAL(s.v->result.text, address);
	CU_ASSERT_STRING_EQUAL(s.v->result.more, "192 bytes for the 180 asked, 12 slack");
	CU_ASSERT_STRING_EQUAL(s.v->why.title, "why");
	CU_ASSERT_STRING_EQUAL(s.v->why.about, "m 180");
	CU_ASSERT_EQUAL(s.v->why.count, 7);
	CU_ASSERT_EQUAL(s.v->range_count, 0);
	end(&s);
}

static void a_free_is_marked(void)
{
	struct shown s;

	show(&s, drawn);
	then(&s, "m 180");
	then(&s, "f p5");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ 0x340");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x340)->mark, VIEW_FREED);
	CU_ASSERT_EQUAL_FATAL(s.v->range_count, 3);
	CU_ASSERT(s.v->ranges[0].offset == 0x370 && s.v->ranges[0].size == 64
	          && s.v->ranges[0].mark == VIEW_FREED);
	CU_ASSERT(s.v->ranges[1].offset == 0x3b0 && s.v->ranges[1].size == 304
	          && s.v->ranges[1].mark == VIEW_MERGED);
	CU_ASSERT(s.v->ranges[2].offset == 0x340 && s.v->ranges[2].size == 48
	          && s.v->ranges[2].mark == VIEW_MERGED);
	CU_ASSERT_STRING_EQUAL(s.v->trail.name, "free");
	CU_ASSERT_EQUAL(s.v->trail.bucket, 4);
	end(&s);
}

static void a_move_is_marked(void)
{
	struct shown s;

	show(&s, "m 100\nm 16\n");
	then(&s, "r p1 200");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x80)->mark, VIEW_MOVED_TO);
	CU_ASSERT_EQUAL_FATAL(s.v->range_count, 1);
	CU_ASSERT(s.v->ranges[0].offset == 0 && s.v->ranges[0].mark == VIEW_MOVED_FROM);
	end(&s);
}

static void a_misuse_is_marked(void)
{
	struct shown s;

	show(&s, drawn);
	then(&s, "m 180");
	then(&s, "f p4");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x170)->mark, VIEW_WRONG);
	CU_ASSERT_EQUAL(s.v->trail.mark, VIEW_WRONG);
	CU_ASSERT_STRING_EQUAL(s.v->trail.name, "p8");
	CU_ASSERT_STRING_EQUAL(s.v->result.badge, "double free");
	CU_ASSERT_STRING_EQUAL(s.v->result.text,
	                       "p4 was freed in operation 9. Nothing was freed twice.");
	CU_ASSERT(s.v->result.wrong);
	CU_ASSERT_STRING_EQUAL(s.v->why.title, "why not");
	CU_ASSERT_STRING_EQUAL(s.v->why.about, "f p4");
	CU_ASSERT_EQUAL(s.v->operation, 15);
	CU_ASSERT_EQUAL(s.v->time[s.v->time_count - 1].glyph, '!');
	then(&s, "f p31");
	CU_ASSERT_STRING_EQUAL(s.v->result.text,
	                       "No chunk is named p31. Did you mean p3? Nothing was changed.");
	CU_ASSERT_EQUAL(s.v->operation, 15);
	end(&s);
}

static void a_probe_is_marked(void)
{
	struct shown s;

	show(&s, drawn);
	then(&s, "m 180");
	then(&s, "i p1");
	CU_ASSERT(s.v->result.text == NULL && s.v->text.count > 3);
	then(&s, "f p11");
	for (size_t i = 8; i < 13; i++)
		CU_ASSERT_EQUAL(s.v->buckets[i].probed, i < 13);
	end(&s);
}

static void written_bytes_are_marked(void)
{
	struct shown s;

	show(&s, "m 20\nm 20\n");
	then(&s, "w p1 +18 0x41 18");
	CU_ASSERT_STRING_EQUAL(s.v->bytes.title, "bytes");
	CU_ASSERT_EQUAL_FATAL(s.v->bytes.offset, 0);
	CU_ASSERT(s.v->bytes.bytes[17].written == 0 && s.v->bytes.bytes[17].owner == 0);
	CU_ASSERT(s.v->bytes.bytes[19].written == 1 && s.v->bytes.bytes[19].value == 0x41);
	CU_ASSERT(s.v->bytes.bytes[20].written == 2 && s.v->bytes.bytes[20].owner == 1);
	CU_ASSERT(s.v->bytes.bytes[35].written == 2 && s.v->bytes.bytes[35].owner == 0);
	CU_ASSERT_EQUAL(s.v->bytes.bytes[36].written, 0);
	CU_ASSERT_EQUAL(s.v->bytes.bytes[0x40].owner, 2);
	CU_ASSERT(s.v->result.wrong);
	CU_ASSERT_STRING_EQUAL(s.v->result.badge, "overflow");
	then(&s, "m 8");
	CU_ASSERT_PTR_NULL(s.v->bytes.title);
	end(&s);
}

/* ------------------------------------------------------------------------ numbers */

static const char *number(const view *v, const char *label)
{
	for (size_t i = 0; i < v->number_count; i++)
		if (strcmp(v->numbers[i].label, label) == 0)
			return v->numbers[i].value;
	return "none";
}

static void the_numbers_are_right(void)
{
	struct shown s;

	show(&s, drawn);
	then(&s, "m 180");
	CU_ASSERT_STRING_EQUAL(number(s.v, "mapped"), "8,192");
	CU_ASSERT_STRING_EQUAL(number(s.v, "used"), "4,768");
	CU_ASSERT_STRING_EQUAL(number(s.v, "asked"), "4,704");
	CU_ASSERT_STRING_EQUAL(number(s.v, "free"), "3,424");
	CU_ASSERT_STRING_EQUAL(number(s.v, "largest free"), "2,784");
	CU_ASSERT_STRING_EQUAL(number(s.v, "internal frag."), "1.3 %");
	CU_ASSERT_STRING_EQUAL(number(s.v, "external frag."), "18.7 %");
	CU_ASSERT_STRING_EQUAL(number(s.v, "longest probe"), "5");
	CU_ASSERT_EQUAL(s.v->used_percent, 58);
	CU_ASSERT_STRING_EQUAL(number(s.v, "slack"), "64");
	CU_ASSERT_STRING_EQUAL(number(s.v, "tables"), "1,536");
	CU_ASSERT_EQUAL(s.v->remark_count, 4);
	CU_ASSERT_STRING_EQUAL(s.v->remarks[1],
		"external fragmentation 18.7 %: of the 3,424 bytes free only 2,784 are in one "
		"piece.");
	CU_ASSERT_STRING_EQUAL(s.v->remarks[2],
		"tables take 1,536 bytes beside the 8,192 mapped: 18.8 % of them.");
	CU_ASSERT_STRING_EQUAL(s.v->remarks[3],
		"3,424 bytes are free, but the largest piece is 2,784: m 2800 would need a new "
		"section.");
	CU_ASSERT_PTR_EQUAL(s.v->outlook, s.v->remarks[3]);
	CU_ASSERT_EQUAL(s.v->time_count, 14);
	CU_ASSERT_EQUAL(s.v->time[13].used, 4768);
	CU_ASSERT_EQUAL(s.v->time[13].looked, 2);
	CU_ASSERT_EQUAL(s.v->time[7].glyph, '-');
	CU_ASSERT_EQUAL(s.v->journal_count, 14);
	CU_ASSERT(play_has(s.v->journal[13], "m 180     p11 = s1 + 0x280"));
	end(&s);
}

/* Each operation of the time line with its own looks, whatever came before. */
static void looks_are_counted_one_by_one(void)
{
	struct shown s;
	static const char trace[] = "100\n3\n4\n1\na 0 16\na 1 16\na 2 16\nf 1\n";
	char load[1000];

	show(&s, "fill 100 16\n");
	CU_ASSERT_EQUAL(s.v->time_count, 100);
	CU_ASSERT_EQUAL(s.v->time[50].looked, 1);
	then(&s, "f p3");
	then(&s, "f p5");
	then(&s, "f p6");
	then(&s, "m 32");
	CU_ASSERT_EQUAL(s.v->time[s.v->time_count - 1].looked, 2);
	then(&s, "m 1000000000000000000");
	then(&s, "m 16");
	CU_ASSERT_EQUAL(s.v->time[s.v->time_count - 1].looked, 1);
	snprintf(load, sizeof load, "load %s", scratch_write("looks.rep", trace, sizeof trace - 1));
	then(&s, load);
	then(&s, "m 32");
	CU_ASSERT_EQUAL(s.v->operation, 5);
	CU_ASSERT_EQUAL(s.v->time_count, 5);
	CU_ASSERT_EQUAL(s.v->time[4].looked, 2);
	end(&s);
}

/* One rounding, wherever it is shown. */
static void external_fragmentation_is_one_number(void)
{
	struct shown s;

	show(&s, "m 16\nm 16\nf p1\nexpect external 0\n");
	CU_ASSERT_EQUAL(s.play.status, 0);
	CU_ASSERT_STRING_EQUAL(number(s.v, "external frag."), "0.4 %");
	CU_ASSERT_EQUAL(s.v->time[2].external, 0);
	end(&s);
}

/* That a request would need a new section is said where it is certain. */
static void remarks_foresee_only_what_is_certain(void)
{
	static const struct {
		const char *lines, *remark, *outlook;
	} rows[] = {
		{ "m 1024\nm 1024\nf p1", "only 2,048 are in one piece.",
		  "m 2064 would need a new section." },
		{ "set coalesce never\nreset\nm 1024\nm 1024\nf p1", "", "m 2064 would need" },
		{ "set coalesce deferred\nreset\nm 1024\nm 1024\nf p1\nf p2",
		  "of the 4,096 bytes free the largest piece has 2,048.", NULL },
		{ "set limit 4K\nreset\nm 1024\nm 1024\nf p1", "",
		  "m 2064 would fail: a new section would pass the limit." },
		{ "set limit 8K\nreset\nm 1024\nm 1024\nf p1", "",
		  "m 2064 would need a new section." },
		{ "set header 16\nreset\nm 1008\nm 1008\nf p1", "",
		  "m 2048 would need a new section." },
		{ "m 1024", "external fragmentation 0.0 %: all 3,072 bytes free are in one piece.",
		  NULL },
		{ "m 4096", "external fragmentation 0.0 %: nothing is free.", NULL },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct shown s;

		show(&s, rows[i].lines);
		CU_ASSERT(play_has(s.v->remarks[1], rows[i].remark));
		CU_ASSERT_EQUAL(s.v->outlook != NULL, rows[i].outlook != NULL);
		if (s.v->outlook && rows[i].outlook)
			CU_ASSERT(play_has(s.v->outlook, rows[i].outlook));
		end(&s);
	}
}

/* A line may have many operations: it is numbered by its last. */
static void the_journal_counts_operations(void)
{
	struct shown s;

	show(&s, "fill 3 1000\nm 500\nview\nf p1\n");
	CU_ASSERT_EQUAL_FATAL(s.v->journal_count, 3);
	CU_ASSERT_EQUAL(s.v->journal_number[0], 3);
	CU_ASSERT_EQUAL(s.v->journal_number[1], 4);
	CU_ASSERT_EQUAL(s.v->journal_number[2], 5);
	CU_ASSERT_EQUAL(s.v->operations, 5);
	end(&s);
}

static void an_empty_heap_is_shown(void)
{
	struct shown s;

	show(&s, "# nothing\n");
	CU_ASSERT(s.v->empty);
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap");
	CU_ASSERT_EQUAL(s.v->section_count, 0);
	CU_ASSERT_FALSE(s.v->trail.shown);
	CU_ASSERT_PTR_NULL(s.v->why.title);
	CU_ASSERT(play_has(s.v->hint, "m 100 take"));
	end(&s);
}

/* 20,000 chunks, and a table with more buckets than fit: windows around the touched one. */
static void a_large_heap_is_a_window(void)
{
	struct shown s;
	const view_section *section;

	show(&s, "set section 1M\nreset\nfill 20000 16\n");
	then(&s, "f p10000");
	section = &s.v->sections[s.v->focus];
	CU_ASSERT_EQUAL(section->chunk_count, VIEW_CHUNKS);
	CU_ASSERT(section->more_before && section->more_after);
	CU_ASSERT_PTR_NOT_NULL(chunk_at(s.v, s.v->focus, 9999 * 16));
	CU_ASSERT_EQUAL(s.v->bucket_count, VIEW_BUCKETS);
	CU_ASSERT(s.v->first_bucket <= s.v->trail.bucket
	          && s.v->trail.bucket < s.v->first_bucket + VIEW_BUCKETS);
	CU_ASSERT(s.v->time_count <= VIEW_OPERATIONS);
	CU_ASSERT_EQUAL(s.v->operation, 20001);
	CU_ASSERT_EQUAL(s.v->time[s.v->time_count - 1].number, 20001);
	end(&s);
}

static void many_sections_are_a_window(void)
{
	struct shown s;

	show(&s, "fill 40 4096\n");
	then(&s, "f p20");
	CU_ASSERT_EQUAL(s.v->section_count, VIEW_SECTIONS);
	CU_ASSERT_EQUAL(s.v->sections_before + s.v->section_count + s.v->sections_after, 40);
	CU_ASSERT_EQUAL(s.v->sections[s.v->focus].id, 20);
	then(&s, "view s40");
	CU_ASSERT_EQUAL(s.v->sections[s.v->focus].id, 40);
	CU_ASSERT_EQUAL(s.v->sections_after, 0);
	end(&s);
}

static void what_is_inspected_is_chosen(void)
{
	struct shown s;

	show(&s, "m 100\nm 200\nm 300\nf p3\n");
	then(&s, "i p2");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0x70)->mark, VIEW_CURSOR);
	CU_ASSERT_STRING_EQUAL(s.v->trail.name, "p2");
	CU_ASSERT_STRING_EQUAL(s.v->crumbs, "heap ▸ s1 ▸ p2");
	then(&s, "i b0");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0)->mark, VIEW_CURSOR);
	then(&s, "i s1");
	CU_ASSERT_NOT_EQUAL(chunk_at(s.v, 0, 0)->mark, VIEW_CURSOR);
	CU_ASSERT(play_has(s.v->text.lines[s.v->text.count - 1], "addresses 0x"));
	then(&s, "i p1");
	then(&s, "m 10");
	CU_ASSERT_EQUAL(chunk_at(s.v, 0, 0)->mark, VIEW_PLAIN);
	end(&s);
}

static void what_was_freed_keeps_its_name(void)
{
	struct shown s;

	show(&s, "m 100\nm 200\nm 300\nf p1\n");
	then(&s, "view");
	CU_ASSERT_EQUAL_FATAL(s.v->range_count, 1);
	CU_ASSERT_STRING_EQUAL(s.v->ranges[0].name, "p1");
	CU_ASSERT(play_has(s.v->journal[3], "f p1      112 free"));
	end(&s);
}

/* 10.7 % is 11 % everywhere. */
static void shares_are_rounded(void)
{
	struct shown s;

	show(&s, "m 100\n");
	CU_ASSERT_STRING_EQUAL(number(s.v, "internal frag."), "10.7 %");
	CU_ASSERT_STRING_EQUAL(s.v->numbers[6].whole, "11%");
	end(&s);
}

CU_TestInfo scene_tests[] = {
	{ "it shows what a walk finds", it_shows_what_a_walk_finds },
	{ "an allocation is marked", an_allocation_is_marked },
	{ "a free is marked", a_free_is_marked },
	{ "a move is marked", a_move_is_marked },
	{ "a misuse is marked", a_misuse_is_marked },
	{ "a probe is marked", a_probe_is_marked },
	{ "written bytes are marked", written_bytes_are_marked },
	{ "the numbers are right", the_numbers_are_right },
	{ "looks are counted one by one", looks_are_counted_one_by_one },
	{ "external fragmentation is one number", external_fragmentation_is_one_number },
	{ "remarks foresee only what is certain", remarks_foresee_only_what_is_certain },
	{ "what is inspected is chosen", what_is_inspected_is_chosen },
	{ "what was freed keeps its name", what_was_freed_keeps_its_name },
	{ "shares are rounded", shares_are_rounded },
	{ "the journal counts operations", the_journal_counts_operations },
	{ "an empty heap is shown", an_empty_heap_is_shown },
	{ "a large heap is a window", a_large_heap_is_a_window },
	{ "many sections are a window", many_sections_are_a_window },
	CU_TEST_INFO_NULL,
};

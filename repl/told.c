/* SPDX-License-Identifier: MIT
 *
 * told.c - the table of what each event fills.
 */
#include "told.h"

#include "number.h"

#include <stdio.h>
#include <string.h>

#define F(label, kind, member) { label, TOLD_##kind, offsetof(my_heap_event, member) }
#define N(label, member) F(label, NUMBER, member)
#define PLACE F("place", PLACE, section), N("key", key)
#define SECTION F("section", SECTION, section)
#define CAPACITY N("capacity", capacity)
#define WHY F("reason", WHY, why)

#define S TOLD_OF_SECTION
#define C TOLD_OF_CHUNK
#define O TOLD_OF_OTHER
#define B TOLD_OF_BUCKET

#define NEIGHBOUR                                                                         \
	{ PLACE, N("size", size), F("neighbour", OFFSET, other), N("its size", rest) }

/* A row: its word, what it speaks of, its fields. */
#define TOLD_ROUND "round", 0, { N("asked", asked), N("header", header),                  \
	N("multiple of", unit), N("size", size) }
#define TOLD_SECTION_PASSED "section", S, { SECTION, N("largest free", size), N("needed", need) }
#define TOLD_SECTION_SEARCH TOLD_SECTION_PASSED
#define TOLD_NO_SECTION "section", 0, { N("needed", need) }
#define TOLD_BINS_EMPTY "bins", S, { SECTION, N("from bin", bucket), N("to bin", other) }
#define TOLD_BIN_SEARCH "bin", S, { SECTION, N("bin", bucket), N("holds from", size),     \
	N("up to", other) }
#define TOLD_OUTWARDS "outwards", S, { PLACE, F("last in section", IF_ANY, other) }
#define TOLD_LOOK_SMALL "look", C, { PLACE, N("size", size), N("needed", need) }
#define TOLD_LOOK_TAKE "look", C | S, { PLACE, N("size", size), N("needed", need) }
#define TOLD_LOOK_BEST "look", C, { PLACE, N("size", size), N("needed", need),            \
	N("left over", rest), F("best before", IF_ANY, other) }
#define TOLD_LOOK_WORSE "look", C, { PLACE, N("size", size), N("needed", need),           \
	N("left over", rest), N("best left over", other) }
#define TOLD_CHOSEN "choose", C | S, { PLACE, N("size", size), N("needed", need) }
#define TOLD_WRAPPED "wrap", S, { SECTION }
#define TOLD_ALIGN_ROOM "align", 0, { N("size", size), N("alignment", other),             \
	N("may cost", rest), N("searched for", need) }
#define TOLD_ALIGNED "align", C | S, { PLACE, N("stays free", size),                      \
	F("aligned at", OFFSET, other), N("alignment", need), N("past a multiple", rest) }
#define TOLD_SPLIT "split", C | S, { PLACE, N("size", size), N("taken", need),            \
	N("stays free", rest), F("rest at", OFFSET, other) }
#define TOLD_NOT_SPLIT "no split", C | S, { PLACE, N("size", size), N("needed", need),    \
	N("left over", rest), N("least rest", other) }
#define TOLD_KEEPS_ENTRY "entry", C | B, { PLACE, N("home", home), N("bucket", bucket) }
#define TOLD_PROBE_TAKEN "probe", B, { PLACE, N("home", home), N("bucket", bucket),       \
	CAPACITY, N("taken by key", other) }
#define TOLD_STORED "store", S | C | B, { PLACE, N("home", home), N("bucket", bucket),    \
	CAPACITY, N("past home", rest) }
#define TOLD_FOUND "find", C | B, { PLACE, N("home", home), N("bucket", bucket), CAPACITY, \
	N("past home", rest), N("size", size), F("free already", YES, other) }
#define TOLD_NOT_FOUND "find", B, { PLACE, N("home", home),                               \
	F("empty bucket", BUCKET, bucket), CAPACITY, N("past home", rest) }
#define TOLD_REMOVED "remove", S | C | B | TOLD_WITH_REMOVAL, { PLACE, N("home", home),   \
	N("bucket", bucket) }
#define TOLD_SHIFTED "shift", C | B, { PLACE, N("home", home), N("to bucket", bucket),    \
	N("from bucket", other) }
#define TOLD_TABLE_GROWN "grow table", S, { SECTION, N("capacity", size),                 \
	N("becomes", rest), N("entries moved", need), WHY }
#define TOLD_FREED "free", C | S, { PLACE, N("size", size) }
#define TOLD_MERGED_RIGHT "merge", S | C | O | TOLD_WITH_REMOVAL, NEIGHBOUR
#define TOLD_MERGED_LEFT "merge", S | C | O | TOLD_WITH_REMOVAL, NEIGHBOUR
#define TOLD_RIGHT_USED "right", C | O, NEIGHBOUR
#define TOLD_LEFT_USED "left", C | O, NEIGHBOUR
#define TOLD_RIGHT_END "right", C | S, { PLACE, N("size", size) }
#define TOLD_LEFT_END "left", C | S, { PLACE, N("size", size) }
#define TOLD_RIGHT_KEPT "right", C | O, NEIGHBOUR
#define TOLD_LEFT_KEPT "left", C | O, NEIGHBOUR
#define TOLD_COALESCING "coalesce", 0, { N("needed", need) }
#define TOLD_SECTION_MAPPED "map", S | TOLD_DONE, { SECTION, N("size", size),             \
	N("needed", need) }
#define TOLD_SECTION_KEPT "keep", S, { SECTION }
#define TOLD_SECTION_UNMAPPED "unmap", S | TOLD_DONE, { SECTION, N("size", size), WHY }
#define TOLD_SAME_SIZE "same size", C, { PLACE, N("asked", asked), N("size", size) }
#define TOLD_SHRUNK "shrink", C | S, { PLACE, N("size", size), N("becomes", need),        \
	N("freed", rest) }
#define TOLD_GROWN "grow", C | O | S | TOLD_WITH_REMOVAL, { PLACE, N("size", size),       \
	N("needed", need), F("neighbour", OFFSET, other), N("its size", rest) }
#define TOLD_CANNOT_GROW "no growing", C, { PLACE, N("size", size), N("needed", need),    \
	F("neighbour", NEXT_TO, other), F("its size", IF_ANY, rest), WHY }
#define TOLD_MOVED "copy", C | TOLD_OF_OLD | TOLD_DONE, { PLACE,                          \
	F("from", OLD, other), N("bytes copied", size) }
#define TOLD_ZEROED "zero", C | TOLD_DONE, { PLACE, N("set to 0", size),                  \
	N("0 already", rest) }
#define TOLD_FAILED "fail", 0, { N("needed", need), WHY }

#define TOLD_SLACK_FILLED "guard", C | TOLD_DONE, { PLACE, N("asked", asked),             \
	N("slack", size), N("header", header) }
#define TOLD_SLACK_CHECKED "guard", C, { PLACE, N("asked", asked), N("slack", size),      \
	N("header", header) }
#define TOLD_SLACK_DAMAGED "guard", C, { PLACE, N("asked", asked), N("looked at", size),  \
	N("changed", rest), N("from pointer", other), WHY }
#define TOLD_FREED_FILLED "guard", C | TOLD_DONE, { PLACE, N("size", size) }
#define TOLD_DELAYED "wait", C, { PLACE, N("size", size), N("waiting now", rest),         \
	N("at most", other) }
#define TOLD_RELEASED_LATE "leave", C, { PLACE, N("size", size), N("still waiting", rest), \
	F("needed", IF_ANY, need) }
#define TOLD_FREED_CHECKED "guard", C, { PLACE, N("size", size) }
#define TOLD_FREED_DAMAGED "guard", C, { PLACE, N("size", size), N("changed", rest),      \
	N("first changed", other) }

#define CLASS N("class", bucket)
#define THREAD N("thread", unit)

#define TOLD_CLASS "class", 0, { N("asked", asked), CLASS, N("size", size), THREAD }
#define TOLD_CACHE_TAKEN "take", C, { PLACE, CLASS, THREAD, N("size", size),              \
	N("left in cache", rest) }
#define TOLD_CACHE_EMPTY "cache", 0, { CLASS, THREAD, N("size", size) }
#define TOLD_CACHE_GROWN "cache", 0, { CLASS, THREAD, N("room for", size),                \
	N("room now", rest) }
#define TOLD_DEPOT_TAKEN "depot", 0, { CLASS, THREAD, N("chunks taken", rest) }
#define TOLD_DEPOTS_DISSOLVED "depots", 0, { N("bytes freed", size) }
#define TOLD_SPAN_MADE "span", C, { PLACE, N("size", size) }
#define TOLD_SPAN_CUT "cut", C, { PLACE, CLASS, N("wanted", need), N("cut", size),        \
	N("bytes left", rest) }
#define TOLD_SPAN_SWEPT "sweep", C, { PLACE, CLASS, N("wanted", need), N("found", size),  \
	F("all seen", YES, other), N("largest left", rest) }
#define TOLD_CACHE_PUT "put", C, { PLACE, CLASS, THREAD, N("size", size),                 \
	N("now in cache", rest) }
#define TOLD_CACHE_FULL "cache", 0, { CLASS, THREAD, N("leave it", need),                 \
	N("to the depot", rest) }
#define TOLD_SPAN_EMPTY "span", C, { PLACE, N("size", size) }

static const struct told rows[MY_HEAP_STEP_COUNT] = {
#define ROW(name) [MY_HEAP_##name] = { TOLD_##name },
	MY_HEAP_STEPS(ROW)
#undef ROW
};

const struct told *told_of(enum my_heap_step step)
{
	return &rows[step];
}

static const char *const reasons[] = {
	[MY_HEAP_NO_REASON] = "none",
	[MY_HEAP_RIGHT_IS_USED] = "it is in use",
	[MY_HEAP_RIGHT_TOO_SMALL] = "it is too small",
	[MY_HEAP_RIGHT_IS_END] = "the section ends",
	[MY_HEAP_SIZE_TOO_LARGE] = "the size is too large",
	[MY_HEAP_LIMIT_REACHED] = "the limit",
	[MY_HEAP_SYSTEM_REFUSED] = "the system refuses",
	[MY_HEAP_BAD_ALIGNMENT] = "no power of two",
	[MY_HEAP_LOAD_REACHED] = "the load",
	[MY_HEAP_PROBED_TOO_FAR] = "over 64 past home",
	[MY_HEAP_WAITS] = "it waits",
	[MY_HEAP_PAST_END] = "past the end",
	[MY_HEAP_BEFORE_START] = "before the start",
};

const char *told_text(const struct told_field *field, const my_heap_event *event, char *out)
{
	size_t value = 0;

	if (field->kind == TOLD_WHY)
		value = (size_t)event->why;
	else
		memcpy(&value, (const char *)event + field->at, sizeof value);
	if (field->kind == TOLD_WHY)
		snprintf(out, TOLD_BYTES, "%s", reasons[value]);
	else if (field->kind == TOLD_SECTION)
		snprintf(out, TOLD_BYTES, "s%zu", value);
	else if (field->kind == TOLD_PLACE)
		snprintf(out, TOLD_BYTES, "%s", place_text(event->section, event->offset).text);
	else if (field->kind == TOLD_OFFSET)
		snprintf(out, TOLD_BYTES, "%s", place_text(event->section, value).text);
	else if (field->kind == TOLD_OLD)
		snprintf(out, TOLD_BYTES, "%s", place_text(event->need, value).text);
	else if (field->kind == TOLD_YES)
		snprintf(out, TOLD_BYTES, "%s", value ? "yes" : "no");
	else if (field->kind == TOLD_NEXT_TO && value)
		snprintf(out, TOLD_BYTES, "%s", place_text(event->section, value).text);
	else if (((field->kind == TOLD_IF_ANY || field->kind == TOLD_NEXT_TO) && value == 0)
	         || (field->kind == TOLD_BUCKET && value >= event->capacity))
		snprintf(out, TOLD_BYTES, "none");
	else
		snprintf(out, TOLD_BYTES, "%s", comma(value).text);
	return out;
}

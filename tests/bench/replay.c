/* SPDX-License-Identifier: MIT
 *
 * replay FILE - does the calls of a recorded program again, and measures them.
 *
 * FILE is in the text format of Android's memory_replay, unpacked: "tid: malloc PTR SIZE",
 * "calloc PTR N SIZE", "realloc NEW OLD SIZE", "memalign PTR ALIGN SIZE", "free PTR",
 * "thread_done 0x0". All calls are made by one thread, in the order of the file.
 *
 *     text -> table of live pointers -> calls with slot numbers -> timed loop
 *
 * A slot is a block's number from its birth to its end, so the loop looks nothing up. A free
 * or realloc of a pointer that the file never gave is left out.
 */
#include "measure.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUCKETS = 1 << 19, PART = 1 << 16, PAGE = 4096 };

enum kind { MALLOC, CALLOC, REALLOC, MEMALIGN, FREE, KINDS };

static const char *const names[KINDS] = {"malloc", "calloc", "realloc", "memalign", "free"};

struct call {
	uint8_t kind;
	uint32_t slot, align;
	size_t size;
};

/* Open addressing; an entry whose block ended keeps its pointer, with no slot. */
struct live {
	uint64_t pointer;
	uint32_t slot; /* 0: none */
};

struct replay {
	struct live *live;
	struct call *calls;
	size_t count, room;
	uint32_t slots;
};

static struct live *find(const struct replay *replay, uint64_t pointer)
{
	size_t bucket = (size_t)((pointer >> 3) * 0x9E3779B97F4A7C15u >> 45);

	while (replay->live[bucket].pointer != 0 && replay->live[bucket].pointer != pointer)
		bucket = (bucket + 1) % BUCKETS;
	return &replay->live[bucket];
}

/* The block at `pointer` has this slot from now on; 0: a new one. */
static uint32_t live_at(struct replay *replay, uint64_t pointer, uint32_t slot)
{
	struct live *live = find(replay, pointer);

	live->pointer = pointer;
	live->slot = slot != 0 ? slot : ++replay->slots;
	return live->slot;
}

static uint32_t end(struct replay *replay, uint64_t pointer)
{
	struct live *live = find(replay, pointer);
	uint32_t slot = pointer != 0 ? live->slot : 0;

	live->slot = 0;
	return slot;
}

/* The realloc of a block keeps its slot; that of NULL, or of an unknown one, is a birth. */
static void add(struct replay *replay, enum kind kind, const uint64_t *number)
{
	struct call call = {.kind = (uint8_t)kind, .size = kind == FREE ? 0 : (size_t)number[1]};

	if (kind == CALLOC || kind == MEMALIGN) {
		call.align = (uint32_t)number[1];
		call.size = (size_t)(kind == CALLOC ? number[1] * number[2] : number[2]);
	}
	if (kind == REALLOC) {
		call.size = (size_t)number[2];
		call.slot = end(replay, number[1]);
	}
	if (kind == REALLOC && call.size == 0)
		call.kind = FREE; /* its meaning differs between allocators */
	else if (kind == FREE)
		call.slot = end(replay, number[0]);
	else
		call.slot = live_at(replay, number[0], call.slot);
	if (call.slot == 0)
		return;
	if (replay->count == replay->room)
		measure_fail("holding that many calls");
	replay->calls[replay->count++] = call;
}

static void understand(struct replay *replay, char *line)
{
	char *word = strchr(line, ' ');
	uint64_t number[3] = {0};

	for (size_t kind = 0; word != NULL && kind < KINDS; kind++) {
		size_t length = strlen(names[kind]);

		if (strncmp(word + 1, names[kind], length) != 0 || word[1 + length] != ' ')
			continue;
		char *place = word + 1 + length;
		for (size_t i = 0; i < 3; i++)
			number[i] = strtoull(place, &place, 0);
		add(replay, (enum kind)kind, number);
		return;
	}
}

static void count_line(struct replay *replay, char *line)
{
	(void)line;
	replay->room++;
}

/* A part of the file at a time; a line cut in two waits for the next part. */
static void each_line(struct replay *replay, int file, void (*take)(struct replay *, char *))
{
	static char text[PART + 1];
	size_t kept = 0;
	ssize_t more;

	if (lseek(file, 0, SEEK_SET) != 0)
		measure_fail("reading the trace");
	while ((more = read(file, text + kept, PART - kept)) > 0) {
		char *line = text, *stop;

		text[kept + (size_t)more] = '\0';
		for (; (stop = strchr(line, '\n')) != NULL; line = stop + 1) {
			*stop = '\0';
			take(replay, line);
		}
		kept = strlen(line);
		memmove(text, line, kept);
	}
	if (more < 0 || kept > 0)
		measure_fail("reading the trace");
}

static void read_all(struct replay *replay, const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);

	if (file < 0)
		measure_fail("opening the trace");
	each_line(replay, file, count_line);
	replay->live = room_take(BUCKETS * sizeof *replay->live);
	replay->calls = room_take(replay->room * sizeof *replay->calls);
	each_line(replay, file, understand);
	close(file);
}

static void *ask_malloc(const struct call *call, void *old)
{
	(void)old;
	return malloc(call->size);
}

static void *ask_calloc(const struct call *call, void *old)
{
	(void)old;
	return calloc(1, call->size);
}

static void *ask_realloc(const struct call *call, void *old)
{
	return realloc(old, call->size);
}

static void *ask_memalign(const struct call *call, void *old)
{
	void *block = old;
	size_t align = call->align > sizeof block ? call->align : sizeof block;

	return posix_memalign(&block, align, call->size) == 0 ? block : NULL;
}

static void *ask_free(const struct call *call, void *old)
{
	(void)call;
	free(old);
	return NULL;
}

static void *(*const ask[KINDS])(const struct call *call, void *old) = {
	ask_malloc, ask_calloc, ask_realloc, ask_memalign, ask_free,
};

/* The slot's number in the first byte, a byte in each other page. */
static void touch(unsigned char *bytes, const struct call *call)
{
	if (call->size == 0)
		return;
	if (bytes == NULL)
		measure_fail("an allocation");
	for (size_t i = PAGE; i < call->size; i += PAGE)
		((volatile unsigned char *)bytes)[i] = 1;
	bytes[0] = (unsigned char)call->slot;
}

static void play(const struct replay *replay, struct measure *measure)
{
	unsigned char **blocks = room_take((replay->slots + 1) * sizeof *blocks);
	uint32_t *sizes = room_take((replay->slots + 1) * sizeof *sizes);
	uint64_t from = clock_ns();

	for (size_t i = 0; i < replay->count; i++) {
		const struct call *call = &replay->calls[i];

		if (sizes[call->slot] != 0)
			measure->sum += blocks[call->slot][0];
		blocks[call->slot] = ask[call->kind](call, blocks[call->slot]);
		touch(blocks[call->slot], call);
		sizes[call->slot] = call->size != 0;
	}
	measure->ns = clock_ns() - from;
	measure->operations = replay->count;
}

int main(int count, char **words)
{
	struct replay replay = {0};
	struct measure measure = {0};

	if (count != 2)
		measure_fail("finding the one argument, a trace,");
	read_all(&replay, words[1]);
	play(&replay, &measure);
	measure_print(&measure);
	return 0;
}

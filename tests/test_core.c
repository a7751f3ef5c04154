/* SPDX-License-Identifier: MIT
 *
 * test_core.c - what a core file would have of a heap: its blocks, and not its addresses.
 */
#include "test.h"
#include "my_heap.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct core {
	uint64_t bytes;  /* of writable memory, except for what a core has not */
	int has_address; /* that was asked for */
};

/* "7f00-7f10 rw-p ..." and, some lines after it, "VmFlags: rd wr mr dd". */
static int read_core(uintptr_t address, struct core *core)
{
	FILE *file = fopen("/proc/self/smaps", "r");
	char line[8192], rights[8] = "";
	uint64_t from = 0, to = 0;
	int has_flags = 0;

	*core = (struct core){ 0, 0 };
	while (file && fgets(line, sizeof line, file)) {
		if (strncmp(line, "VmFlags:", 8) != 0) {
			if (strstr(line, "-") == line + strspn(line, "0123456789abcdef"))
				sscanf(line, "%" SCNx64 "-%" SCNx64 " %7s", &from, &to, rights);
			continue;
		}
		has_flags = 1;
		if (rights[1] != 'w' || strstr(line, " dd"))
			continue;
		core->bytes += to - from;
		core->has_address |= address >= from && address < to;
	}
	if (file)
		fclose(file);
	return has_flags;
}

static void check_heap(const my_heap_options *options)
{
	static const size_t sizes[] = { 40, 5000, (size_t)3 << 20, (size_t)200 << 20 };
	my_heap *heap = my_heap_create(options);
	struct core before, core;
	void *block;

	CU_ASSERT_FATAL(heap != NULL);
	my_heap_destroy(heap);
	if (!read_core(0, &before)) {
		test_skip("/proc/self/smaps tells no flags");
		return;
	}
	heap = my_heap_create(options);
	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		block = my_heap_malloc(heap, sizes[i]);
		CU_ASSERT_FATAL(block != NULL);
		read_core((uintptr_t)block, &core);
		CU_ASSERT(core.has_address);
		read_core((uintptr_t)block + sizes[i] - 1, &core);
		CU_ASSERT(core.has_address);
		CU_ASSERT(core.bytes < before.bytes + ((uint64_t)1 << 30));
	}
	my_heap_destroy(heap);
}

static void a_core_has_blocks_and_no_addresses(void)
{
	my_heap_options options;

	my_heap_options_default(&options);
	check_heap(&options);
}

static void nor_of_a_fast_heap(void)
{
	my_heap_options options;

	my_heap_options_fast(&options);
	check_heap(&options);
}

CU_TestInfo core_tests[] = {
	{ "a core has blocks and no addresses", a_core_has_blocks_and_no_addresses },
	{ "nor of a fast heap", nor_of_a_fast_heap },
	CU_TEST_INFO_NULL,
};

/* SPDX-License-Identifier: MIT
 *
 * test_family.c - my_malloc and its family on the process heap, as a program sees them.
 *
 * Sizes that must fail pass through a volatile, so that no compiler reasons about them.
 */
#include "test.h"
#include "my_malloc.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile size_t too_large = (size_t)PTRDIFF_MAX + 1;
static volatile size_t largest = SIZE_MAX;

static int aligned(const void *pointer, size_t alignment)
{
	return pointer != NULL && (uintptr_t)pointer % alignment == 0;
}

static int all_are(const unsigned char *bytes, size_t size, unsigned char value)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != value)
			return 0;
	return 1;
}

/* NULL with errno = wanted, and errno was not that before. */
static int refused(const void *result, int wanted)
{
	int got = errno;

	errno = 0;
	return result == NULL && got == wanted;
}

static void results_are_aligned_to_16(void)
{
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *p = my_malloc(size);
		CU_ASSERT_FATAL(aligned(p, 16));
		CU_ASSERT(my_malloc_usable_size(p) >= size);
		memset(p, 0xa5, my_malloc_usable_size(p));
		my_free(p);
	}
}

static void size_0_is_unique(void)
{
	void *p[100];

	for (int i = 0; i < 100; i++) {
		p[i] = i % 2 ? my_malloc(0) : my_calloc(0, 8);
		CU_ASSERT_FATAL(aligned(p[i], 16));
		for (int j = 0; j < i; j++)
			CU_ASSERT_PTR_NOT_EQUAL(p[i], p[j]);
	}
	for (int i = 0; i < 100; i++)
		my_free(p[i]);
}

static void sizes_are_kept_apart(void)
{
	static unsigned char *p[400];
	size_t size[400];

	for (size_t i = 0; i < 400; i++) {
		size[i] = i * i % 977 + (i % 50 == 0 ? 70000 : 0);
		p[i] = my_malloc(size[i]);
		CU_ASSERT_PTR_NOT_NULL_FATAL(p[i]);
		memset(p[i], (int)(i % 251), size[i]);
	}
	for (size_t i = 0; i < 400; i++) {
		CU_ASSERT(all_are(p[i], size[i], (unsigned char)(i % 251)));
		my_free(p[i]);
	}
}

static void too_large_is_enomem(void)
{
	void *p = (void *)&too_large;

	errno = 0;
	CU_ASSERT(refused(my_malloc(too_large), ENOMEM));
	CU_ASSERT(refused(my_malloc(largest), ENOMEM));
	CU_ASSERT(refused(my_malloc(largest - 15), ENOMEM));
	CU_ASSERT(refused(my_calloc(1, too_large), ENOMEM));
	CU_ASSERT(refused(my_realloc(NULL, too_large), ENOMEM));
	CU_ASSERT(refused(my_aligned_alloc(64, too_large), ENOMEM));
	CU_ASSERT(refused(my_memalign(4096, largest - 64), ENOMEM));
	CU_ASSERT(my_posix_memalign(&p, 64, too_large) == ENOMEM);
	CU_ASSERT_PTR_EQUAL(p, &too_large);
	CU_ASSERT(errno == 0);
}

static void products_that_overflow_are_enomem(void)
{
	size_t half = largest / 2 + 1;
	char *p = my_malloc(32);

	memset(p, 'p', 32);
	errno = 0;
	CU_ASSERT(refused(my_calloc(half, 2), ENOMEM));
	CU_ASSERT(refused(my_calloc(2, half), ENOMEM));
	CU_ASSERT(refused(my_calloc((size_t)1 << 33, (size_t)1 << 33), ENOMEM));
	CU_ASSERT(refused(my_calloc((size_t)1 << 32, ((size_t)1 << 32) + 1), ENOMEM));
	CU_ASSERT(refused(my_reallocarray(NULL, half, 2), ENOMEM));
	CU_ASSERT(refused(my_reallocarray(p, half, 2), ENOMEM));
	CU_ASSERT(refused(my_reallocarray(p, 3, largest / 2), ENOMEM));
	CU_ASSERT(all_are((unsigned char *)p, 32, 'p'));
	my_free(p);
}

static void realloc_of_null_allocates(void)
{
	char *p = my_realloc(NULL, 100);

	CU_ASSERT_FATAL(aligned(p, 16));
	CU_ASSERT(my_malloc_usable_size(p) >= 100);
	my_free(p);
	p = my_reallocarray(NULL, 10, 10);
	CU_ASSERT(my_malloc_usable_size(p) >= 100);
	my_free(p);
}

/* That it is freed shows as misuse when it is freed again: see test_misuse.c. */
static void realloc_to_0_gives_null(void)
{
	CU_ASSERT_PTR_NULL(my_realloc(my_malloc(100), 0));
	CU_ASSERT_PTR_NULL(my_reallocarray(my_malloc(100), 0, 8));
	CU_ASSERT_PTR_NULL(my_realloc(my_malloc(100000), 0));
}

static void realloc_keeps_contents(void)
{
	unsigned char *p = my_malloc(1), *other;
	size_t size = 1;

	p[0] = 1;
	for (size_t next = 2; next < 300000; next = next * 3 / 2 + 1) {
		other = my_malloc(24);
		p = my_realloc(p, next);
		CU_ASSERT_FATAL(aligned(p, 16));
		CU_ASSERT(all_are(p, size, 1));
		memset(p, 1, next);
		size = next;
		my_free(other);
	}
	for (; size > 1; size /= 2) {
		p = my_realloc(p, size / 2);
		CU_ASSERT_FATAL(aligned(p, 16));
		CU_ASSERT(all_are(p, size / 2, 1));
	}
	my_free(p);
}

static void failed_realloc_leaves_the_block(void)
{
	unsigned char *p = my_malloc(5000);

	memset(p, 0x5a, 5000);
	errno = 0;
	CU_ASSERT(refused(my_realloc(p, too_large), ENOMEM));
	CU_ASSERT(refused(my_realloc(p, largest), ENOMEM));
	CU_ASSERT(refused(my_realloc(p, (size_t)1 << 60), ENOMEM));
	CU_ASSERT(all_are(p, 5000, 0x5a));
	CU_ASSERT(my_malloc_usable_size(p) >= 5000);
	my_free(p);
}

static void exhausted_memory_is_enomem(void)
{
	static void *p[256];
	size_t terabyte = (size_t)1 << 40;
	int n = 0;

	errno = 0;
	while (n < 256 && (p[n] = my_malloc(terabyte)) != NULL)
		n++;
	CU_ASSERT_FATAL(n < 256);
	CU_ASSERT(errno == ENOMEM);
	while (n > 0)
		my_free(p[--n]);
	p[0] = my_malloc(100);
	CU_ASSERT_PTR_NOT_NULL(p[0]);
	my_free(p[0]);
}

static void calloc_is_zero_on_reuse(void)
{
	static const size_t sizes[] = { 1, 16, 100, 1000, 4096, 10000, 100000, 3000000 };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		size_t size = sizes[i];
		unsigned char *dirty[4], *p;
		for (int j = 0; j < 4; j++) {
			dirty[j] = my_malloc(size);
			memset(dirty[j], 0xff, my_malloc_usable_size(dirty[j]));
		}
		for (int j = 0; j < 4; j++)
			my_free(dirty[j]);
		for (int j = 0; j < 4; j++) {
			p = dirty[j] = my_calloc(size, 1);
			CU_ASSERT_FATAL(aligned(p, 16));
			CU_ASSERT(all_are(p, size, 0));
		}
		for (int j = 0; j < 4; j++)
			my_free(dirty[j]);
	}
}

static void aligned_alloc_up_to_1_mib(void)
{
	for (size_t alignment = 1; alignment <= (size_t)1 << 20; alignment *= 2) {
		for (size_t size = 0; size <= 3 * alignment && size < 99999; size = size * 4 + 1) {
			unsigned char *p = my_aligned_alloc(alignment, size);
			unsigned char *q = my_memalign(alignment, size);
			CU_ASSERT_FATAL(aligned(p, alignment) && aligned(q, alignment));
			CU_ASSERT(aligned(p, 16) && aligned(q, 16));
			memset(p, 1, size);
			memset(q, 2, size);
			CU_ASSERT(all_are(p, size, 1));
			my_free(p);
			my_free(q);
		}
	}
}

static void alignment_must_be_a_power_of_two(void)
{
	static const size_t bad[] = { 0, 3, 6, 24, 48, 4095, SIZE_MAX };

	errno = 0;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		CU_ASSERT(refused(my_aligned_alloc(bad[i], 64), EINVAL));
		CU_ASSERT(refused(my_memalign(bad[i], 64), EINVAL));
	}
}

static void aligned_blocks_are_resized(void)
{
	unsigned char *p = my_aligned_alloc(4096, 5000);

	CU_ASSERT_PTR_NOT_NULL_FATAL(p);
	memset(p, 7, 5000);
	p = my_realloc(p, 50000);
	CU_ASSERT_FATAL(aligned(p, 16));
	CU_ASSERT(all_are(p, 5000, 7));
	p = my_realloc(p, 10);
	CU_ASSERT(all_are(p, 10, 7));
	my_free(p);
}

static void posix_memalign_results(void)
{
	static const size_t bad[] = { 0, 1, 2, 3, 4, 12, 24, 100 };
	void *p = &p;

	errno = EDOM;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		CU_ASSERT(my_posix_memalign(&p, bad[i], 64) == EINVAL);
	CU_ASSERT_PTR_EQUAL(p, &p);
	CU_ASSERT(my_posix_memalign(&p, 8, largest) == ENOMEM);
	CU_ASSERT_PTR_EQUAL(p, &p);
	for (size_t alignment = sizeof(void *); alignment <= 65536; alignment *= 2) {
		CU_ASSERT(my_posix_memalign(&p, alignment, 100) == 0);
		CU_ASSERT(aligned(p, alignment) && aligned(p, 16));
		my_free(p);
	}
	CU_ASSERT(my_posix_memalign(&p, 64, 0) == 0);
	my_free(p);
	CU_ASSERT(errno == EDOM);
}

static void free_preserves_errno(void)
{
	static const size_t sizes[] = { 0, 10, 5000, 300000, 50000000 };

	for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
		void *p = my_malloc(sizes[i]);
		CU_ASSERT_PTR_NOT_NULL(p);
		errno = EDOM;
		my_free(p);
		CU_ASSERT(errno == EDOM);
	}
	my_free(NULL);
	CU_ASSERT(errno == EDOM);
}

static void usable_size_of_null_is_0(void)
{
	CU_ASSERT(my_malloc_usable_size(NULL) == 0);
}

static void version_is_the_macro(void)
{
	CU_ASSERT_STRING_EQUAL(my_malloc_version(), MY_MALLOC_VERSION);
}

/* Each line is "name value"; at least the important names are there. */
static void stats_are_names_and_values(void)
{
	static const char *const wanted[] = { "mapped", "used", "asked", "free", "system_calls" };
	unsigned seen = 0, lines = 0;
	char line[256], name[64], rest[2];
	unsigned long long value;
	FILE *file = tmpfile();
	void *p = my_malloc(1000);

	CU_ASSERT_PTR_NOT_NULL_FATAL(file);
	my_malloc_stats(fileno(file));
	rewind(file);
	while (fgets(line, sizeof line, file)) {
		lines++;
		CU_ASSERT(strchr(line, '\n') != NULL);
		CU_ASSERT(sscanf(line, "%63[a-z_] %llu %1s", name, &value, rest) == 2);
		for (unsigned i = 0; i < 5; i++)
			seen |= strcmp(name, wanted[i]) == 0 ? 1u << i : 0;
		if (strcmp(name, "asked") == 0)
			CU_ASSERT(value >= 1000);
	}
	CU_ASSERT(seen == 31);
	CU_ASSERT(lines >= 5);
	fclose(file);
	my_free(p);
}

static void stats_survive_a_bad_descriptor(void)
{
	void *p = my_malloc(10);

	my_malloc_stats(-1);
	CU_ASSERT_PTR_NOT_NULL(p);
	my_free(p);
}

CU_TestInfo family_tests[] = {
	{ "results are aligned to 16", results_are_aligned_to_16 },
	{ "size 0 gives a unique pointer", size_0_is_unique },
	{ "blocks are kept apart", sizes_are_kept_apart },
	{ "sizes over PTRDIFF_MAX are ENOMEM", too_large_is_enomem },
	{ "products that overflow are ENOMEM", products_that_overflow_are_enomem },
	{ "realloc of NULL allocates", realloc_of_null_allocates },
	{ "realloc to 0 gives NULL", realloc_to_0_gives_null },
	{ "realloc keeps the contents", realloc_keeps_contents },
	{ "a failed realloc leaves the block", failed_realloc_leaves_the_block },
	{ "exhausted memory is ENOMEM", exhausted_memory_is_enomem },
	{ "calloc is zero on reuse", calloc_is_zero_on_reuse },
	{ "aligned_alloc up to 1 MiB", aligned_alloc_up_to_1_mib },
	{ "an alignment is a power of two", alignment_must_be_a_power_of_two },
	{ "aligned blocks are resized", aligned_blocks_are_resized },
	{ "posix_memalign's results", posix_memalign_results },
	{ "free preserves errno", free_preserves_errno },
	{ "the usable size of NULL is 0", usable_size_of_null_is_0 },
	{ "the version is the header's", version_is_the_macro },
	{ "statistics are names and values", stats_are_names_and_values },
	{ "statistics to a bad descriptor", stats_survive_a_bad_descriptor },
	CU_TEST_INFO_NULL
};

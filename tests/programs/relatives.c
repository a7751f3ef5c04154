/* SPDX-License-Identifier: MIT
 *
 * relatives.c - what every relative of malloc answers, errno too: run with libc's and with
 * ours, the lines must be the same. Nothing depends on where a block lies or how large it is.
 */
#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const size_t huge = SIZE_MAX - 100;

static void block(const char *name, size_t number, void *volatile pointer, size_t alignment)
{
	int saved = errno;

	printf("%s %zx: %s", name, number, pointer ? "a block" : "NULL");
	if (pointer)
		printf(", %saligned", (uintptr_t)pointer % alignment == 0 ? "" : "not ");
	else
		printf(", errno %d", saved);
	printf("\n");
	free(pointer);
	errno = 0;
}

static void aligned(void)
{
	static const size_t alignments[] = { 0, 1, 2, 3, 8, 16, 24, 32, 48, 100, 4096, 4097,
	                                     1 << 20, SIZE_MAX / 4 + 1, SIZE_MAX / 2 + 2,
	                                     SIZE_MAX };

	for (size_t i = 0; i < COUNT(alignments); i++) {
		size_t power = 16;
		while (power < alignments[i] && power < 1 << 20)
			power *= 2;
		block("memalign", alignments[i], memalign(alignments[i], 100), power);
		block("memalign of 0", alignments[i], memalign(alignments[i], 0), power);
		if (alignments[i] == power) /* for others it depends on libc's age */
			block("aligned_alloc", power, aligned_alloc(power, 100), power);
		void *pointer = &aligned;
		int answer = posix_memalign(&pointer, alignments[i], 100);
		printf("posix_memalign %zx: %d %d\n", alignments[i], answer, pointer == &aligned);
		errno = 0;
		if (answer == 0)
			block("posix_memalign", alignments[i], pointer, power);
	}
}

static void pages(void)
{
	static const size_t sizes[] = { 0, 1, 4096, 4097, 100000 };
	void *pointer;

	for (size_t i = 0; i < COUNT(sizes); i++) {
		block("valloc", sizes[i], valloc(sizes[i]), 4096);
		block("pvalloc", sizes[i], pvalloc(sizes[i]), 4096);
		pointer = pvalloc(sizes[i]);
		size_t whole = (sizes[i] + 4095) / 4096 * 4096;
		printf("pages %d\n", malloc_usable_size(pointer) >= whole);
		free(pointer);
	}
	block("valloc", huge, valloc(huge), 1);
	block("pvalloc", SIZE_MAX, pvalloc(SIZE_MAX), 1);
}

static void ordinary(void)
{
	errno = 0;
	block("malloc", 0, malloc(0), 16);
	block("malloc", huge, malloc(huge), 16);
	block("malloc", PTRDIFF_MAX, malloc((size_t)PTRDIFF_MAX + 1), 16);
	block("calloc", 0, calloc(0, 9), 16);
	block("calloc", huge, calloc(huge, 3), 16);
	block("realloc NULL", 0, realloc(NULL, 0), 16);
	block("realloc", 0, realloc(malloc(10), 0), 16);
	block("reallocarray NULL", 0, reallocarray(NULL, 0, 9), 16);
	block("reallocarray", 0, reallocarray(malloc(10), 9, 0), 16);
	block("reallocarray", huge, reallocarray(NULL, huge, 3), 16);
	char *kept = strcpy(malloc(10), "kept"), *volatile none = realloc(kept, huge);
	printf("realloc %s %s %d\n", none ? "moved" : "failed", kept, errno);
	none = reallocarray(kept, huge, 2);
	printf("reallocarray %s %s %d\n", none ? "moved" : "failed", kept, errno);
	errno = ERANGE;
	free(kept);
	free(NULL);
	printf("free leaves %d\n", errno == ERANGE);
	printf("size of NULL %zu\n", malloc_usable_size(NULL));
	void *volatile small = malloc(100);
	printf("size %d\n", malloc_usable_size(small) >= 100);
	free(small);
}

static void tuning(void)
{
	static const int values[] = { 0, 1, 160, 161, -1, 1 << 25 };

	for (int parameter = -8; parameter <= 4; parameter++) {
		printf("mallopt %d:", parameter);
		for (size_t i = 0; i < COUNT(values); i++) /* M_PERTURB would stay */
			printf(" %d", mallopt(parameter, parameter == M_PERTURB ? 0 : values[i]));
		printf("\n");
	}
	int trimmed = malloc_trim(0);
	printf("malloc_trim %d\n", trimmed == 0 || trimmed == 1);
}

static void numbers(void)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	void *volatile held = malloc(100000);
	struct mallinfo2 now = mallinfo2();

	printf("mallinfo2 %d\n", now.uordblks >= 100000 && now.arena >= now.uordblks);
	printf("malloc_info 1: %d\n", malloc_info(1, stream));
	printf("malloc_info 0: %d\n", malloc_info(0, stream));
	fclose(stream);
	printf("starts %d, ends %d\n", strncmp(text, "<malloc version=\"1\">\n<heap nr=\"0\">", 34),
	       strcmp(text + length - 10, "</malloc>\n"));
	printf("totals %d %d %d\n", !!strstr(text, "<system type=\"current\" size=\""),
	       !!strstr(text, "<total type=\"rest\" count=\""), !!strstr(text, "</heap>"));
	free(held);
	free(text);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	ordinary();
	aligned();
	pages();
	tuning();
	numbers();
	return 0;
}

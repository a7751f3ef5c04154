/* SPDX-License-Identifier: MIT
 *
 * threads.c - a program that knows nothing of my_malloc: six threads take, resize and free at
 * once, and so does a child that is forked when they have ended. It says so when nobody failed.
 */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 6, BLOCKS = 128, TURNS = 50000 };

/* Both ends of a block are written; 0: there was no memory. */
static int take(char **block, size_t size)
{
	char *taken = realloc(*block, size);

	if (!taken)
		return 0;
	taken[0] = taken[size - 1] = 1;
	*block = taken;
	return 1;
}

static void *work(void *seed)
{
	uint32_t random = (uint32_t)(uintptr_t)seed;
	char *block[BLOCKS] = { NULL };
	int bad = 0;

	for (int i = 0; i < TURNS; i++) {
		char **one;

		random = random * 1664525 + 1013904223;
		one = &block[(random >> 25) % BLOCKS];
		if (random & 1 << 16) {
			free(*one);
			*one = NULL;
		}
		bad |= !take(one, 1 + (random >> 8) % (random & 15 << 17 ? 700 : 40000));
	}
	for (int i = 0; i < BLOCKS; i++)
		free(block[i]);
	return bad ? seed : NULL;
}

int main(void)
{
	pthread_t thread[THREADS];
	void *bad = NULL, *one;
	int status = 1;
	pid_t child;

	for (uintptr_t i = 0; i < THREADS; i++)
		pthread_create(&thread[i], NULL, work, (void *)(i + 1));
	for (int i = 0; i < THREADS; i++) {
		pthread_join(thread[i], &one);
		bad = one ? one : bad;
	}
	child = fork();
	if (child == 0)
		_exit(work((void *)(uintptr_t)9) != NULL);
	waitpid(child, &status, 0);
	if (bad || status != 0)
		return 1;
	puts("six threads and a child");
	return 0;
}

/* SPDX-License-Identifier: MIT
 *
 * twice_threads.c - a block is freed by one thread, then by another, which was there before.
 */
#include "misuse.h"

#include <pthread.h>

static pthread_barrier_t freed;
static void *block;

static void *frees(void *unused)
{
	pthread_barrier_wait(&freed);
	free(block);
	return unused;
}

int main(void)
{
	pthread_t other;

	pthread_barrier_init(&freed, NULL, 2);
	if (pthread_create(&other, NULL, frees, NULL) != 0)
		return 1;
	block = malloc(100);
	free(hidden(block));
	at(block);
	pthread_barrier_wait(&freed);
	pthread_join(other, NULL);
	return 0;
}

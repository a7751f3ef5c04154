/* SPDX-License-Identifier: MIT
 *
 * pairs.c - pairs COUNT THREADS: in each thread so many times malloc and free, and nothing else:
 * what a recorder costs at its dearest.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static long count;

static void *run(void *user)
{
	for (long i = 0; i < count; i++) {
		void *volatile block = malloc(40);

		free(block);
	}
	return user;
}

int main(int argc, char **argv)
{
	int threads = argc == 3 ? atoi(argv[2]) : 0;
	pthread_t thread[16];

	if (threads < 1 || threads > 16) {
		fprintf(stderr, "pairs COUNT THREADS: 1 to 16 threads.\n");
		return 2;
	}
	count = atol(argv[1]);
	for (int i = 1; i < threads; i++)
		if (pthread_create(&thread[i], NULL, run, NULL) != 0)
			return 1;
	run(NULL);
	for (int i = 1; i < threads; i++)
		pthread_join(thread[i], NULL);
	return 0;
}

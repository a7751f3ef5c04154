/* SPDX-License-Identifier: MIT
 *
 * twice_foreign_thread.c - a block that another thread allocated and freed is freed again.
 */
#include "misuse.h"

#include <pthread.h>

static void *frees(void *pointer)
{
	void *p = malloc(100);

	*(void **)pointer = p;
	free(hidden(p));
	return NULL;
}

int main(void)
{
	void *p = NULL;
	pthread_t other;

	if (pthread_create(&other, NULL, frees, &p) == 0)
		pthread_join(other, NULL);
	free(at(p));
	return 0;
}

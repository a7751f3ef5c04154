/* SPDX-License-Identifier: MIT */
#include "random.h"

#include <errno.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>
#include <unistd.h>

void random_start(struct random *random)
{
	const void *kernels = (const void *)getauxval(AT_RANDOM);
	int saved = errno;

	random->state = (uint64_t)getpid();
	if (getrandom(&random->state, sizeof random->state, GRND_NONBLOCK) < 0 && kernels) {
		uint64_t given;

		memcpy(&given, kernels, sizeof given);
		random->state ^= given;
	}
	errno = saved;
}

/* A counter with an odd step goes through all 2^64 states; multiplying by odd numbers and
 * folding the high half down spreads each of its bits over the whole result. */
uint64_t random_next(struct random *random)
{
	uint64_t mixed = random->state += 0x9e3779b97f4a7c15;

	for (int round = 0; round < 2; round++) {
		mixed ^= mixed >> 32;
		mixed *= 0xd6e8feb86659fd93;
	}
	return mixed ^ mixed >> 32;
}

/* SPDX-License-Identifier: MIT
 *
 * measure - clock, resident memory, static room and the line of results.
 *
 * dprintf writes from the stack: no stream buffer is allocated by what is measured.
 */
#include "measure.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define ROOM_BYTES ((size_t)320 << 20)

static _Alignas(64) unsigned char room[ROOM_BYTES];
static size_t room_used;

uint64_t clock_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

size_t resident_bytes(void)
{
	char text[128];
	int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
	ssize_t length = file < 0 ? -1 : read(file, text, sizeof text - 1);

	if (length <= 0)
		measure_fail("reading /proc/self/statm");
	close(file);
	text[length] = '\0';
	char *second = strchr(text, ' ');
	if (second == NULL)
		measure_fail("understanding /proc/self/statm");
	return strtoul(second, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

void *room_take(size_t bytes)
{
	size_t rounded = (bytes + 63) & ~(size_t)63;

	if (rounded > ROOM_BYTES - room_used)
		measure_fail("finding room for the bookkeeping");
	void *taken = room + room_used;
	room_used += rounded;
	memset(taken, 0, rounded);
	return taken;
}

void measure_figure(struct measure *measure, const char *name, double value)
{
	measure->figure[measure->figures].name = name;
	measure->figure[measure->figures].value = value;
	measure->figures++;
}

void measure_print(const struct measure *measure)
{
	uint64_t operations = measure->operations > 0 ? measure->operations : 1;

	dprintf(STDOUT_FILENO, "ns=%.3f operations=%" PRIu64 " sum=%" PRIu64 " room_kib=%zu",
		(double)measure->ns / (double)operations, measure->operations, measure->sum,
		room_used >> 10);
	for (size_t i = 0; i < measure->figures; i++)
		dprintf(STDOUT_FILENO, " %s=%.4f", measure->figure[i].name,
			measure->figure[i].value);
	dprintf(STDOUT_FILENO, "\n");
}

void measure_fail(const char *what)
{
	dprintf(STDERR_FILENO, "bench: %s failed.\n", what);
	_exit(1);
}

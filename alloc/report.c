/* SPDX-License-Identifier: MIT
 *
 * report.c - the process heap's numbers as text.
 */
#include "family.h"
#include "my_malloc.h"
#include "print.h"
#include "settings.h"

#include <errno.h>
#include <unistd.h>

static const struct {
	const char *name;
	size_t offset;
} lines[] = {
#define LINE(field) { #field, offsetof(my_heap_statistics, field) }
	LINE(mapped),  LINE(peak_mapped),  LINE(used),          LINE(asked),
	LINE(peak_asked), LINE(free),      LINE(largest_free),  LINE(sections),
	LINE(used_chunks), LINE(free_chunks), LINE(tables),     LINE(lookups),
	LINE(probes),  LINE(longest_probe), LINE(searches),     LINE(looked),
	LINE(splits),  LINE(merges),       LINE(moves),         LINE(copied),
	LINE(spans),   LINE(cached),       LINE(cached_chunks), LINE(system_calls),
};

void my_malloc_stats(int fd)
{
	my_heap_statistics now;
	struct print out = { .fd = fd };
	int saved = errno;

	family_stats(&now);
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		print_text(&out, lines[i].name);
		print_text(&out, " ");
		print_number(&out,
		             *(const size_t *)(const void *)((const char *)&now + lines[i].offset));
		print_text(&out, "\n");
	}
	print_flush(&out);
	errno = saved;
}

/* Programs may have closed standard error by then; a program may be many processes. */
void report_at_exit(void)
{
	struct print line = { .fd = settings_error_fd() };

	print_text(&line, "my_malloc: statistics of process ");
	print_number(&line, (size_t)getpid());
	print_text(&line, "\n");
	print_flush(&line);
	my_malloc_stats(line.fd);
}

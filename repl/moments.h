/* SPDX-License-Identifier: MIT
 *
 * moments.h - numbers over time: what the time line and the plots show of every step, in
 * bounded memory.
 *
 *   moment i: the operations i * stride + 1 .. (i + 1) * stride
 *
 * When there are too many, two become one and the stride doubles: so a short run is exact,
 * and of a long one peaks survive.
 */
#ifndef MMVIZ_MOMENTS_H
#define MMVIZ_MOMENTS_H

#include <stddef.h>
#include <stdint.h>

enum { MOMENTS_MOST = 1 << 15 };

struct moment {
	char glyph;            /* of its operations the most telling: ! w ~ - + */
	uint8_t external, internal; /* percent, the most */
	size_t used, mapped, asked; /* bytes, the most */
	size_t calls;          /* of the system up to it */
	size_t looked;         /* free chunks looked at in one operation, the most */
};

struct moments {
	struct moment *moment;
	size_t stride, steps; /* steps known, from the first on */
	size_t version;       /* another one whenever known steps were forgotten */
};

void moments_create(struct moments *moments);
void moments_free(struct moments *moments);

struct moments moments_copy(const struct moments *moments);

/* Whether the numbers of the step that follows the known ones are wanted; those of the others
 * of a long run are not asked for. */
int moments_want(const struct moments *moments);

/* The step that follows. numbers = NULL when they are not wanted. */
void moments_add(struct moments *moments, char glyph, const struct moment *numbers);

/* Forgets what lies after that step, but where a moment reaches over it. */
void moments_cut(struct moments *moments, size_t step);

size_t moments_count(const struct moments *moments);

/* Gathers the moments from one index up to another into one. */
struct moment moments_gather(const struct moments *moments, size_t from, size_t to);

#endif

/* SPDX-License-Identifier: MIT
 *
 * act_alloc.c - m, c, a, r, f: one operation of the heap each.
 */
#include "act.h"

#include "operate.h"

int act_malloc(struct session *session, const struct call *call)
{
	struct request request = { .kind = 'm', .size = call->value[0].size, .name = call->name };

	return operate_allocate(session, &request);
}

int act_calloc(struct session *session, const struct call *call)
{
	struct request request = { .kind = 'c', .count = call->value[0].size,
		                   .size = call->value[1].size, .name = call->name };

	return operate_allocate(session, &request);
}

int act_aligned(struct session *session, const struct call *call)
{
	struct request request = { .kind = 'a', .alignment = call->value[0].size,
		                   .size = call->value[1].size, .name = call->name };

	return operate_allocate(session, &request);
}

int act_realloc(struct session *session, const struct call *call)
{
	return operate_realloc(session, &call->value[0].target, call->value[1].size);
}

int act_free(struct session *session, const struct call *call)
{
	return operate_free(session, &call->value[0].target);
}

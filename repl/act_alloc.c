/* SPDX-License-Identifier: MIT
 *
 * act_alloc.c - m, c, a, r, f: one operation of the heap each.
 */
#include "act.h"

#include "operate.h"
#include "range.h"
#include "session.h"

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
	struct target target;

	if (range_is(&call->word[0]))
		return act_free_range(session, call);
	if (call->count > 1)
		return session_fail(session, "not understood",
		                    "f frees one chunk, or a range of them, as in: f p1..p9. "
		                    "Nothing was changed.");
	if (target_read(session, call->word[0].text, " Nothing was changed.", &target)
	    != SESSION_OK)
		return SESSION_FAILED;
	return operate_free(session, &target);
}

/* SPDX-License-Identifier: MIT
 *
 * field.c - the names that an event's parts have in my_heap_events.h.
 */
#include "field.h"

#include <stddef.h>

static const char *const steps[] = {
#define ROW(name) [MY_HEAP_##name] = #name,
	MY_HEAP_STEPS(ROW)
#undef ROW
};

static const char *const reasons[] = {
#define ROW(name) [MY_HEAP_##name] = #name
	ROW(RIGHT_IS_USED),  ROW(RIGHT_TOO_SMALL), ROW(RIGHT_IS_END),
	ROW(SIZE_TOO_LARGE), ROW(LIMIT_REACHED),   ROW(SYSTEM_REFUSED),
	ROW(BAD_ALIGNMENT),  ROW(LOAD_REACHED),    ROW(PROBED_TOO_FAR),
	ROW(WAITS),          ROW(PAST_END),        ROW(BEFORE_START),
#undef ROW
};

static const struct {
	const char *name;
	size_t at;
} members[] = {
#define ROW(name) { #name, offsetof(my_heap_event, name) }
	ROW(section), ROW(offset), ROW(key),  ROW(home), ROW(bucket), ROW(capacity), ROW(asked),
	ROW(size),    ROW(need),   ROW(rest), ROW(other), ROW(unit),  ROW(header),
#undef ROW
};

enum { MEMBERS = sizeof members / sizeof members[0] };

const char *field_name(size_t at)
{
	for (size_t i = 0; i < MEMBERS; i++)
		if (members[i].at == at)
			return members[i].name;
	return NULL;
}

const char *field_step(enum my_heap_step step)
{
	return steps[step];
}

const char *field_reason(enum my_heap_reason why)
{
	return why < sizeof reasons / sizeof reasons[0] ? reasons[why] : NULL;
}

/* SPDX-License-Identifier: MIT
 *
 * act_caches.c - caches: what the caches of a fast heap and its depot hold.
 */
#include "act.h"

#include "look.h"
#include "number.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

enum { PLACES = 4 }; /* of the chunks given next that are told */

static void say_class(struct session *session, unsigned thread, unsigned class, size_t count,
                      size_t room)
{
	char whose[32] = "depot", places[120] = "";
	size_t used = 0, place = 0;
	my_heap_chunk chunk;

	if (thread)
		snprintf(whose, sizeof whose, "thread %u", thread);
	while (place < PLACES
	       && my_heap_cached_chunk(session->heap, thread, class, place, &chunk)) {
		used += (size_t)snprintf(places + used, sizeof places - used, "%s%s",
		                         place++ ? ", " : "; next ",
		                         place_text(chunk.section, chunk.offset).text);
	}
	session_say(session, "%s, class %u, chunks of %s: %s of %s%s%s", whose, class,
	            comma(my_heap_class_size(class)).text, comma(count).text, comma(room).text,
	            places, place < count ? " ..." : "");
}

/* How many chunks it holds. */
static size_t say_thread(struct session *session, unsigned thread)
{
	size_t count, room, held = 0;

	for (unsigned class = 1; my_heap_cached(session->heap, thread, class, &count, &room);
	     class++) {
		held += count;
		if (count)
			say_class(session, thread, class, count, room);
	}
	return held;
}

static int is_thread(const struct session *session, unsigned thread)
{
	size_t count, room;

	return my_heap_cached(session->heap, thread, 1, &count, &room);
}

int act_caches(struct session *session, const struct call *call)
{
	(void)call;
	if (!look_is_fast(session))
		return session_fail(session, "no caches",
		                    "This heap has no caches: its engine is general. Type set "
		                    "engine fast, then reset.");
	session_title(session, "caches", "");
	for (unsigned thread = 1; is_thread(session, thread); thread++)
		if (say_thread(session, thread) == 0)
			session_say(session, "thread %u: its cache is empty", thread);
	if (say_thread(session, 0) == 0)
		session_say(session, "depot: empty");
	return SESSION_OK;
}

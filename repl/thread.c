/* SPDX-License-Identifier: MIT
 *
 * thread.c - t1 .. t9 before a command: whose cache of a fast heap is used.
 */
#include "thread.h"

#include "my_heap.h"
#include "session.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

/* t2 = m 100 means a name, which is refused. */
int thread_words(const struct words *words, int at)
{
	const struct word *word = &words->word[at];

	return at < words->count && !word->quoted && word_is_numbered(word->text, 't')
	       && !(at + 1 < words->count && strcmp(words->word[at + 1].text, "=") == 0);
}

int thread_read(struct session *session, const struct words *words, int *at)
{
	const char *text = words->word[*at].text;
	unsigned long number;

	if (!thread_words(words, *at))
		return SESSION_OK;
	number = strtoul(text + 1, NULL, 10);
	if (number < 1 || number > MY_HEAP_THREADS)
		return session_fail(session, "out of range",
		                    "%s is no thread: they are t1 to t%d. Nothing was done.",
		                    word_quote(text).text, (int)MY_HEAP_THREADS);
	if (my_heap_options_of(session->heap)->engine != MY_HEAP_FAST)
		return session_fail(session, "no threads",
		                    "%s means the cache of thread %lu, and this heap has no "
		                    "caches: its engine is general. Type set engine fast, then "
		                    "reset. Nothing was done.", text, number);
	if (*at + 1 >= words->count)
		return session_fail(session, "not understood",
		                    "A command is missing, as in: %s m 100.", text);
	if (!my_heap_use_thread(session->heap, (unsigned)number))
		return session_fail(session, "no memory",
		                    "The system gives no memory for the cache of thread %lu. "
		                    "Nothing was done.", number);
	session->thread = (unsigned)number;
	++*at;
	return SESSION_OK;
}

const char *thread_prefix(const struct session *session)
{
	static const char *const prefixes[MY_HEAP_THREADS + 1] = {
		"", "", "t2 ", "t3 ", "t4 ", "t5 ", "t6 ", "t7 ", "t8 ", "t9 ",
	};

	return prefixes[session->thread % (MY_HEAP_THREADS + 1)];
}

/* SPDX-License-Identifier: MIT
 *
 * settings.h - what the environment variables MY_MALLOC and MY_MALLOC_RECORD say.
 *
 * A list of words with commas between them, "guard,stats": one table in settings.c has them
 * all. Read once, by whoever asks first; a program that runs with rights its user does not
 * have (AT_SECURE) is not to be told anything, and reads none. MY_MALLOC_RECORD is the path of
 * the file to record into, from the root on, and MY_MALLOC_RECORD_EXACT=1 asks for the order
 * of all its operations.
 */
#ifndef ALLOC_SETTINGS_H
#define ALLOC_SETTINGS_H

#include <stddef.h>

struct settings {
	int guard; /* the guarding allocator instead of the fast one: guard.h */
	int stats; /* statistics to standard error when the program exits */
	const char *record; /* NULL: nothing is recorded */
	int exact;
};

/* The same for the whole life of the process. From any thread and as early as the first
 * allocation of the dynamic loader; does not allocate. Unknown words are told on standard
 * error, once. */
const struct settings *settings_get(void);

/* Where statistics go at exit: standard error as it was when MY_MALLOC was read, also when
 * the program has closed it since; many do before they exit. */
int settings_error_fd(void);

/* Told of each word that is not in the table; the rest of the list still holds. */
typedef void settings_unknown(void *user, const char *word, size_t length);

void settings_parse(struct settings *out, const char *text, settings_unknown *unknown,
                    void *user);

#endif

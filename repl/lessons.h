/* SPDX-License-Identifier: MIT
 *
 * lessons.h - the lessons as files: where they lie, and what they are called.
 *
 * A lesson of the lessons' folder is known by its file's name, "03.txt", wherever mmviz lies;
 * any other by its whole path. That is its key.
 */
#ifndef MMVIZ_LESSONS_H
#define MMVIZ_LESSONS_H

#include <stddef.h>
#include <stdint.h>

enum { LESSONS_PATH = 4096, LESSONS_BYTES = 16 << 20, LESSONS_PROBLEM = 1000 };

/* Beside the program, or where make install has put them, with a slash at its end; the
 * caller's. NULL: they are at neither place. */
char *lessons_folder(void);

struct lesson_file {
	char path[LESSONS_PATH];
	char *key;
	uint64_t sum; /* of its bytes */
};

/* typed: a path, else a number (3) or a name (03, 03.txt) of the folder. 1; 0 with a sentence. */
int lesson_file_find(struct lesson_file *out, const char *typed, char problem[LESSONS_PROBLEM]);
void lesson_file_free(struct lesson_file *file);

/* The names in the folder that end with .txt, in order; the caller's. NULL ends them. */
char **lessons_names(const char *folder);
void lessons_names_free(char **names);

/* "03" of 03.txt: what is typed to go on with it. */
void lessons_short(const char *key, char *out, size_t size);

#endif

/* SPDX-License-Identifier: MIT
 *
 * lessons.c - the lessons as files: where they lie, and what they are called.
 */
#define _GNU_SOURCE /* asprintf, versionsort */
#include "lessons.h"

#include "beside.h"
#include "contents.h"
#include "memory.h"
#include "path.h"
#include "raw.h"
#include "word.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char ending[] = ".txt";

/* ---------------------------------------------------------------------- the folder */

char *lessons_folder(void)
{
	char path[LESSONS_PATH];

	return beside_find(path, sizeof path, beside_data, "lessons/") ? strdup(path) : NULL;
}

static int is_lesson(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name), less = sizeof ending - 1;

	return length > less && strcmp(entry->d_name + length - less, ending) == 0;
}

char **lessons_names(const char *folder)
{
	struct dirent **entries = NULL;
	int count = folder ? scandir(folder, &entries, is_lesson, versionsort) : 0;
	char **names = memory_new(count > 0 ? (size_t)count + 1 : 1, sizeof *names);

	for (int i = 0; i < count; i++) {
		names[i] = memory_text(entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	return names;
}

void lessons_names_free(char **names)
{
	for (size_t i = 0; names[i]; i++)
		free(names[i]);
	free(names);
}

void lessons_short(const char *key, char *out, size_t size)
{
	size_t length = strlen(key), less = sizeof ending - 1;

	if (!strchr(key, '/') && length > less && strcmp(key + length - less, ending) == 0)
		length -= less;
	snprintf(out, size, "%.*s", (int)length, key);
}

/* ------------------------------------------------------------------------- one file */

/* 3 is 03.txt and 3.txt and 03-keys.txt: the number that the name begins with. */
static int is_meant(const char *name, const char *typed)
{
	size_t digits = strspn(typed, "0123456789");

	if (strncmp(name, typed, strlen(typed)) == 0
	    && strcmp(name + strlen(typed), ending) == 0)
		return 1;
	return strcmp(name, typed) == 0
	       || (digits && !typed[digits] && digits < 9 && isdigit((unsigned char)*name)
	           && strtoul(name, NULL, 10) == strtoul(typed, NULL, 10));
}

static int in_folder(const char *folder, const char *typed, char *path)
{
	char **names = lessons_names(folder);
	int found = 0;

	for (size_t i = 0; names[i] && !found; i++)
		if (is_meant(names[i], typed))
			found = snprintf(path, LESSONS_PATH, "%s%s", folder, names[i])
			        < LESSONS_PATH;
	lessons_names_free(names);
	return found;
}

/* The lessons that there are, in a message. */
static void unknown(const char *folder, const char *typed, char *problem)
{
	char **names = lessons_names(folder);
	int length = snprintf(problem, LESSONS_PROBLEM, "no lesson is named %s, and there is no "
	                      "such file.", word_quote(typed).text);

	for (size_t i = 0; names[i] && length < LESSONS_PROBLEM - 60; i++) {
		char name[40];

		lessons_short(names[i], name, sizeof name);
		length += snprintf(problem + length, (size_t)(LESSONS_PROBLEM - length), "%s %s",
		                   i ? "," : " The lessons are", name);
	}
	if (names[0] && length < LESSONS_PROBLEM - 1)
		snprintf(problem + length, (size_t)(LESSONS_PROBLEM - length), ".");
	lessons_names_free(names);
}

static char *key_of(const char *folder, const char *path)
{
	char *whole = realpath(path, NULL), *home = folder ? realpath(folder, NULL) : NULL;
	const char *key = whole ? whole : path;
	size_t length = home ? strlen(home) : 0;

	if (length && strncmp(key, home, length) == 0 && key[length] == '/'
	    && path_last(key) == key + length + 1)
		key = path_last(key);
	char *out = memory_text(key);

	free(whole);
	free(home);
	return out;
}

static const char *why(int reason)
{
	return reason == EISDIR ? "it is a folder, not a lesson"
	       : reason == EFBIG ? "it is too large for a lesson"
	       : reason == EINVAL ? "it is no file" : strerror(reason);
}

/* It is read twice, which a pipe cannot be. */
static int read_once(const char *path, char **text, size_t *length)
{
	struct stat info;

	if (stat(path, &info) == 0 && S_ISFIFO(info.st_mode))
		return EINVAL;
	return contents_read(path, LESSONS_BYTES, text, length);
}

static int read_it(struct lesson_file *out, const char *folder, char *problem)
{
	size_t length;
	char *text;
	int reason = read_once(out->path, &text, &length);

	if (!reason && !length) {
		snprintf(problem, LESSONS_PROBLEM, "%s is empty.", word_quote(out->path).text);
		free(text);
		return 0;
	}
	if (reason) {
		snprintf(problem, LESSONS_PROBLEM, "%s cannot be read: %s.",
		         word_quote(out->path).text, why(reason));
		return 0;
	}
	out->sum = raw_hash(text, length);
	out->key = key_of(folder, out->path);
	free(text);
	return 1;
}

/* A file of that name in the working directory is what is meant. */
static int is_file(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

int lesson_file_find(struct lesson_file *out, const char *typed, char problem[LESSONS_PROBLEM])
{
	char *folder = lessons_folder();
	int found;

	*out = (struct lesson_file){ 0 };
	found = !is_file(typed) && !strchr(typed, '/') && in_folder(folder, typed, out->path);
	if (!found)
		found = snprintf(out->path, sizeof out->path, "%s", typed) < LESSONS_PATH
		        && access(out->path, F_OK) == 0;
	if (!found)
		unknown(folder, typed, problem);
	else
		found = read_it(out, folder, problem);
	free(folder);
	return found;
}

void lesson_file_free(struct lesson_file *file)
{
	free(file->key);
	file->key = NULL;
}

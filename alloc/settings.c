/* SPDX-License-Identifier: MIT */
#include "settings.h"

#include "os.h"
#include "print.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

/* The words of MY_MALLOC. The last column is said by my_malloc(3) at greater length. */
static const struct word {
	const char *word;
	size_t flag;
	const char *does;
} words[] = {
	{ "guard", offsetof(struct settings, guard), "finds writes past blocks and after free" },
	{ "stats", offsetof(struct settings, stats), "prints statistics at exit" },
};

enum { WORDS = sizeof words / sizeof words[0], LONGEST_SHOWN = 40 };

static const struct word *find(const char *word, size_t length)
{
	for (const struct word *w = words; w < words + WORDS; w++)
		if (strlen(w->word) == length && memcmp(w->word, word, length) == 0)
			return w;
	return NULL;
}

static void take(struct settings *out, const char *word, size_t length,
                 settings_unknown *unknown, void *user)
{
	const struct word *known = find(word, length);

	if (known)
		*(int *)(void *)((char *)out + known->flag) = 1;
	else if (length > 0)
		unknown(user, word, length);
}

void settings_parse(struct settings *out, const char *text, settings_unknown *unknown,
                    void *user)
{
	*out = (struct settings){ 0 };
	while (*text) {
		size_t length = strcspn(text += strspn(text, " ,"), ",");
		size_t end = length;

		while (end > 0 && text[end - 1] == ' ')
			end--;
		take(out, text, end, unknown, user);
		text += length;
	}
}

/* A list may hold anything: what a terminal would obey is shown as a question mark. */
static void tell_unknown(void *user, const char *word, size_t length)
{
	struct print line = { .fd = STDERR_FILENO };
	char shown[LONGEST_SHOWN + 1];
	size_t end = length < LONGEST_SHOWN ? length : LONGEST_SHOWN;

	(void)user;
	for (size_t i = 0; i < end; i++)
		shown[i] = word[i] < ' ' || word[i] > '~' ? '?' : word[i];
	shown[end] = '\0';
	print_text(&line, "my_malloc: MY_MALLOC has the unknown word \"");
	print_text(&line, shown);
	print_text(&line, end < length ? "...\"" : "\"");
	print_text(&line, ", which changes nothing; the words are");
	for (size_t i = 0; i < WORDS; i++) {
		print_text(&line, i > 0 ? "; " : " ");
		print_text(&line, words[i].word);
		print_text(&line, " (");
		print_text(&line, words[i].does);
		print_text(&line, ")");
	}
	print_text(&line, "\n");
	print_flush(&line);
}

extern char **environ;

/* getenv would do, but walking is certain not to take locks or allocate. */
static const char *value_of(const char *name)
{
	size_t length = strlen(name);

	for (char **at = environ; at && *at; at++)
		if (strncmp(*at, name, length) == 0 && (*at)[length] == '=')
			return *at + length + 1;
	return NULL;
}

/* Another descriptor of standard error, and the file that it is of: a program that closes
 * all it does not know may have another file there since. Both are set by settings_get. */
static int kept_error = STDERR_FILENO;
static struct stat kept_file;

/* High, so that the program gets the numbers it would have got. */
static void keep_error(void)
{
	int saved = errno, kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 100);

	if (kept >= 0 && fstat(kept, &kept_file) == 0)
		kept_error = kept;
	errno = saved;
}

int settings_error_fd(void)
{
	struct stat now;
	int saved = errno;
	int there = settings_get()->stats && fstat(kept_error, &now) == 0
	            && now.st_dev == kept_file.st_dev && now.st_ino == kept_file.st_ino;

	errno = saved;
	return there ? kept_error : STDERR_FILENO;
}

/* A copy: programs may write into their environment. Where a program is, its children need
 * not be: so a path from the root on. */
static const char *record_path(void)
{
	static const char sentence[] =
		"my_malloc: MY_MALLOC_RECORD is no path that begins with /: nothing is recorded\n";
	static char path[4096];
	const char *value = value_of("MY_MALLOC_RECORD");

	if (!value || !*value)
		return NULL;
	if (*value == '/' && strlen(value) < sizeof path)
		return strcpy(path, value);
	os_write(STDERR_FILENO, sentence, sizeof sentence - 1);
	return NULL;
}

static void read_all(struct settings *out)
{
	const char *text = value_of("MY_MALLOC"), *exact = value_of("MY_MALLOC_RECORD_EXACT");

	settings_parse(out, text ? text : "", tell_unknown, NULL);
	out->record = record_path();
	out->exact = exact && strcmp(exact, "1") == 0;
	if (out->stats)
		keep_error();
}

/* Threads that ask at the same time for the first time find the same; one of them tells
 * and stores it, and the others wait for that. */
const struct settings *settings_get(void)
{
	enum { UNREAD, BEING_READ, READ };
	static struct settings settings;
	static atomic_int state = UNREAD;
	int expected = UNREAD;

	if (atomic_load_explicit(&state, memory_order_acquire) == READ)
		return &settings;
	if (atomic_compare_exchange_strong(&state, &expected, BEING_READ)) {
		if (!getauxval(AT_SECURE))
			read_all(&settings);
		atomic_store_explicit(&state, READ, memory_order_release);
	}
	while (atomic_load_explicit(&state, memory_order_acquire) != READ)
		;
	return &settings;
}

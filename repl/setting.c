/* SPDX-License-Identifier: MIT
 *
 * setting.c - the options of a heap as words.
 */
#include "setting.h"

#include "number.h"
#include "placement.h"
#include "session.h"
#include "word.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { KIND_WORD, KIND_SIZE, KIND_SHARE, KIND_ADDRESS };

enum { FAST_SECTION = 262144 }; /* four spans: the second section comes soon */

static const char *const engines[] = { "general", "fast", NULL };
static const char *const orders[] = { "address", "size-up", "size-down", "lifo", "fifo", NULL };
static const char *const coalescings[] = { "at-once", "deferred", "never", NULL };
static const char *const off_on[] = { "off", "on", NULL };
static const char *const hashes[] = { "order-preserving", "modulo", "fibonacci", NULL };

#define ROW(name, help, values, member, kind) \
	{ name, help, values, offsetof(my_heap_options, member), kind }

const struct setting settings[] = {
	ROW("engine", "who hands out small chunks; fast: classes, spans, caches", engines, engine,
	    KIND_WORD),
	ROW("placement", "which free chunk is taken", placement_words, placement, KIND_WORD),
	ROW("order", "of a section's free chunks", orders, order, KIND_WORD),
	ROW("coalesce", "when free neighbours become one", coalescings, coalescing, KIND_WORD),
	ROW("split", "the smallest rest worth a chunk, in bytes", NULL, split, KIND_SIZE),
	ROW("granule", "key = offset / granule; a power of two to 4096", NULL, granule, KIND_SIZE),
	ROW("align", "of every pointer; a power of two to 4096", NULL, alignment, KIND_SIZE),
	ROW("header", "bytes before each pointer, 0 to 256", NULL, header, KIND_SIZE),
	ROW("section", "bytes of a new section's memory, 64 to 1G", NULL, section, KIND_SIZE),
	ROW("hash", "from a key to its home bucket", hashes, hash, KIND_WORD),
	ROW("capacity", "buckets of a new table, 1 to 1M", NULL, capacity, KIND_SIZE),
	ROW("load", "share of taken buckets before a table grows, 0.1 to 1", NULL, load,
	    KIND_SHARE),
	ROW("limit", "most bytes mapped at once; 0 = none", NULL, limit, KIND_SIZE),
	ROW("guard", "fill slack and freed memory, verify it, delay reuse", off_on, guard,
	    KIND_WORD),
	ROW("base", "address of the first section; 0 = anywhere", NULL, base, KIND_ADDRESS),
	{ 0 },
};

const struct setting *setting_find(const char *name)
{
	for (const struct setting *s = settings; s->name; s++)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

int setting_unknown(struct session *session, const char *name)
{
	struct nearest nearest;

	nearest_start(&nearest, name);
	for (const struct setting *s = settings; s->name; s++)
		nearest_try(&nearest, s->name);
	if (nearest_word(&nearest))
		return session_fail(session, "not understood",
		                    "No setting is named %s. Did you mean %s? Nothing was changed.",
		                    word_quote(name).text, nearest_word(&nearest));
	return session_fail(session, "not understood",
	                    "No setting is named %s. Type set for the list. Nothing was changed.",
	                    word_quote(name).text);
}

/* ---------------------------------------------------------------------- writing */

static unsigned word_of(const struct setting *setting, const my_heap_options *options)
{
	unsigned value; /* all enums of the options have the size of an unsigned int */

	memcpy(&value, (const char *)options + setting->offset, sizeof value);
	return value;
}

static size_t size_of(const struct setting *setting, const my_heap_options *options)
{
	size_t value;

	memcpy(&value, (const char *)options + setting->offset, sizeof value);
	return value;
}

void setting_text(const struct setting *setting, const my_heap_options *options,
                  char out[SETTING_VALUE])
{
	unsigned word = word_of(setting, options);

	if (setting->kind == KIND_WORD)
		snprintf(out, SETTING_VALUE, "%s", setting->values[word]);
	else if (setting->kind == KIND_SHARE)
		snprintf(out, SETTING_VALUE, "%u.%02u", word / 100, word % 100);
	else if (setting->kind == KIND_ADDRESS)
		snprintf(out, SETTING_VALUE, "0x%zx", size_of(setting, options));
	else
		snprintf(out, SETTING_VALUE, "%zu", size_of(setting, options));
}

/* ---------------------------------------------------------------------- reading */

static void store(const struct setting *setting, my_heap_options *options, const void *value,
                  size_t size)
{
	memcpy((char *)options + setting->offset, value, size);
}

static int read_word(const struct setting *setting, my_heap_options *options,
                     const char *value, char *problem)
{
	struct nearest nearest;
	int used;

	nearest_start(&nearest, value);
	for (unsigned i = 0; setting->values[i]; i++) {
		if (strcasecmp(setting->values[i], value) == 0) {
			store(setting, options, &i, sizeof i);
			return 1;
		}
		nearest_try(&nearest, setting->values[i]);
	}
	if (nearest_word(&nearest)) {
		snprintf(problem, SETTING_PROBLEM, "%s is no %s. Did you mean %s?",
		         word_quote(value).text, setting->name, nearest_word(&nearest));
		return 0;
	}
	used = snprintf(problem, SETTING_PROBLEM, "%s is no %s. It is one of",
	                word_quote(value).text, setting->name);
	for (unsigned i = 0; setting->values[i]; i++)
		used += snprintf(problem + used, (size_t)(SETTING_PROBLEM - used), " %s%s",
		                 setting->values[i], setting->values[i + 1] ? "," : ".");
	return 0;
}

static int read_number(const struct setting *setting, my_heap_options *options,
                       const char *value, char *problem)
{
	size_t size;
	unsigned share;

	if (setting->kind == KIND_SHARE) {
		if (!number_read_percent(value, &share, problem))
			return 0;
		store(setting, options, &share, sizeof share);
		return 1;
	}
	if (!number_read(value, &size, problem))
		return 0;
	store(setting, options, &size, sizeof size);
	return 1;
}

void setting_engine(my_heap_options *options, enum my_heap_engine engine)
{
	my_heap_options usual;

	if (options->engine == engine)
		return;
	my_heap_options_default(&usual);
	options->engine = engine;
	options->granule = engine == MY_HEAP_FAST ? 4096 : usual.granule;
	options->section = engine == MY_HEAP_FAST ? FAST_SECTION : usual.section;
	options->header = usual.header;
	options->split = usual.split;
	options->coalescing = usual.coalescing;
	options->guard = usual.guard;
}

/* What a fast heap must have. */
static const struct {
	const char *name, *value;
} fast_needs[] = {
	{ "granule", "4096" }, { "header", "0" }, { "split", "0 to 4096" },
	{ "section", "64K to 1G" }, { "coalesce", "at-once" }, { "guard", "off" },
};

static void tell_problem(const struct setting *setting, const my_heap_options *changed,
                         const char *fault, char *problem)
{
	snprintf(problem, SETTING_PROBLEM, "%s.", fault);
	if (changed->engine != MY_HEAP_FAST)
		return;
	for (size_t i = 0; i < sizeof fast_needs / sizeof fast_needs[0]; i++)
		if (strcmp(setting->name, fast_needs[i].name) == 0)
			snprintf(problem, SETTING_PROBLEM,
			         "with the fast engine %s is %s; for other values type set "
			         "engine general first.", setting->name, fast_needs[i].value);
}

int setting_read(const struct setting *setting, my_heap_options *options, const char *value,
                 char problem[SETTING_PROBLEM])
{
	my_heap_options changed = *options;
	const char *fault;

	if (!(setting->kind == KIND_WORD ? read_word(setting, &changed, value, problem)
	                                 : read_number(setting, &changed, value, problem)))
		return 0;
	if (changed.engine != options->engine) {
		enum my_heap_engine engine = changed.engine;

		changed = *options;
		setting_engine(&changed, engine);
	}
	fault = my_heap_options_problem(&changed);
	if (fault) {
		tell_problem(setting, &changed, fault, problem);
		return 0;
	}
	*options = changed;
	return 1;
}

/* SPDX-License-Identifier: MIT
 *
 * export.c - the heap as JSON: the frame, the options, the statistics, the names.
 */
#include "export.h"

#include "json.h"
#include "names.h"
#include "session.h"
#include "setting.h"
#include "timeline.h"

#include <errno.h>
#include <stddef.h>

/* Words and addresses are texts, the others are numbers as they stand. */
static void write_options(struct json *json, const my_heap_options *options)
{
	char value[SETTING_VALUE];

	json_open(json, "options", '{', JSON_LINES);
	for (const struct setting *s = settings; s->name; s++) {
		setting_text(s, options, value);
		if (s->values || value[1] == 'x')
			json_text(json, s->name, value);
		else
			json_literal(json, s->name, value);
	}
	json_flag(json, "grow", options->grow);
	json_close(json);
}

static const struct {
	const char *name;
	size_t offset;
} statistics[] = {
#define ROW(name) { #name, offsetof(my_heap_statistics, name) }
	ROW(mapped), ROW(peak_mapped), ROW(used), ROW(asked), ROW(peak_asked), ROW(free),
	ROW(largest_free), ROW(sections), ROW(used_chunks), ROW(free_chunks), ROW(spans),
	ROW(cached), ROW(cached_chunks), ROW(tables), ROW(lookups), ROW(probes),
	ROW(longest_probe), ROW(searches), ROW(looked), ROW(splits), ROW(merges), ROW(moves),
	ROW(copied), ROW(system_calls),
#undef ROW
};

enum { STATISTICS = sizeof statistics / sizeof statistics[0] };

_Static_assert(STATISTICS * sizeof(size_t) == sizeof(my_heap_statistics), "a row for each");

static void write_statistics(struct json *json, const struct session *session)
{
	my_heap_statistics stats;

	my_heap_stats(session->heap, &stats);
	json_open(json, "statistics", '{', JSON_LINES);
	for (size_t i = 0; i < STATISTICS; i++)
		json_number(json, statistics[i].name,
		            *(const size_t *)((const char *)&stats + statistics[i].offset));
	json_close(json);
}

/* ------------------------------------------------------------------------- names */

static void write_known(struct json *json, const char *key, size_t number, size_t unknown)
{
	if (number == unknown)
		json_null(json, key);
	else
		json_number(json, key, number);
}

/* Where its chunk starts, or was when it was freed; nowhere when that section is gone. */
static void write_name(struct json *json, const struct session *session,
                       const struct name *name)
{
	const char *start = name->pointer;
	struct place place = { 0 };

	start -= my_heap_options_of(session->heap)->header;
	session_place(session, start, &place, NULL);
	json_open(json, NULL, '{', JSON_FLAT);
	json_text(json, "name", name->text);
	write_known(json, "section", place.section, 0);
	write_known(json, "offset", place.section ? place.offset : NAME_NONE, NAME_NONE);
	json_number(json, "born", name->born);
	json_number(json, "placed", name->placed);
	write_known(json, "died", name->died, 0);
	write_known(json, "asked", name->asked, NAME_NONE);
	json_close(json);
}

static int write_names(struct json *json, const struct session *session)
{
	int reason = 0;

	json_open(json, "names", '[', JSON_LINES);
	for (size_t i = 0; i < names_count(session->names) && !reason; i++) {
		struct name name = names_get(session->names, i);

		write_name(json, session, &name);
		reason = export_go_on(json, session);
	}
	json_close(json);
	return reason;
}

/* ------------------------------------------------------------------------- whole */

int export_go_on(const struct json *json, const struct session *session)
{
	if (session->interrupted)
		return EINTR;
	if (ferror(json->out))
		return errno ? errno : EIO;
	return 0;
}

int export_json(FILE *out, const void *user)
{
	const struct session *session = user;
	struct json json;
	int reason;

	json_start(&json, out);
	json_open(&json, NULL, '{', JSON_LINES);
	json_text(&json, "schema", EXPORT_SCHEMA);
	json_number(&json, "step", timeline_step(session));
	write_options(&json, my_heap_options_of(session->heap));
	export_operation(&json, session);
	write_statistics(&json, session);
	reason = export_sections(&json, session);
	if (reason)
		return reason;
	export_caches(&json, session);
	reason = write_names(&json, session);
	json_close(&json);
	json_end(&json);
	return reason;
}

/* SPDX-License-Identifier: MIT
 *
 * symbols.c - which function an address of a recorded program lies in.
 *
 *   address -> mapping (mapping.h) -> file -> symbol, source line (sources.h, demangle.h)
 */
#include "symbols.h"

#include "demangle.h"
#include "mapping.h"
#include "memory.h"
#include "path.h"
#include "sources.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPINGS_MOST = 65536 };

struct symbols {
	struct mapping *mapping; /* in the order of the text */
	size_t mappings, space;
	char *text; /* in which their paths lie */
	struct sources *sources;
	struct demangler demangler;
};

static void add_line(struct symbols *symbols, const char *line)
{
	struct mapping mapping;

	if (symbols->mappings == MAPPINGS_MOST || !mapping_read(line, &mapping))
		return;
	symbols->mapping = memory_room(symbols->mapping, symbols->mappings, 1, &symbols->space,
	                               sizeof mapping);
	symbols->mapping[symbols->mappings++] = mapping;
}

struct symbols *symbols_open(const char *maps, size_t length)
{
	struct symbols *symbols = memory_new(1, sizeof *symbols);
	char *rest, *line;

	symbols->text = rest = memory_copy(maps, length);
	symbols->sources = sources_open(maps, length);
	while ((line = strsep(&rest, "\n")))
		add_line(symbols, line);
	return symbols;
}

void symbols_close(struct symbols *symbols)
{
	if (!symbols)
		return;
	free(symbols->mapping);
	free(symbols->text);
	sources_close(symbols->sources);
	demangle_end(&symbols->demangler);
	free(symbols);
}

static const struct mapping *mapping_of(const struct symbols *symbols, uint64_t address)
{
	for (size_t i = 0; i < symbols->mappings; i++)
		if (address >= symbols->mapping[i].start && address < symbols->mapping[i].end)
			return &symbols->mapping[i];
	return NULL;
}

/* A long name leaves room for the place. */
static void tell_source(struct symbols *symbols, const struct source *source, const char *file,
                        char *out)
{
	char function[SYMBOL_TEXT / 2];

	demangle(&symbols->demangler, source->function, function, sizeof function);
	if (source->file)
		snprintf(out, SYMBOL_TEXT, "%s (%s:%d)", function, path_last(source->file),
		         source->line);
	else
		snprintf(out, SYMBOL_TEXT, "%s + 0x%" PRIx64 " in %s", function, source->offset,
		         file);
}

const char *symbols_tell(struct symbols *symbols, uint64_t address, char out[SYMBOL_TEXT])
{
	uint64_t call = address ? address - 1 : 0;
	const struct mapping *mapping = mapping_of(symbols, call);
	struct source source;

	if (!address)
		snprintf(out, SYMBOL_TEXT, "not known");
	else if (!mapping || !*mapping->path)
		snprintf(out, SYMBOL_TEXT, "0x%" PRIx64, address);
	else if (sources_find(symbols->sources, call, &source))
		tell_source(symbols, &source, path_last(mapping->path), out);
	else
		snprintf(out, SYMBOL_TEXT, "%s + 0x%" PRIx64, path_last(mapping->path),
		         address - mapping->start + mapping->offset);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	return out;
}

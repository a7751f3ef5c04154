/* SPDX-License-Identifier: MIT
 *
 * symbols.c - which function an address of a recorded program lies in.
 *
 *   address -> mapping (a line of /proc/PID/maps) -> file -> symbol, source line (sources.h)
 */
#include "symbols.h"

#include "memory.h"
#include "sources.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPINGS_MOST = 65536 };

struct mapping {
	uint64_t start, end, offset; /* offset: of the first byte in the file */
	char *file;                  /* as the system named it; "" for memory of no file */
};

struct symbols {
	struct mapping *mapping; /* in the order of the text */
	size_t mappings, space;
	struct sources *sources;
};

/* 08048000-08056000 r-xp 00000000 03:0c 64593   /usr/sbin/gpm */
static int read_mapping(const char *line, struct mapping *out)
{
	int path = 0;

	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %*4s %" SCNx64 " %*s %*s %n", &out->start,
	           &out->end, &out->offset, &path) < 3
	    || out->end <= out->start)
		return 0;
	out->file = memory_copy(line + path, path ? strlen(line + path) : 0);
	return 1;
}

static void add_line(struct symbols *symbols, const char *line)
{
	struct mapping mapping;

	if (symbols->mappings == MAPPINGS_MOST || !read_mapping(line, &mapping))
		return;
	symbols->mapping = memory_room(symbols->mapping, symbols->mappings, 1, &symbols->space,
	                               sizeof mapping);
	symbols->mapping[symbols->mappings++] = mapping;
}

struct symbols *symbols_open(const char *maps, size_t length)
{
	struct symbols *symbols = memory_new(1, sizeof *symbols);
	char *text = memory_copy(maps, length), *rest = text, *line;

	symbols->sources = sources_open(maps, length);
	while ((line = strsep(&rest, "\n")))
		add_line(symbols, line);
	free(text);
	return symbols;
}

void symbols_close(struct symbols *symbols)
{
	if (!symbols)
		return;
	for (size_t i = 0; i < symbols->mappings; i++)
		free(symbols->mapping[i].file);
	free(symbols->mapping);
	sources_close(symbols->sources);
	free(symbols);
}

static const struct mapping *mapping_of(const struct symbols *symbols, uint64_t address)
{
	for (size_t i = 0; i < symbols->mappings; i++)
		if (address >= symbols->mapping[i].start && address < symbols->mapping[i].end)
			return &symbols->mapping[i];
	return NULL;
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void tell_source(const struct source *source, const char *file, char *out)
{
	if (source->file)
		snprintf(out, SYMBOL_TEXT, "%s (%s:%d)", source->function,
		         last_part(source->file), source->line);
	else
		snprintf(out, SYMBOL_TEXT, "%s + 0x%" PRIx64 " in %s", source->function,
		         source->offset, file);
}

const char *symbols_tell(struct symbols *symbols, uint64_t address, char out[SYMBOL_TEXT])
{
	uint64_t call = address ? address - 1 : 0;
	const struct mapping *mapping = mapping_of(symbols, call);
	struct source source;

	if (!address)
		snprintf(out, SYMBOL_TEXT, "not known");
	else if (!mapping || !*mapping->file)
		snprintf(out, SYMBOL_TEXT, "0x%" PRIx64, address);
	else if (sources_find(symbols->sources, call, &source))
		tell_source(&source, last_part(mapping->file), out);
	else
		snprintf(out, SYMBOL_TEXT, "%s + 0x%" PRIx64, last_part(mapping->file),
		         address - mapping->start + mapping->offset);
	for (char *c = out; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
	return out;
}

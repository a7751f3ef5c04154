/* SPDX-License-Identifier: MIT
 *
 * sources.c - what the files of a recorded program know of its addresses, by libdw.
 */
#include "sources.h"

#if __has_include(<elfutils/libdwfl.h>)

#include "memory.h"

#include <elfutils/libdwfl.h>
#include <stdio.h>
#include <stdlib.h>

const char sources_lack[] = "";

struct sources {
	Dwfl *dwfl;
	Dwfl_Callbacks callbacks;
	char *folders; /* with debugging information; NULL: the usual ones */
};

static void report_files(Dwfl *dwfl, const char *maps, size_t length)
{
	FILE *text = fmemopen((void *)maps, length, "r");

	if (!text)
		return;
	dwfl_linux_proc_maps_report(dwfl, text);
	dwfl_report_end(dwfl, NULL, NULL);
	fclose(text);
}

/* A variable of the environment would have libdw ask servers for what is not here. */
struct sources *sources_open(const char *maps, size_t length)
{
	struct sources *sources = memory_new(1, sizeof *sources);

	unsetenv("DEBUGINFOD_URLS");
	sources->callbacks.find_elf = dwfl_linux_proc_find_elf;
	sources->callbacks.find_debuginfo = dwfl_standard_find_debuginfo;
	sources->callbacks.debuginfo_path = &sources->folders;
	sources->dwfl = dwfl_begin(&sources->callbacks);
	if (sources->dwfl)
		report_files(sources->dwfl, maps, length);
	return sources;
}

void sources_close(struct sources *sources)
{
	if (!sources)
		return;
	dwfl_end(sources->dwfl);
	free(sources);
}

int sources_find(struct sources *sources, uint64_t address, struct source *out)
{
	Dwfl_Module *module = sources->dwfl ? dwfl_addrmodule(sources->dwfl, address) : NULL;
	Dwfl_Line *line;
	GElf_Sym symbol;

	*out = (struct source){ NULL, 0, NULL, 0 };
	if (!module)
		return 0;
	out->function = dwfl_module_addrinfo(module, address, &out->offset, &symbol, NULL, NULL,
	                                     NULL);
	line = dwfl_module_getsrc(module, address);
	if (line)
		out->file = dwfl_lineinfo(line, NULL, &out->line, NULL, NULL, NULL);
	return out->function != NULL;
}

#else

const char sources_lack[] = "This mmviz was built without libdw, by which functions and lines are "
                            "known: places are told by their addresses in files.";

struct sources *sources_open(const char *maps, size_t length)
{
	(void)maps;
	(void)length;
	return NULL;
}

void sources_close(struct sources *sources)
{
	(void)sources;
}

int sources_find(struct sources *sources, uint64_t address, struct source *out)
{
	(void)sources;
	(void)address;
	*out = (struct source){ NULL, 0, NULL, 0 };
	return 0;
}

#endif

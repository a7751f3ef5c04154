/* SPDX-License-Identifier: MIT
 *
 * demangle.c - the names of functions as a C++ program has them.
 */
#include "demangle.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MANGLED_MOST = 2000 }; /* longer ones are left alone */

typedef char *demangling(const char *name, char *out, size_t *size, int *status);

static demangling *function_of(struct demangler *demangler)
{
	void *found;
	demangling *function = NULL;

	if (!demangler->tried)
		demangler->library = dlopen("libstdc++.so.6", RTLD_LAZY | RTLD_LOCAL);
	demangler->tried = 1;
	found = demangler->library ? dlsym(demangler->library, "__cxa_demangle") : NULL;
	memcpy(&function, &found, sizeof function); /* C has no cast for that */
	return function;
}

const char *demangle(struct demangler *demangler, const char *name, char *out, size_t size)
{
	int is_mangled = strncmp(name, "_Z", 2) == 0 && strlen(name) <= MANGLED_MOST;
	demangling *function = is_mangled ? function_of(demangler) : NULL;
	char *text = function ? function(name, NULL, NULL, NULL) : NULL;

	snprintf(out, size, "%s", text ? text : name);
	free(text);
	return out;
}

void demangle_end(struct demangler *demangler)
{
	if (demangler->library)
		dlclose(demangler->library);
	*demangler = (struct demangler){ NULL, 0 };
}

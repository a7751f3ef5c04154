/* SPDX-License-Identifier: MIT
 *
 * demangle.h - the names of functions as a C++ program has them.
 *
 * That is the C++ runtime's own work (__cxa_demangle), which is loaded when the first such name
 * is met: mmviz needs none otherwise. Where it is missing, names stay as they are.
 */
#ifndef MMVIZ_DEMANGLE_H
#define MMVIZ_DEMANGLE_H

#include <stddef.h>

struct demangler {
	void *library; /* NULL: not loaded */
	int tried;
};

/* The name, or what it stands for, in out, cut off where it is longer. Returns out. */
const char *demangle(struct demangler *demangler, const char *name, char *out, size_t size);

void demangle_end(struct demangler *demangler);

#endif

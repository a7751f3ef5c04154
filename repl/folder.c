/* SPDX-License-Identifier: MIT
 *
 * folder.c - the folder of what is kept from run to run.
 */
#include "folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *folder_path(char *out, const char *name)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	int length = 0;

	if (state && state[0] == '/')
		length = snprintf(out, FOLDER_PATH, "%s/mmviz/%s", state, name);
	else if (home && home[0] == '/')
		length = snprintf(out, FOLDER_PATH, "%s/.local/state/mmviz/%s", home, name);
	if (length <= 0 || length >= FOLDER_PATH)
		out[0] = 0;
	return out;
}

void folder_make(const char *path)
{
	char folder[FOLDER_PATH];

	snprintf(folder, sizeof folder, "%s", path);
	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(folder, 0700);
		*slash = '/';
	}
}

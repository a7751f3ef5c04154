/* SPDX-License-Identifier: MIT
 *
 * preference.c - the theme chosen last, kept from run to run.
 */
#include "preference.h"

#include "folder.h"
#include "replace.h"
#include "theme.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { NAME_BYTES = 32 };

/* Its first line; whatever else lies there under that name is never waited for. */
static const char *read_name(char name[NAME_BYTES])
{
	char path[FOLDER_PATH];
	int file = open(folder_path(path, "theme"), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t length = file < 0 ? 0 : read(file, name, NAME_BYTES - 1);

	if (file >= 0)
		close(file);
	name[length > 0 ? length : 0] = 0;
	name[strcspn(name, "\r\n")] = 0;
	return name;
}

const struct theme *preference_theme(void)
{
	char name[NAME_BYTES];
	const struct theme *theme = theme_find(read_name(name));

	return theme ? theme : theme_at(0);
}

static int write_name(FILE *out, const void *user)
{
	fprintf(out, "%s\n", theme_name(user));
	return 0;
}

int preference_keep(const struct theme *theme)
{
	char path[FOLDER_PATH];

	if (!*folder_path(path, "theme"))
		return 0;
	folder_make(path);
	return replace_file(path, write_name, theme) == 0;
}

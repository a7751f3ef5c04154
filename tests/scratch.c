/* SPDX-License-Identifier: MIT
 *
 * scratch.c - files that a test makes for itself, in one folder that is removed at exit.
 */
#include "scratch.h"

#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char folder[256];
static pid_t owner;

static void remove_folder(void)
{
	char path[600];
	DIR *dir = getpid() == owner ? opendir(folder) : NULL;

	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		unlink(path);
	}
	if (dir) {
		closedir(dir);
		rmdir(folder);
	}
}

static void make_folder(void)
{
	const char *parent = getenv("TMPDIR");

	if (folder[0])
		return;
	snprintf(folder, sizeof folder, "%s/my_malloc-test-XXXXXX", parent ? parent : "/tmp");
	if (!mkdtemp(folder)) {
		perror(folder);
		exit(2);
	}
	owner = getpid();
	atexit(remove_folder);
}

const char *scratch_path(const char *name)
{
	static char paths[8][512];
	static unsigned turn;
	char *path = paths[turn++ % 8];

	make_folder();
	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

static void must(int fine, const char *path)
{
	if (!fine) {
		perror(path);
		exit(2);
	}
}

const char *scratch_write(const char *name, const void *bytes, size_t length)
{
	const char *path = scratch_path(name);
	FILE *file = fopen(path, "wb");

	must(file && fwrite(bytes, 1, length, file) == length && fclose(file) == 0, path);
	return path;
}

int scratch_packs(void)
{
#if !__has_include(<zlib.h>)
	test_skip("zlib was not here when it was built");
	return 0;
#endif
	return 1;
}

/* By gzip(1): packing is not what is tested, and zlib may not be here. */
const char *scratch_gzip(const char *name, const void *bytes, size_t length)
{
	const char *path = scratch_path(name);
	char command[600];
	FILE *gzip;

	snprintf(command, sizeof command, "gzip -n > '%s'", path);
	gzip = popen(command, "w");
	must(gzip && fwrite(bytes, 1, length, gzip) == length && pclose(gzip) == 0, path);
	return path;
}

char *scratch_read(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	size_t space = 1 << 16, got;
	char *bytes = malloc(space + 1);

	*length = 0;
	while (file && bytes && (got = fread(bytes + *length, 1, space - *length, file)) > 0) {
		*length += got;
		if (*length == space)
			bytes = realloc(bytes, (space *= 2) + 1);
	}
	if (!file || !bytes) {
		free(bytes);
		return NULL;
	}
	fclose(file);
	bytes[*length] = 0;
	return bytes;
}

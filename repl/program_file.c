/* SPDX-License-Identifier: MIT
 *
 * program_file.c - what kind of program a file is.
 *
 * mmviz and the library that records are made together: a program whose head differs from that
 * of mmviz in processor, word size or loader cannot have that library.
 */
#include "program_file.h"

#include "path.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { LINE_MOST = 512, PARTS_MOST = 64 };

typedef ElfW(Ehdr) elf_head;
typedef ElfW(Phdr) elf_part;

/* Bytes of a file; -1: it cannot be read. */
static ssize_t read_at(const char *path, uint64_t at, void *bytes, size_t length)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t got = file < 0 ? -1 : pread(file, bytes, length, (off_t)at);

	if (file >= 0)
		close(file);
	return got;
}

static int is_whole(const char *path, uint64_t at, void *bytes, size_t length)
{
	return read_at(path, at, bytes, length) == (ssize_t)length;
}

/* The name of its loader: 1; 0: it has none; -1: this is no ELF file of our kind. */
static int find_loader(const char *path, const elf_head *head, char *loader)
{
	elf_part parts[PARTS_MOST];
	size_t count = head->e_phnum;

	if (head->e_phentsize != sizeof parts[0] || count == 0 || count > PARTS_MOST
	    || !is_whole(path, head->e_phoff, parts, count * sizeof parts[0]))
		return -1;
	for (size_t i = 0; i < count; i++) {
		size_t length = parts[i].p_filesz;

		if (parts[i].p_type != PT_INTERP)
			continue;
		if (length < 2 || length > PROGRAM_PATH
		    || !is_whole(path, parts[i].p_offset, loader, length))
			return -1;
		loader[length - 1] = 0;
		return 1;
	}
	return 0;
}

static int is_ours(const elf_head *head, const elf_head *our)
{
	return memcmp(head->e_ident, our->e_ident, EI_VERSION) == 0
	       && head->e_machine == our->e_machine;
}

static enum program_file elf_kind(const char *path, const elf_head *head)
{
	static const char self[] = "/proc/self/exe";
	char loader[PROGRAM_PATH], our_loader[PROGRAM_PATH];
	elf_head our;
	int known = is_whole(self, 0, &our, sizeof our), has;

	if (known && !is_ours(head, &our))
		return PROGRAM_FILE_FOREIGN;
	has = find_loader(path, head, loader);
	if (has <= 0)
		return has < 0 ? PROGRAM_FILE_UNKNOWN : PROGRAM_FILE_STATIC;
	if (known && find_loader(self, &our, our_loader) == 1
	    && strcmp(path_last(loader), path_last(our_loader)) != 0)
		return PROGRAM_FILE_LOADER;
	return PROGRAM_FILE_FINE;
}

/* The loader then ignores what the environment asks of it. Whoever has these rights already
 * gains none. */
static int is_privileged(const char *path)
{
	struct stat file;
	struct statvfs system;

	if (stat(path, &file) != 0
	    || (statvfs(path, &system) == 0 && (system.f_flag & ST_NOSUID))
	    || prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1)
		return 0;
	return ((file.st_mode & S_ISUID) && file.st_uid != getuid())
	       || ((file.st_mode & S_ISGID) && (file.st_mode & S_IXGRP) && file.st_gid != getgid())
	       || (getuid() != 0 && getxattr(path, "security.capability", NULL, 0) > 0);
}

/* As shells see it: the first line has no 0. */
static int is_text(const char *bytes, size_t length)
{
	const char *end = memchr(bytes, '\n', length);

	return !memchr(bytes, 0, end ? (size_t)(end - bytes) : length);
}

enum program_file program_file_kind(const char *path)
{
	union {
		char text[LINE_MOST];
		elf_head elf;
	} first = { { 0 } };
	ssize_t got = read_at(path, 0, &first, sizeof first);

	if (is_privileged(path))
		return PROGRAM_FILE_PRIVILEGED;
	if (got < 0)
		return PROGRAM_FILE_FINE;
	if (got >= 2 && memcmp(first.text, "#!", 2) == 0)
		return PROGRAM_FILE_SCRIPT;
	if (got >= EI_NIDENT && memcmp(first.text, ELFMAG, SELFMAG) == 0)
		return elf_kind(path, &first.elf);
	return is_text(first.text, (size_t)got) ? PROGRAM_FILE_TEXT : PROGRAM_FILE_UNKNOWN;
}

/* What env would run: its first word that is no option and sets no variable. An option that
 * has its value in the next word is not known here; the program is then taken as it is. */
static const char *env_finds(char *rest)
{
	for (char *word = strtok(rest, " \t"); word; word = strtok(NULL, " \t"))
		if (*word != '-' && !strchr(word, '='))
			return word;
	return "";
}

int program_file_script(const char *path, struct script_head *head)
{
	char line[LINE_MOST + 1] = "", *program, *rest;
	ssize_t got = read_at(path, 0, line, LINE_MOST);

	if (got < 2)
		return 0;
	line[strcspn(line, "\n")] = 0;
	program = line + 2 + strspn(line + 2, " \t");
	rest = program + strcspn(program, " \t");
	if (*rest)
		*rest++ = 0;
	strcpy(head->program, program);
	strcpy(head->found_by_env, strcmp(path_last(program), "env") == 0 ? env_finds(rest) : "");
	return *program != 0;
}

/* SPDX-License-Identifier: MIT
 *
 * test_program.c - programs as they are found, and what must not be run half-watched.
 *
 * Most files are /bin/true with one thing changed in its head.
 */
#include "program.h"
#include "scratch.h"
#include "test.h"

#include <elf.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct elf {
	char *bytes;
	size_t length;
	ElfW(Ehdr) *head;
	ElfW(Phdr) *parts;
	ElfW(Phdr) *loader; /* the part that names it */
};

static struct elf read_true(void)
{
	struct elf elf = { 0 };

	elf.bytes = scratch_read("/bin/true", &elf.length);
	if (!elf.bytes || elf.length < sizeof *elf.head
	    || memcmp(elf.bytes, ELFMAG, SELFMAG) != 0) {
		test_skip("/bin/true is no ELF file");
		free(elf.bytes);
		return (struct elf){ 0 };
	}
	elf.head = (void *)elf.bytes;
	elf.parts = (void *)(elf.bytes + elf.head->e_phoff);
	for (int i = 0; i < elf.head->e_phnum; i++)
		if (elf.parts[i].p_type == PT_INTERP)
			elf.loader = &elf.parts[i];
	return elf;
}

static const char *make(const char *name, const void *bytes, size_t length)
{
	const char *path = scratch_write(name, bytes, length);

	CU_ASSERT_EQUAL(chmod(path, 0755), 0);
	return path;
}

static const char *make_text(const char *name, const char *text)
{
	return make(name, text, strlen(text));
}

static void finds(const char *name, int status, const char *words)
{
	static struct program program;
	int got = program_find(&program, name);

	CU_ASSERT_EQUAL(got, status);
	CU_ASSERT(strstr(program.problem, words) != NULL);
	CU_ASSERT((status == 0) == (program.problem[0] == 0));
	if (got != status || !strstr(program.problem, words))
		printf("\n      %s: %d: %s\n", name, got, program.problem);
}

static void looks_where_execvp_does(void)
{
	static struct program program;
	char *before = strdup(getenv("PATH")), folder[600], path[1300];

	snprintf(folder, sizeof folder, "%s", scratch_path("x"));
	*strrchr(folder, '/') = 0;
	make_text("is-one", "#!/bin/sh\n");
	chmod(scratch_write("is-none", "", 0), 0644);
	snprintf(path, sizeof path, "/nowhere:/dev/null:%s:/bin", folder);
	setenv("PATH", path, 1);
	finds("is-one", 0, "");
	finds("is-none", 126, "may not be executed");
	finds("is-nowhere", 127, "No program is named is-nowhere");
	finds("", 127, "No program");
	CU_ASSERT_EQUAL(program_find(&program, "true"), 0);
	CU_ASSERT_STRING_EQUAL(program.path, "/bin/true");
	setenv("PATH", "/nowhere::", 1);
	finds("Makefile", 126, "may not be executed");
	finds("./Makefile", 126, "may not be executed");
	unsetenv("PATH");
	finds("true", 0, "");
	setenv("PATH", before, 1);
	finds("/", 126, "is a folder");
	finds("/bin/true/", 126, "Not a directory");
	finds("./is-nowhere", 127, "no such file");
	free(before);
}

static void follows_scripts(void)
{
	char text[600], inner[512];

	snprintf(inner, sizeof inner, "%s", make_text("inner", "#! /bin/sh -e\n"));
	snprintf(text, sizeof text, "#!%s\n", inner);
	finds(make_text("outer", text), 0, "");
	finds(make_text("by-env", "#!/usr/bin/env sh\n"), 0, "");
	finds(make_text("by-env-s", "#!/usr/bin/env -S A=1 sh -e"), 0, "");
	finds(make_text("no-env", "#!/usr/bin/env is-nowhere\n"), 127, "is-nowhere");
	finds(make_text("no-line", "echo hello\n"), 126, "no #!");
	finds(make_text("nothing", ""), 126, "no #!");
	finds(make_text("no-name", "#! \n"), 126, "names no program");
	finds(make_text("lost", "#!/no/where\n"), 126, "by /no/where, as its first line says");
	snprintf(text, sizeof text, "#!%s\n", scratch_path("itself"));
	finds(make_text("itself", text), 126, "more than 5 deep");
	snprintf(inner, sizeof inner, "%s", make_text("inner", "\177ELF\002no more"));
	snprintf(text, sizeof text, "#!%s\n", inner);
	finds(make_text("outer", text), 126, "which runs it, is");
	finds(make("zeros", "a\0b", 3), 126, "neither a program");
}

static void tells_what_cannot_be_preloaded(void)
{
	struct elf elf = read_true();
	ElfW(Word) kind;
	char *loader;

	if (!elf.bytes || !elf.loader) {
		free(elf.bytes);
		return;
	}
	finds(make("true", elf.bytes, elf.length), 0, "");
	kind = elf.loader->p_type;
	elf.loader->p_type = PT_NULL;
	finds(make("static", elf.bytes, elf.length), 126, "linked statically");
	elf.loader->p_type = kind;
	loader = strrchr(elf.bytes + elf.loader->p_offset, '/');
	loader[1] ^= 1;
	finds(make("loader", elf.bytes, elf.length), 126, "another C library");
	loader[1] ^= 1;
	elf.head->e_machine ^= 1;
	finds(make("machine", elf.bytes, elf.length), 126, "another kind of processor");
	elf.head->e_machine ^= 1;
	elf.head->e_ident[EI_CLASS] = (unsigned char)(ELFCLASS32 + ELFCLASS64
	                                              - elf.head->e_ident[EI_CLASS]);
	finds(make("words", elf.bytes, elf.length), 126, "word sizes");
	free(elf.bytes);
}

static void tells_who_has_other_rights(void)
{
	struct elf elf = read_true();
	const char *path;

	if (!elf.bytes)
		return;
	path = make("rights", elf.bytes, elf.length);
	free(elf.bytes);
	CU_ASSERT_EQUAL(chmod(path, 04755), 0);
	finds(path, 0, ""); /* its own user's */
	if (chown(path, 65534, 65534) != 0) {
		test_skip("files cannot be given away here");
		return;
	}
	CU_ASSERT_EQUAL(chmod(path, 04755), 0);
	finds(path, 126, "rights of another user");
	CU_ASSERT_EQUAL(chmod(path, 02755), 0);
	finds(path, 126, "rights of another user, group");
	CU_ASSERT_EQUAL(chmod(path, 0755), 0);
	finds(path, 0, "");
}

/* Cut at every byte of its head, and each bit of that flipped: a sentence or nothing. */
static void survives_damage(void)
{
	static struct program program;
	struct elf elf = read_true();
	size_t most = elf.length < 700 ? elf.length : 700;

	for (size_t i = 0; i < most; i += 3) {
		make("cut", elf.bytes, i);
		program_find(&program, scratch_path("cut"));
		CU_ASSERT_EQUAL(program.status == 0, program.problem[0] == 0);
		elf.bytes[i] ^= (char)(1 << i % 8);
		make("cut", elf.bytes, elf.length);
		program_find(&program, scratch_path("cut"));
		CU_ASSERT_EQUAL(program.status == 0, program.problem[0] == 0);
		elf.bytes[i] ^= (char)(1 << i % 8);
	}
	free(elf.bytes);
}

CU_TestInfo program_tests[] = {
	{ "looks where execvp does", looks_where_execvp_does },
	{ "follows scripts", follows_scripts },
	{ "tells what cannot be preloaded", tells_what_cannot_be_preloaded },
	{ "tells who has other rights", tells_who_has_other_rights },
	{ "survives damage", survives_damage },
	CU_TEST_INFO_NULL,
};

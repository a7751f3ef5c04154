/* SPDX-License-Identifier: MIT
 *
 * attach_symbol.c - where a symbol of an ELF file lies, when the file is mapped.
 *
 * Bytes are believed only as far as they reach: a damaged file has no symbols.
 */
#include "attach.h"

#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct elf {
	const unsigned char *bytes;
	size_t size;
};

/* count things of that size from an offset on; NULL: they are not all there. */
static const void *part(const struct elf *elf, uint64_t offset, uint64_t count, size_t size)
{
	if (offset > elf->size || count > (elf->size - offset) / size || offset % 8)
		return NULL;
	return elf->bytes + offset;
}

static uint64_t find_in(const struct elf *elf, const Elf64_Shdr *table, const Elf64_Shdr *names,
                        const char *name)
{
	size_t count = table->sh_size / sizeof(Elf64_Sym), length = strlen(name) + 1;
	const Elf64_Sym *symbols = part(elf, table->sh_offset, count, sizeof *symbols);

	if (!symbols || names->sh_offset > elf->size
	    || names->sh_size > elf->size - names->sh_offset)
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t at = symbols[i].st_name;

		if (symbols[i].st_value && at < names->sh_size && names->sh_size - at >= length
		    && memcmp(elf->bytes + names->sh_offset + at, name, length) == 0)
			return symbols[i].st_value;
	}
	return 0;
}

/* In the table for the loader, or else in the larger one for people. */
static uint64_t find(const struct elf *elf, const Elf64_Ehdr *head, const char *name)
{
	static const uint32_t kinds[] = { SHT_DYNSYM, SHT_SYMTAB };
	const Elf64_Shdr *sections = part(elf, head->e_shoff, head->e_shnum, sizeof *sections);
	uint64_t value = 0;

	for (size_t kind = 0; sections && kind < 2; kind++)
		for (size_t i = 0; i < head->e_shnum && !value; i++) {
			const Elf64_Shdr *table = &sections[i];

			if (table->sh_type == kinds[kind] && table->sh_link < head->e_shnum)
				value = find_in(elf, table, &sections[table->sh_link], name);
		}
	return value;
}

static uint64_t look(const struct elf *elf, uint64_t base, const char *name)
{
	const Elf64_Ehdr *head = part(elf, 0, 1, sizeof *head);
	uint64_t value;

	if (!head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0
	    || head->e_ident[EI_CLASS] != ELFCLASS64)
		return 0;
	value = find(elf, head, name);
	return value && head->e_type == ET_DYN ? base + value : value;
}

uint64_t attach_symbol(const char *path, uint64_t base, const char *name)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat status;
	struct elf elf;
	uint64_t address;
	void *bytes = MAP_FAILED;

	if (file < 0)
		return 0;
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
	close(file);
	if (bytes == MAP_FAILED)
		return 0;
	elf = (struct elf){ bytes, (size_t)status.st_size };
	address = look(&elf, base, name);
	munmap(bytes, elf.size);
	return address;
}

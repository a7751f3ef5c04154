/* SPDX-License-Identifier: MIT
 *
 * test_symbols.c - addresses of this program itself, told by the mapped files that it has.
 */
#include "play.h"
#include "demangle.h"
#include "symbols.h"

#include <inttypes.h>

enum { MAPS_MOST = 1 << 18 };

/* What a call from here returns to, and the line of the call. */
__attribute__((noinline)) static uint64_t called(void)
{
	return (uint64_t)(uintptr_t)__builtin_return_address(0);
}

int symbols_test_line;

__attribute__((noinline)) uint64_t symbols_test_caller(void);

uint64_t symbols_test_caller(void)
{
	symbols_test_line = __LINE__ + 1;
	uint64_t address = called();

	__asm__ volatile("" ::: "memory"); /* the call is none that never returns here */
	return address;
}

static char *own_maps(void)
{
	FILE *file = fopen("/proc/self/maps", "r");
	char *text = calloc(1, MAPS_MOST);

	CU_ASSERT_FATAL(file && text);
	CU_ASSERT(fread(text, 1, MAPS_MOST - 1, file) > 0);
	fclose(file);
	return text;
}

static int knows_sources(void)
{
#if __has_include(<elfutils/libdwfl.h>)
	return 1;
#else
	return 0;
#endif
}

static void this_program_is_known(void)
{
	char *maps = own_maps(), name[SYMBOL_TEXT], line[40];
	struct symbols *symbols = symbols_open(maps, strlen(maps));
	uint64_t address = symbols_test_caller();

	symbols_tell(symbols, address, name);
	if (knows_sources()) {
		CU_ASSERT(play_has(name, "symbols_test_caller"));
		snprintf(line, sizeof line, "(test_symbols.c:%d)", symbols_test_line);
		if (strchr(name, '('))
			CU_ASSERT(play_has(name, line));
	} else {
		CU_ASSERT(play_has(name, " + 0x"));
	}
	symbols_close(symbols);
	free(maps);
}

static void what_is_gone_is_told_by_its_place(void)
{
	static const char maps[] =
		"0000400000-0000401000 r--p 00000000 00:00 1 /nowhere/at all/prog\n"
		"0000401000-0000402000 r-xp 00001000 00:00 1 /nowhere/at all/prog\n"
		"nonsense\n-\n10-5 r-xp 0 0:0 0 /backwards\n"
		"0000700000-0000800000 rw-p 00000000 00:00 0\n"
		"0000900000-0000901000 r-xp 00000000 00:00 1 /nowhere/a\x1b[31mb";
	static const struct {
		uint64_t address;
		const char *name;
	} cases[] = {
		{ 0, "not known" },
		{ 0x401010, "prog + 0x1010" },
		{ 0x400001, "prog + 0x1" },
		{ 0x402000, "prog + 0x2000" }, /* the call itself lies before it */
		{ 0x402001, "0x402001" },
		{ 0x700123, "0x700123" },
		{ 0x900010, "a?[31mb + 0x10" },
		{ UINT64_MAX, "0xffffffffffffffff" },
	};
	struct symbols *symbols = symbols_open(maps, sizeof maps - 1);
	char name[SYMBOL_TEXT];

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CU_ASSERT_STRING_EQUAL(symbols_tell(symbols, cases[i].address, name),
		                       cases[i].name);
	symbols_close(symbols);
}

static void nothing_is_needed(void)
{
	struct symbols *symbols = symbols_open("", 0);
	char name[SYMBOL_TEXT];

	CU_ASSERT_STRING_EQUAL(symbols_tell(symbols, 0x1234, name), "0x1234");
	symbols_close(symbols);
	symbols_close(NULL);
}

static void names_of_cpp_are_read(void)
{
	struct demangler demangler = { NULL, 0 };
	char out[SYMBOL_TEXT];

	CU_ASSERT_STRING_EQUAL(demangle(&demangler, "main", out, sizeof out), "main");
	CU_ASSERT_FALSE(demangler.tried);
	CU_ASSERT_STRING_EQUAL(demangle(&demangler, "_Znonsense", out, sizeof out), "_Znonsense");
	demangle(&demangler, "_ZN4shop4till4fillEi", out, sizeof out);
	if (demangler.library)
		CU_ASSERT_STRING_EQUAL(out, "shop::till::fill(int)");
	demangle(&demangler, "_ZN4shop4till4fillEi", out, 8);
	CU_ASSERT_EQUAL(strlen(out), 7);
	demangle_end(&demangler);
}

CU_TestInfo symbols_tests[] = {
	{ "this program is known", this_program_is_known },
	{ "what is gone is told by its place", what_is_gone_is_told_by_its_place },
	{ "nothing is needed", nothing_is_needed },
	{ "names of C++ are read", names_of_cpp_are_read },
	CU_TEST_INFO_NULL,
};

/* SPDX-License-Identifier: MIT
 *
 * test_install.c - what was built, installed below a folder: found from there, used, and gone
 * again. Nothing is built anew.
 */
#include "shell.h"
#include "test.h"

#include <stdio.h>

/* $R is the project, $D the folder, $P what is below it. "make" installs what is there. */
#define HERE \
	"R=${M%/*} D=$PWD/installed P=$PWD/installed/opt/my; unset MAKEFLAGS MFLAGS MAKELEVEL;" \
	"make() { command make -s -C \"$R\" -o all DESTDIR=\"$D\" PREFIX=/opt/my \"$@\"; }\n"

static int ready(void)
{
	return shell_ready() && shell_finds("make");
}

static void is_found_where_it_is(void)
{
	if (!ready())
		return;
	shell_ends(0, HERE "make install && cd / && $P/bin/mmviz learn && $P/bin/mmviz --version");
	CU_ASSERT(shell_said("out", "Lesson 1"));
	CU_ASSERT(shell_said("out", "mmviz 0."));
	shell_ends(0, HERE "$P/bin/mmviz record -o F /bin/true");
	CU_ASSERT(shell_said("err", "recorded"));
	shell_ends(0, HERE "$P/bin/mmviz $P/share/mmviz/lessons/01.txt");
}

static void outside_programs_compile(void)
{
	if (!ready() || !shell_finds("pkg-config") || !shell_finds("cc"))
		return;
	shell_ends(0, HERE "export PKG_CONFIG_LIBDIR=$P/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$D;"
	           "pkg-config --modversion my_malloc && "
	           "cc $P/share/mmviz/lessons/code/first.c $(pkg-config --cflags --libs my_malloc)"
	           " -o outside && ./outside; status=$?; rm -f outside; exit $status");
	CU_ASSERT(shell_said("out", "0.1.0\nthree\ntwo\none\n"));
	CU_ASSERT(shell_said("err", ""));
}

static void bash_completes(void)
{
	if (!ready() || !shell_finds("bash"))
		return;
	shell_ends(0, HERE "cat >complete <<'END'\n"
	           ". \"$1\"; shift; COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1))\n"
	           "_mmviz; echo ${COMPREPLY[*]}\n"
	           "END\n"
	           "C=$P/share/bash-completion/completions/mmviz; mkdir -p completed.d; cd completed.d\n"
	           "bash ../complete $C mmviz lea; bash ../complete $C mmviz quiz coal\n"
	           "bash ../complete $C mmviz --theme d; bash ../complete $C mmviz record --e\n"
	           "bash ../complete $C mmviz ostep --ost; bash ../complete $C mmviz grade 03;"
	           "bash ../complete $C mmviz watch mapfil; bash ../complete $C mmviz --theme dark --pl;"
	           "cd ..; rmdir completed.d; rm complete");
	CU_ASSERT(shell_said("out", "learn\ncoalesce\ndark\n--exact\n--ostep-bugs\n03\nmapfile\n--plain\n"));
	CU_ASSERT(shell_said("err", ""));
}

static void zsh_completes(void)
{
	if (!ready() || !shell_finds("zsh"))
		return;
	shell_ends(0, HERE "cat >complete <<'END'\n"
	           "compadd() { print -r -- ${@:#--}; }; _files() { print files; }\n"
	           "_command_names() { print programs; }\n"
	           "C=$1; shift; words=(\"$@\") CURRENT=$#; . $C\n"
	           "END\n"
	           "C=$P/share/zsh/site-functions/_mmviz; zsh -f complete $C mmviz --theme d;"
	           "zsh -f complete $C mmviz record --e; rm complete");
	CU_ASSERT(shell_said("out", "dark light contrast mono\nfiles\n-o --exact\nprograms\nfiles\n"));
	CU_ASSERT(shell_said("err", ""));
}

/* As those who make packages say them. */
#define CHOSEN \
	"make() { command make -s -C \"$R\" -o all DESTDIR=\"$D\" PREFIX=/usr BINDIR=/bin" \
	" LIBDIR=/usr/lib/any-linux-gnu INCLUDEDIR=/usr/include/my DATADIR=/data MANDIR=/usr/man" \
	" \"$@\"; }\n"

static void goes_where_it_is_told(void)
{
	if (!ready())
		return;
	shell_ends(0, "mkdir -p there; cd there; " HERE CHOSEN "make install && cd $D && "
	           "ls bin usr usr/man usr/lib data && echo $(find . -name 'm*' -type f | sort) && "
	           "grep dir= usr/lib/any-linux-gnu/pkgconfig/my_malloc.pc");
	CU_ASSERT(shell_said("out", "bin:\nmmviz\n\ndata:\nbash-completion\nmmviz\nzsh\n\n"
	                     "usr:\ninclude\nlib\nman\n\nusr/lib:\nany-linux-gnu\n\n"
	                     "usr/man:\nman1\nman3\nman5\n"));
	CU_ASSERT(shell_said("out", " ./usr/include/my/my_malloc.h "));
	CU_ASSERT(shell_said("out", "\nincludedir=${prefix}/include/my\n"
	                     "libdir=${prefix}/lib/any-linux-gnu\n"));
	shell_ends(0, "cd there; " HERE CHOSEN "make uninstall && cd .. && "
	           "find there/installed -mindepth 1 && rmdir there/installed there");
	CU_ASSERT(shell_said("out", ""));
	CU_ASSERT(shell_said("err", ""));
}

/* Without DESTDIR, among folders of others: those that were there stay, also when they are empty. */
static void leaves_folders_of_others(void)
{
	if (!ready())
		return;
	shell_ends(0, HERE "mkdir -p prefix/lib prefix/share/man; U=\"DESTDIR= PREFIX=$PWD/prefix\";"
	           "make install $U && make install $U && prefix/bin/mmviz learn && "
	           "make uninstall $U && echo $(find prefix | sort) and no more");
	CU_ASSERT(shell_said("out", "prefix prefix/lib prefix/share prefix/share/man and no more"));
	CU_ASSERT(shell_said("err", ""));
	shell_ends(0, "rm -r prefix");
}

/* Somebody else's stays, and so does its folder. */
static void goes_without_a_trace(void)
{
	if (!ready())
		return;
	shell_ends(0, HERE "touch $P/lib/other && make uninstall && find installed -type f");
	CU_ASSERT(shell_said("out", "installed/opt/my/lib/other\n"));
	CU_ASSERT(shell_said("err", ""));
	shell_ends(0, HERE "rm $P/lib/other && make uninstall && find installed -mindepth 1");
	CU_ASSERT(shell_said("out", ""));
	shell_ends(0, "rm -rf installed");
}

CU_TestInfo install_tests[] = {
	{ "is found where it is", is_found_where_it_is },
	{ "outside programs compile", outside_programs_compile },
	{ "bash completes", bash_completes },
	{ "zsh completes", zsh_completes },
	{ "goes where it is told", goes_where_it_is_told },
	{ "leaves folders of others", leaves_folders_of_others },
	{ "goes without a trace", goes_without_a_trace },
	CU_TEST_INFO_NULL,
};

# SPDX-License-Identifier: MIT
#
#   make            libmy_malloc.a, libmy_malloc_preload.so and mmviz
#   make deps       installs what is missing, with the system's package manager
#   make run        builds and opens mmviz; without a terminal it plays lesson 01 as text
#   make install    builds, and installs under PREFIX (/usr/local): the program, the libraries,
#                   headers, lessons, manuals, completion; DESTDIR stands before it
#   make uninstall  removes what make install put there: with the same PREFIX and the like
#   make dist       makes my_malloc-VERSION.tar.gz of the sources; SOURCE_DATE_EPOCH is kept to
#   make style      looks for tabs, long lines and first lines that are not as they should be
#   make format-check  shows what clang-format would write otherwise: advice, not a rule;
#                   FILES='repl/line.c'
#   make test       builds ./test and runs it: every suite; ./test SUITE runs one
#   make sanitize   the same tests under AddressSanitizer and UBSan
#   make ubsan      real programs on the preload library, which traps at undefined behaviour
#   make port       builds the libraries for another C library or width, and runs the examples
#                   and a threaded program on them: PORT=musl-gcc, PORT='gcc -m32'
#   make valgrind   the allocator's suites, shortened, under valgrind
#   make fuzz       libFuzzer on the family, on heaps, and on what mmviz reads: lines and
#                   recorded programs (clang); SECONDS=60
#   make soak       random operations against a shadow; OPS=100000000 SEED=1
#   make bench      time and memory against glibc, jemalloc, tcmalloc and mimalloc: minutes;
#                   ARGS='--only hot' and the like; CHECKS=0: what the checks for misuse cost
#   make bench-short  runs every pattern of the benchmark once, in short
#   make bench-record  what recording costs, beside heaptrack where it is: ARGS='--only pairs'
#   make bench-time   what going in time costs on a recorded program: ARGS=FILE
#   make bench-load   what reading and playing a recorded program costs: ARGS=FILE
#   make bench-view   what the screen costs, on heaps of up to 10^7 chunks: ARGS=FILE
#   make doc        makes pages of the public headers: build/doc/html (doxygen)
#   make pictures   makes the README's picture and a recorded lesson: lessons/pictures
#   make clean      removes what was built
#   make help       prints these lines
#
# Variables: CC, AR, CFLAGS, CPPFLAGS, LDFLAGS, and BUILD (the folder of the objects). What the
# build needs by itself is added to them, so that CFLAGS='-O3 -flto=auto' is enough.
# BINDIR, LIBDIR, INCLUDEDIR, DATADIR and MANDIR are PREFIX and /bin, /lib, /include, /share and
# /share/man: say them to make and to make install, for mmviz looks there for what is its own.

ifneq ($(realpath $(dir $(firstword $(MAKEFILE_LIST)))),$(realpath .))
$(error This Makefile works in its own folder: make -C $(dir $(firstword $(MAKEFILE_LIST))) \
BUILD=/another/folder keeps the objects elsewhere)
endif

CFLAGS  ?= -O2 -g
BUILD   ?= build
PREFIX  ?= /usr/local
BINDIR  ?= $(PREFIX)/bin
LIBDIR  ?= $(PREFIX)/lib
DATADIR ?= $(PREFIX)/share
MANDIR  ?= $(DATADIR)/man
INCLUDEDIR ?= $(PREFIX)/include
VERSION := $(shell sed -n 's/.define MY_MALLOC_VERSION "\(.*\)"/\1/p' inc/my_malloc.h)

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# The same bytes wherever it is built: no path of this folder gets into them.
SAME     = -ffile-prefix-map='$(CURDIR)'=. -ffile-prefix-map='$(abspath $(BUILD))'=build \
           -ffile-prefix-map='$(BUILD)'=build
OURS     = -std=gnu11 -D_FILE_OFFSET_BITS=64 -pthread -Iinc -MMD -MP $(SAME) $(WARN)
HIDE     = -fvisibility=hidden -fno-semantic-interposition
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined

SECONDS  = 60
OPS      = 100000000
SEED     = 1

LIB       = libmy_malloc.a
# Never libmy_malloc.so: -lmy_malloc would pick it, and the program would not start.
PRELOAD   = libmy_malloc_preload.so
# zlib, zstd and libdw where their headers are: unpack.c and sources.c look for the same.
NUMBER    := \#
optional  = $(shell echo '$(NUMBER)include <$(1)>' | $(CC) $(CPPFLAGS) -E - >/dev/null 2>&1 && echo $(2))
LIBS_VIZ  = -pthread -lncursesw -lreadline $(call optional,zlib.h,-lz) \
            $(call optional,zstd.h,-lzstd) $(call optional,elfutils/libdwfl.h,-ldw)
LIBS_TEST = -lcunit $(call optional,vterm.h,-lvterm)
# The system calls that the tests count and let fail, one by one.
WRAP      = -Wl,--wrap=mmap64,--wrap=munmap,--wrap=madvise,--wrap=mprotect,--wrap=mremap

objects = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard $(1)/*.c)))
# The standard names (malloc, free, ...) are for the preload library only.
ALLOC   = $(filter-out $(BUILD)/alloc/names.o,$(call objects,alloc))
PIC     = $(patsubst $(BUILD)/%,$(BUILD)/pic/%,$(call objects,alloc))
VIZ     = $(call objects,viz)
REPL    = $(call objects,repl)
# Without libvterm, which reads screens, the suites that read them are told as skipped (main.c);
# "make deps test" brings it first.
READS    = (cast_read|robot|terminal|visit)
SCREENS := $(if $(filter deps,$(MAKECMDGOALS))$(call optional,vterm.h,1),,\
           $(shell grep -lE '^.include (<vterm|"$(READS))\.h' tests/*.c))
TEST    = $(filter-out $(SCREENS:%.c=$(BUILD)/%.o),$(call objects,tests))
# Scripts against shadows, and bytes for mmviz; mains of libFuzzer's, and one of its own (replay).
MAINS   = $(addprefix $(BUILD)/tests/fuzz/,fuzz_family.o fuzz_heap.o fuzz_line.o fuzz_trace.o replay.o)
FUZZ    = $(filter-out $(MAINS),$(call objects,tests/fuzz))
PLAYS   = $(addprefix $(BUILD)/tests/fuzz/,line_run.o trace_run.o)
SHADOW  = $(filter-out $(PLAYS),$(FUZZ)) $(addprefix $(BUILD)/tests/,child.o model.o drill.o sound.o)

all: $(LIB) $(PRELOAD) mmviz

$(LIB): $(ALLOC)
	@rm -f $@
	$(AR) rcsD $@ $^

# The public headers make their functions visible; calls among ours stay ours.
$(PRELOAD): $(PIC)
	$(CC) $(CFLAGS) $(LDFLAGS) -fPIC -pthread -shared -Wl,-Bsymbolic-functions -o $@ $^

mmviz: $(REPL) $(VIZ) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_VIZ)

# All but mmviz's own main; the allocator as objects, so that --wrap reaches it.
$(BUILD)/test: $(TEST) $(FUZZ) $(filter-out $(BUILD)/repl/main.o,$(REPL)) $(VIZ) $(ALLOC)
	$(CC) $(CFLAGS) $(LDFLAGS) $(WRAP) -o $@ $^ $(LIBS_TEST) $(LIBS_VIZ)

$(BUILD)/fuzz_family $(BUILD)/fuzz_heap: $(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(SHADOW) $(ALLOC)
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ -lcunit

$(BUILD)/fuzz_line $(BUILD)/fuzz_trace: $(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o \
		$(BUILD)/tests/fuzz/%_run.o $(filter-out $(BUILD)/repl/main.o,$(REPL)) $(VIZ) $(ALLOC)
	$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS_VIZ)

$(BUILD)/replay: $(BUILD)/tests/fuzz/replay.o $(SHADOW) $(ALLOC)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcunit

# The pages of export FILE.html and of report: each line of their sources as a string of C.
PAGE = $(addprefix $(BUILD)/repl/page.,css.inc html.inc js.inc) $(BUILD)/repl/survey.css.inc
$(PAGE): $(BUILD)/%.inc: %
	@mkdir -p $(@D)
	sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n",/' $< > $@
$(BUILD)/repl/html_page.o $(BUILD)/repl/survey_page.o: $(PAGE)
$(BUILD)/repl/html_page.o $(BUILD)/repl/survey_page.o: OURS += -I$(BUILD)/repl

# Where mmviz finds what was installed with it: as seen from its own folder, so that all of it may
# be moved; what lies elsewhere, by its path.
seen = "$(if $(filter $(PREFIX)/bin,$(BINDIR)),$(patsubst $(PREFIX)/%,../%,$(1)),$(1))/"
SEEN = -DMMVIZ_LIBRARIES='$(call seen,$(LIBDIR))' -DMMVIZ_DATA='$(call seen,$(DATADIR)/mmviz)'
# That, and which libraries are there, are files that change when it does.
$(BUILD)/seen: NOTE = $(SEEN)
$(BUILD)/optional: NOTE = $(LIBS_VIZ)
$(BUILD)/seen $(BUILD)/optional: FORCE
	@mkdir -p $(@D)
	@echo "$(NOTE)" | cmp -s - $@ || echo "$(NOTE)" > $@
$(BUILD)/repl/beside.o: $(BUILD)/seen
$(BUILD)/repl/unpack.o $(BUILD)/repl/sources.o: $(BUILD)/optional
$(BUILD)/repl/beside.o: OURS += $(SEEN)

$(BUILD)/repl/%.o: OURS += -Iviz
$(BUILD)/tests/%.o: OURS += -Ialloc -Iviz -Irepl
$(BUILD)/tests/fuzz/%.o: OURS += -Itests

# Under -flto the library is for programs that are linked without it, too.
FAT = $(if $(findstring -flto,$(CFLAGS)),$(shell $(CC) -Werror -flto -ffat-lto-objects -x c -c \
	-o /dev/null /dev/null 2>/dev/null && echo -ffat-lto-objects -frandom-seed=$< || echo -fno-lto))
$(ALLOC): AFTER = $(FAT)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) $(CPPFLAGS) $(CFLAGS) $(AFTER) -c -o $@ $<

$(BUILD)/pic/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) $(CPPFLAGS) $(CFLAGS) $(HIDE) -fPIC -fno-builtin -c -o $@ $<

# What is installed, and into which folder: install and uninstall follow these lists.
PLACES     = bin lib include man1 man3 man5 lessons code
bin       := mmviz
bin_in     = $(BINDIR)
lib        = $(LIB) $(PRELOAD)
lib_in     = $(LIBDIR)
include   := $(wildcard inc/*.h)
include_in = $(INCLUDEDIR)
man1      := $(wildcard inc/*.1)
man1_in    = $(MANDIR)/man1
man3      := $(wildcard inc/*.3)
man3_in    = $(MANDIR)/man3
man5      := $(wildcard inc/*.5)
man5_in    = $(MANDIR)/man5
lessons   := $(wildcard lessons/*.*)
lessons_in = $(DATADIR)/mmviz/lessons
code      := $(wildcard lessons/code/*.c)
code_in    = $(lessons_in)/code
# And what is made for the place where it goes.
WRITTEN    = pc bash zsh
pc         = my_malloc.pc
pc_in      = $(LIBDIR)/pkgconfig
bash       = mmviz
bash_in    = $(DATADIR)/bash-completion/completions
zsh        = _mmviz
zsh_in     = $(DATADIR)/zsh/site-functions

to      = '$(DESTDIR)$($(1)_in)'
FOLDERS = $(foreach place,$(PLACES) $(WRITTEN),$(call to,$(place)))
# Folders that install makes are noted where others may come to use them, too: uninstall removes
# those and no others. Below DESTDIR all are ours.
NOTED   = '$(DATADIR)/mmviz/folders'

define install_into
install -m $(if $(filter bin,$(1)),755,644) $($(1)) $(call to,$(1))

endef

install: all
	@missing=$$(for folder in $(FOLDERS); do while [ ! -d "$$folder" ]; do \
		echo "$$folder"; folder=$$(dirname "$$folder"); done; done | sort -u); \
	install -d $(FOLDERS) && $(if $(DESTDIR),:,[ -z "$$missing" ] || echo "$$missing" >> $(NOTED))
	$(foreach place,$(PLACES),$(if $($(place)),$(call install_into,$(place))))
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' \
		-e 's|@VERSION@|$(VERSION)|' -e 's|dir=$(PREFIX)/|dir=$${prefix}/|' \
		inc/my_malloc.pc.in > $(call to,pc)/$(pc)
	./mmviz --completion bash > $(call to,bash)/$(bash)
	./mmviz --completion zsh > $(call to,zsh)/$(zsh)

uninstall:
	rm -f $(foreach place,$(PLACES) $(WRITTEN),$(foreach file,$($(place)),$(call to,$(place))/$(notdir $(file))))
	@{ $(if $(DESTDIR),cd '$(DESTDIR)' && rmdir -p $(foreach place,$(PLACES) $(WRITTEN),'.$($(place)_in)'),\
		folders=$$(LC_ALL=C sort -ru $(NOTED)) && rm $(NOTED) && \
		echo "$$folders" | while read -r folder; do rmdir "$$folder"; done); } 2>/dev/null || true

# All that is here and was not built, in one order, by nobody, of one time: the same bytes again,
# also when it is made from what it has unpacked.
DIST  = my_malloc-$(VERSION)
BUILT = build $(LIB) $(PRELOAD) mmviz test $(DIST).tar.gz
dist:
	@epoch=$${SOURCE_DATE_EPOCH:-$$([ ! -e .git ] || git log -1 --format=%ct)}; \
	if [ -e .git ]; then { git ls-files -co --exclude-standard; git ls-files -d; } | sort | uniq -u; \
	else find . \( -false $(BUILT:%=-o -path './%') \) -prune -o -type f -print; fi | \
	sed 's|^\./||' | LC_ALL=C sort | tar --no-recursion -T - --format=ustar \
		--transform='s|^|$(DIST)/|' --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX \
		--mtime="@$${epoch:-$$(stat -c %Y LICENSE)}" -cf - | gzip -9n > $(DIST).tar.gz
	@echo $(DIST).tar.gz

style:
	@.ci/style

# FILES='repl/line.c' for some only.
FILES = $(wildcard alloc/*.[ch] viz/*.[ch] repl/*.[ch] inc/*.h)
format-check:
	@command -v clang-format > /dev/null || { echo 'make: clang-format is not here.' >&2; exit 1; }
	@for file in $(FILES); do clang-format $$file | diff -u --label $$file --label 'clang-format' \
		$$file - ; done; true

-include $(patsubst %.o,%.d,$(ALLOC) $(PIC) $(VIZ) $(REPL) $(TEST) $(FUZZ) $(MAINS))

# What only the tests need is asked for before one of them is compiled.
NO_CUNIT = make: the tests need CUnit, which is not here; everything else is built without it. \
	make deps installs it, or the package libcunit1-dev (CUnit-devel, cunit, cunit-devel)
cunit:
	@$(if $(call optional,CUnit/CUnit.h,1),,echo '$(NO_CUNIT).' >&2; exit 1)

$(TEST) $(FUZZ) $(MAINS): | cunit

NO_TERMINAL = make: mmviz needs GNU readline and ncurses (wide), which are not here: make deps \
	installs them, or the packages libreadline-dev and libncurses-dev (readline-devel and \
	ncurses-devel, readline and ncurses). make $(LIB) $(PRELOAD) builds the libraries without them
terminal:
	@$(if $(call optional,readline/readline.h,$(call optional,ncurses.h,1)),,\
		echo '$(NO_TERMINAL).' >&2; exit 1)

$(VIZ) $(REPL): | terminal

deps:
	@.ci/deps

# "make deps test" builds only after the packages are there, also with -j.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(ALLOC) $(PIC) $(BUILD)/optional terminal cunit: | deps
endif

run: all
	@if [ -t 0 ] && [ -t 1 ]; then ./mmviz; else ./mmviz lessons/01.txt; fi

test: all $(BUILD)/test
	@cp $(BUILD)/test ./test
	./test

sanitize:
	$(MAKE) BUILD=build/sanitize CFLAGS='-O1 -g $(SANITIZE)' build/sanitize/test
	MY_TEST_PERCENT=20 ASAN_OPTIONS=detect_leaks=0 ./build/sanitize/test

# A preload library cannot bring the sanitizer's library with it: it traps instead.
UBSAN_ROOT = build/ubsan/root
ubsan: $(BUILD)/test
	@mkdir -p $(UBSAN_ROOT)
	$(MAKE) BUILD=build/ubsan PRELOAD=$(UBSAN_ROOT)/$(PRELOAD) \
		CFLAGS='-O1 -g -fsanitize=undefined -fsanitize-undefined-trap-on-error' \
		$(UBSAN_ROOT)/$(PRELOAD)
	@ln -sfn $(CURDIR)/inc $(CURDIR)/alloc $(CURDIR)/tests $(UBSAN_ROOT)/
	cd $(UBSAN_ROOT) && $(abspath $(BUILD)/test) preload loading

# mmviz stays as it is: what it needs (ncurses, readline) is mostly there for one C library.
PORT_AT = $(abspath $(BUILD))/port
port: all $(BUILD)/test
	@[ -n '$(PORT)' ] || { echo "make: which compiler? make port PORT='gcc -m32'" >&2; exit 1; }
	rm -rf '$(PORT_AT)'
	$(MAKE) CC='$(PORT)' BUILD='$(PORT_AT)' LIB='$(PORT_AT)/$(LIB)' PRELOAD='$(PORT_AT)/$(PRELOAD)' \
		'$(PORT_AT)/$(LIB)' '$(PORT_AT)/$(PRELOAD)'
	MY_TEST_CC='$(PORT)' MY_TEST_LIB='$(PORT_AT)' $(BUILD)/test examples

valgrind: $(BUILD)/test
	MY_TEST_PERCENT=1 valgrind -q --leak-check=no --error-exitcode=1 $(BUILD)/test \
		heap section placement hash realloc check span fast_misuse check_fast

# libFuzzer shares the time; what it finds stays in build/fuzz, for the corpus. What reads
# recorded programs is fuzzed once for each kind of file.
READERS = trace mtrace ltrace valgrind recording
fuzz:
	$(MAKE) BUILD=build/fuzz CC=clang \
		CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
		$(addprefix build/fuzz/fuzz_,family heap line trace)
	for kind in family heap line $(READERS); do \
		mkdir -p build/fuzz/found/$$kind; \
		target=$$(case " $(READERS) " in *" $$kind "*) echo trace;; *) echo $$kind;; esac); \
		build/fuzz/fuzz_$$target -max_total_time=$$(($(SECONDS) / 8)) -verbosity=0 -print_final_stats=1 \
			-detect_leaks=0 -rss_limit_mb=4096 -artifact_prefix=build/fuzz/$$kind- \
			$$(ls tests/fuzz/$$target.dict 2>/dev/null | sed s/^/-dict=/) \
			build/fuzz/found/$$kind tests/fuzz/corpus/$$kind || exit 1; \
	done

soak: $(BUILD)/replay
	$(BUILD)/replay heap --random $$(($(OPS) / 1000)) --seed $(SEED)
	$(BUILD)/replay family --random $(OPS) --seed $(SEED)

# The patterns are linked with libc alone: allocators come by LD_PRELOAD.
BENCH_OBJECTS = $(call objects,tests/bench)
BENCH_MAINS   = $(addprefix $(BUILD)/tests/bench/,patterns.o replay.o spawn.o pairs.o time.o load.o view.o terminal.o)
BENCH_SHARED  = $(BUILD)/tests/bench/measure.o
BENCH         = $(addprefix $(BUILD)/bench/,patterns replay spawn pairs)
UNCHECKED     = $(BUILD)/unchecked/$(notdir $(PRELOAD))

$(BUILD)/tests/bench/%.o: OURS += -fno-builtin -pthread
$(BUILD)/bench/patterns: $(filter-out $(BENCH_MAINS),$(BENCH_OBJECTS))
$(BUILD)/bench/replay: $(BENCH_SHARED)
$(BENCH): $(BUILD)/bench/%: $(BUILD)/tests/bench/%.o
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -pthread -o $@ $^

-include $(patsubst %.o,%.d,$(BENCH_OBJECTS))

bench: $(PRELOAD) $(BENCH)
ifeq ($(CHECKS),0)
	$(MAKE) BUILD=$(BUILD)/unchecked PRELOAD=$(UNCHECKED) CPPFLAGS='$(CPPFLAGS) -DMY_MALLOC_CHECKS=0' $(UNCHECKED)
	BENCH_BUILD=$(BUILD)/bench tests/bench/run.py --unchecked $(UNCHECKED) $(ARGS)
else
	BENCH_BUILD=$(BUILD)/bench tests/bench/run.py $(ARGS)
endif

bench-short: $(PRELOAD) $(BENCH)
	BENCH_BUILD=$(BUILD)/bench tests/bench/run.py --quick $(ARGS)

$(BUILD)/bench/time $(BUILD)/bench/load: $(BUILD)/bench/%: $(BUILD)/tests/bench/%.o \
		$(filter-out $(BUILD)/repl/main.o,$(REPL)) $(VIZ) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_VIZ)

bench-time: $(BUILD)/bench/time
	$(BUILD)/bench/time $(ARGS)

bench-record: $(PRELOAD) $(BUILD)/bench/pairs mmviz
	BENCH_BUILD=$(BUILD)/bench tests/bench/record.py $(ARGS)

bench-load: $(BUILD)/bench/load
	$(BUILD)/bench/load $(ARGS)

$(BUILD)/bench/view: $(addprefix $(BUILD)/tests/bench/,view.o terminal.o) \
		$(filter-out $(BUILD)/repl/main.o,$(REPL)) $(VIZ) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_VIZ)

bench-view: $(BUILD)/bench/view mmviz
	$(BUILD)/bench/view $(ARGS)

# As every export, they are the same bytes each time: ./test pictures compares them.
PICTURES = lessons/pictures
pictures: mmviz
	env -u NO_COLOR ./mmviz --cast $(PICTURES)/03.cast lessons/03.txt
	printf 'source $(PICTURES)/heap.txt\nexport $(PICTURES)/heap.svg\n' | \
		env -u NO_COLOR ./mmviz --plain > /dev/null

# Without a warning, or not at all: each name in a public header has its comment.
NO_DOXYGEN = make: doxygen is not here; my_malloc(3) and my_heap(3) say the same without it
doc:
	@command -v doxygen > /dev/null || { echo '$(NO_DOXYGEN).' >&2; exit 1; }
	@mkdir -p $(BUILD)/doc
	@{ cat inc/Doxyfile; echo 'OUTPUT_DIRECTORY = $(BUILD)/doc'; \
		echo 'PROJECT_NUMBER = $(VERSION)'; } | doxygen -
	@echo $(BUILD)/doc/html/index.html

clean:
	rm -rf $(BUILT)

help:
	@sed -n '3,/^$$/s/^# \{0,1\}//p' Makefile

.PHONY: FORCE all install uninstall dist style format-check cunit terminal deps run test sanitize ubsan port valgrind fuzz soak bench bench-short bench-record bench-time bench-load bench-view doc pictures clean help

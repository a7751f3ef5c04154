# SPDX-License-Identifier: MIT
#
#   make            libmy_malloc.a, libmy_malloc_preload.so and mmviz
#   make deps       installs what is missing, with the system's package manager
#   make run        builds and opens mmviz; without a terminal it plays lesson 01 as text
#   make test       builds ./test and runs it: every suite; ./test SUITE runs one
#   make sanitize   the same tests under AddressSanitizer and UBSan
#   make valgrind   the allocator's suites, shortened, under valgrind
#   make clean      removes what was built
#   make help       prints these lines
#
# Variables: CC, CFLAGS, CPPFLAGS, LDFLAGS, and BUILD (the folder of the objects).

CFLAGS  ?= -O2 -g
BUILD   ?= build

WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
OURS     = -std=gnu11 -Iinc -MMD -MP $(WARN)
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined

LIB       = libmy_malloc.a
# Never libmy_malloc.so: -lmy_malloc would pick it, and the program would not start.
PRELOAD   = libmy_malloc_preload.so
LIBS_VIZ  = -lncursesw -lreadline -lz
LIBS_TEST = -lcunit -lvterm
# The system calls that the tests count and let fail, one by one.
WRAP      = -Wl,--wrap=mmap,--wrap=munmap,--wrap=madvise,--wrap=mprotect

objects = $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard $(1)/*.c)))
# The standard names (malloc, free, ...) are for the preload library only.
ALLOC   = $(filter-out $(BUILD)/alloc/names.o,$(call objects,alloc))
PIC     = $(patsubst $(BUILD)/%,$(BUILD)/pic/%,$(call objects,alloc))
VIZ     = $(call objects,viz)
REPL    = $(call objects,repl)
TEST    = $(call objects,tests)

all: $(LIB) $(PRELOAD) mmviz

$(LIB): $(ALLOC)
	@rm -f $@
	$(AR) rcs $@ $^

$(PRELOAD): $(PIC)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^

mmviz: $(REPL) $(VIZ) $(LIB)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS_VIZ)

# All but mmviz's own main; the allocator as objects, so that --wrap reaches it.
$(BUILD)/test: $(TEST) $(filter-out $(BUILD)/repl/main.o,$(REPL)) $(VIZ) $(ALLOC)
	$(CC) $(CFLAGS) $(LDFLAGS) $(WRAP) -o $@ $^ $(LIBS_TEST) $(LIBS_VIZ)

$(BUILD)/repl/%.o: OURS += -Iviz
$(BUILD)/tests/%.o: OURS += -Ialloc -Iviz -Irepl

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

$(BUILD)/pic/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(OURS) $(CPPFLAGS) $(CFLAGS) -fPIC -fvisibility=hidden -fno-builtin -c -o $@ $<

-include $(patsubst %.o,%.d,$(ALLOC) $(PIC) $(VIZ) $(REPL) $(TEST))

deps:
	@.ci/deps

# "make deps test" builds only after the packages are there, also with -j.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(ALLOC) $(PIC) $(VIZ) $(REPL) $(TEST): | deps
endif

run: all
	@if [ -t 0 ] && [ -t 1 ]; then ./mmviz; else ./mmviz lessons/01.txt; fi

test: all $(BUILD)/test
	@cp $(BUILD)/test ./test
	./test

sanitize:
	$(MAKE) BUILD=build/sanitize CFLAGS='-O1 -g $(SANITIZE)' build/sanitize/test
	MY_TEST_PERCENT=20 ASAN_OPTIONS=detect_leaks=0 ./build/sanitize/test

valgrind: $(BUILD)/test
	MY_TEST_PERCENT=1 valgrind -q --leak-check=no --error-exitcode=1 $(BUILD)/test heap section placement hash realloc check

clean:
	rm -rf build $(LIB) $(PRELOAD) mmviz test

help:
	@sed -n '3,/^$$/s/^# \{0,1\}//p' Makefile

.PHONY: all deps run test sanitize valgrind clean help

/* SPDX-License-Identifier: MIT
 *
 * test_loading.c - early and late calls: constructors, destructors, dlopen, threads' ends.
 *
 * A small program and a small library are compiled here and run on the preload library.
 * The library allocates in its constructor and frees in its destructor; the program does
 * so at every other time at which one can.
 */
#include "test.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const library_text =
	"#include <stdlib.h>\n"
	"#include <string.h>\n"
	"static char *kept[100];\n"
	"static __thread char *mine;\n"
	"__attribute__((constructor(101))) static void begin(void)\n"
	"{\n"
	"\tfor (int i = 0; i < 100; i++)\n"
	"\t\tmemset(kept[i] = malloc(16 * i + 1), i, 16 * i + 1);\n"
	"}\n"
	"__attribute__((destructor(101))) static void end(void)\n"
	"{\n"
	"\tfor (int i = 0; i < 100; i++) {\n"
	"\t\tif (kept[i][16 * i] != i)\n"
	"\t\t\tabort();\n"
	"\t\tfree(kept[i]);\n"
	"\t}\n"
	"\tfree(malloc(100000));\n"
	"}\n"
	"void *library_take(size_t size)\n"
	"{\n"
	"\tfree(mine);\n"
	"\tmine = strdup(\"thread's own\");\n"
	"\treturn malloc(size);\n"
	"}\n"
	"void library_give(void *p) { free(p); free(mine); mine = NULL; }\n";

static const char *const program_text =
	"#include <dlfcn.h>\n"
	"#include <pthread.h>\n"
	"#include <stdio.h>\n"
	"#include <stdlib.h>\n"
	"#include <string.h>\n"
	"#include <unistd.h>\n"
	"static char *early, *late[8];\n"
	"static pthread_key_t key;\n"
	"static void *library;\n"
	"static void churn(void)\n"
	"{\n"
	"\tstatic const size_t sizes[] = { 1, 100, 5000, 70000, 3000000 };\n"
	"\tfor (int i = 0; i < 50; i++) {\n"
	"\t\tchar *p = calloc(1, sizes[i % 5]);\n"
	"\t\tp = realloc(p, sizes[(i + 1) % 5]);\n"
	"\t\tif (!p || p[0])\n"
	"\t\t\tabort();\n"
	"\t\tp[0] = 1;\n"
	"\t\tfree(p);\n"
	"\t}\n"
	"}\n"
	"__attribute__((constructor(101))) static void begin(void)\n"
	"{\n"
	"\tearly = strdup(\"early\");\n"
	"\tchurn();\n"
	"}\n"
	"__attribute__((destructor(101))) static void end(void)\n"
	"{\n"
	"\tif (strcmp(early, \"early\"))\n"
	"\t\tabort();\n"
	"\tfree(early);\n"
	"\tchurn();\n"
	"\tif (write(1, \"end\\n\", 4) != 4)\n"
	"\t\tabort();\n"
	"}\n"
	"static void at_exit(void)\n"
	"{\n"
	"\tchurn();\n"
	"\tfor (int i = 0; i < 8; i++)\n"
	"\t\tfree(late[i]);\n"
	"\tputs(\"exit\");\n"
	"\tfflush(stdout);\n"
	"}\n"
	"static void at_thread_end(void *user)\n"
	"{\n"
	"\tchurn();\n"
	"\tfree(user);\n"
	"\tfree(late[7]);\n"
	"\tlate[7] = malloc(64);\n"
	"}\n"
	"static void *thread(void *user)\n"
	"{\n"
	"\tvoid *(*take)(size_t) = (void *(*)(size_t))dlsym(library, \"library_take\");\n"
	"\tvoid (*give)(void *) = (void (*)(void *))dlsym(library, \"library_give\");\n"
	"\tfor (size_t i = 0; i < 100; i++)\n"
	"\t\tgive(take(i * 50));\n"
	"\tpthread_setspecific(key, malloc(100));\n"
	"\tchurn();\n"
	"\treturn user;\n"
	"}\n"
	"int main(int argc, char **argv)\n"
	"{\n"
	"\tif (argc < 2)\n"
	"\t\treturn 2;\n"
	"\tatexit(at_exit);\n"
	"\tpthread_key_create(&key, at_thread_end);\n"
	"\tfor (int i = 0; i < 20; i++) {\n"
	"\t\tpthread_t t;\n"
	"\t\tlibrary = dlopen(argv[1], RTLD_NOW);\n"
	"\t\tif (!library || pthread_create(&t, NULL, thread, NULL))\n"
	"\t\t\treturn 3;\n"
	"\t\tpthread_join(t, NULL);\n"
	"\t\tif (i < 19 && dlclose(library))\n"
	"\t\t\treturn 4;\n"
	"\t}\n"
	"\tfor (int i = 0; i < 7; i++)\n"
	"\t\tlate[i] = malloc(1000 * i);\n"
	"\tputs(\"main\");\n"
	"\tfflush(stdout);\n"
	"\treturn 0;\n"
	"}\n";

/* The command's output, or what it complained of. */
static void run(const char *command, char *output, size_t size)
{
	FILE *pipe = popen(command, "r");
	size_t got = pipe ? fread(output, 1, size - 32, pipe) : 0;

	snprintf(output + got, 32, "status %d\n", pipe ? pclose(pipe) : -1);
}

static int compile(const char *arguments, const char *text, const char *name, char *path)
{
	char source[512], command[2048];

	snprintf(source, sizeof source, "%s",
	         scratch_write("loading.c", text, strlen(text)));
	strcpy(path, scratch_path(name));
	snprintf(command, sizeof command, "cc -w -o '%s' %s '%s' -ldl -lpthread", path, arguments,
	         source);
	return system(command) == 0;
}

static void early_and_late_calls(void)
{
	char library[512], program[512], command[2048], output[4096];

	if (access("libmy_malloc_preload.so", R_OK) != 0
	    || system("command -v cc >/dev/null 2>&1") != 0) {
		test_skip("no cc, or libmy_malloc_preload.so is not built");
		return;
	}
	CU_ASSERT_FATAL(compile("-shared -fPIC", library_text, "loading.so", library));
	CU_ASSERT_FATAL(compile("", program_text, "loading", program));
	snprintf(command, sizeof command,
	         "exec 2>&1; LD_PRELOAD=$PWD/libmy_malloc_preload.so '%s' '%s'", program, library);
	run(command, output, sizeof output);
	CU_ASSERT_STRING_EQUAL(output, "main\nexit\nend\nstatus 0\n");
	if (strcmp(output, "main\nexit\nend\nstatus 0\n") != 0)
		printf("\n      %s: %s", command, output);
}

CU_TestInfo loading_tests[] = {
	{ "early and late calls", early_and_late_calls },
	CU_TEST_INFO_NULL
};

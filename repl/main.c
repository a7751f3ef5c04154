/* SPDX-License-Identifier: MIT
 *
 * main.c - mmviz: options, then a terminal or plain text.
 *
 *   standard output no terminal, --plain, TERM unset or dumb  -> plain text
 *   else                                                      -> the view (line.h)
 *
 * Exit status: 0; 1 when a line failed or output was lost; 2 for wrong usage.
 */
#include "line.h"
#include "my_malloc.h"
#include "plain.h"
#include "session.h"
#include "theme.h"

#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
	struct line_options line;
	int plain;
};

static const char help[] =
	"mmviz - type commands at a real heap and see what it does\n"
	"\n"
	"  mmviz [OPTION] [FILE]       FILE is a script; without one: the prompt,\n"
	"                              or a script on standard input\n"
	"\n"
	"  --plain         plain text, also on a terminal\n"
	"  --ascii         draw with ASCII characters only\n"
	"  --theme NAME    dark, light, contrast or mono\n"
	"  --help          this text\n"
	"  --version       the version\n"
	"\n"
	"mmviz lessons/01.txt plays a lesson: Space goes on.\n"
	"Type help at the prompt for the commands. NO_COLOR is respected.\n"
	"Exit status: 0; 1 when a line of a script failed; 2 for wrong usage.\n";

static int usage(void)
{
	fputs("mmviz: type mmviz --help for how it is called.\n", stderr);
	return 2;
}

static int unknown_theme(const char *name)
{
	fprintf(stderr, "mmviz: no theme is named %s. The themes are:", name);
	for (unsigned i = 0; theme_name(i); i++)
		fprintf(stderr, " %s", theme_name(i));
	fputs(".\n", stderr);
	return usage();
}

/* -1: go on; else the exit status. */
static int read_options(int argc, char **argv, struct options *options)
{
	static const struct option names[] = {
		{ "help", no_argument, NULL, 'h' },        { "version", no_argument, NULL, 'v' },
		{ "plain", no_argument, NULL, 'p' },       { "ascii", no_argument, NULL, 'a' },
		{ "theme", required_argument, NULL, 't' }, { 0 },
	};
	int letter;

	while ((letter = getopt_long(argc, argv, "h", names, NULL)) != -1) {
		if (letter == '?')
			return usage();
		if (letter == 'h')
			return fputs(help, stdout) == EOF || fflush(stdout) == EOF;
		if (letter == 'v')
			return printf("mmviz %s\n", my_malloc_version()) < 0
			       || fflush(stdout) == EOF;
		options->plain |= letter == 'p';
		options->line.ascii |= letter == 'a';
		if (letter == 't' && !(options->line.theme = theme_find(optarg)))
			return unknown_theme(optarg);
	}
	if (argc - optind > 1) {
		fputs("mmviz: one script can be played, not several.\n", stderr);
		return usage();
	}
	options->line.script = argv[optind];
	return -1;
}

static int is_screen(const struct options *options)
{
	const char *term = getenv("TERM");

	return !options->plain && isatty(STDOUT_FILENO) && term && *term
	       && strcmp(term, "dumb") != 0;
}

/* The lessons lie beside the program. */
static char *find_lessons(void)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path - sizeof "lessons/");
	char *slash;

	if (length < 0)
		return NULL;
	path[length] = 0;
	slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	strcpy(slash + 1, "lessons/");
	return strdup(path);
}

static int check_output(int status)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	perror("mmviz: standard output");
	return 1;
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	struct session *session;
	int status = read_options(argc, argv, &options);

	if (status >= 0)
		return status == 2 ? 2 : check_output(status);
	setlocale(LC_ALL, "");
	signal(SIGPIPE, SIG_IGN);
	session = session_create(stdout, stderr);
	session->lessons = find_lessons();
	status = is_screen(&options) ? line_run(session, &options.line)
	                             : plain_run(session, options.line.script);
	session_destroy(session);
	return check_output(status);
}

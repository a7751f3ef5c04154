/* SPDX-License-Identifier: MIT
 *
 * completion.c - what a shell completes behind mmviz.
 *
 *   a row of subcommands -> "	learn) words='--anew --save --seed' ;;"
 *
 * The words are those of its form that begin with a hyphen, or of its help when the form only
 * says [OPTION ...]; each once. Where the form says LESSON or PROGRAM, also the names of those.
 */
#include "completion.h"

#include "lessons.h"
#include "quiz.h"
#include "subcommand.h"
#include "theme.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 1000 }; /* bytes for the words of one row */

struct shell {
	const char *name, *head, *tail;
};

static const struct shell shells[] = {
	{ "bash",
	  "# bash completion of mmviz, written by mmviz --completion bash.\n"
	  "_mmviz()\n"
	  "{\n"
	  "	local words programs= now=${COMP_WORDS[COMP_CWORD]}\n"
	  "	local first=${COMP_WORDS[1]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
	  "\n"
	  "	[ \"$COMP_CWORD\" -gt 1 ] && [ \"${first#-}\" = \"$first\" ] || first=\n"
	  "	case $before in --completion | --theme) first=$before ;; esac\n"
	  "	case $first in\n",
	  "	esac\n"
	  "	mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$now\"\n"
	  "		compgen $programs -f -- \"$now\")\n"
	  "}\n"
	  "complete -o filenames -F _mmviz mmviz\n" },
	{ "zsh",
	  "#compdef mmviz\n"
	  "# zsh completion of mmviz, written by mmviz --completion zsh.\n"
	  "_mmviz()\n"
	  "{\n"
	  "	local words_of programs= first=$words[2] before=$words[CURRENT-1]\n"
	  "\n"
	  "	(( CURRENT > 2 )) && [[ $first != -* ]] || first=\n"
	  "	case $before in (--completion|--theme) first=$before ;; esac\n"
	  "	case $first in\n",
	  "	esac\n"
	  "	compadd -- ${=words_of}\n"
	  "	[[ -z $programs ]] || _command_names -e\n"
	  "	_files\n"
	  "}\n"
	  "_mmviz \"$@\"\n" },
};

enum { BASH, ZSH, SHELLS };

static int has(const char *words, const char *word, size_t length)
{
	for (; (words = strstr(words, word)); words++)
		if (words[length] == ' ' || !words[length])
			return 1;
	return 0;
}

static void add(char *words, const char *word, size_t length)
{
	size_t used = strlen(words);
	char copy[64];

	snprintf(copy, sizeof copy, "%.*s", (int)length, word);
	if (length < sizeof copy && !has(words, copy, length) && used + length + 2 < WORDS)
		snprintf(words + used, WORDS - used, "%s%s", used ? " " : "", copy);
}

/* -o, --seed: not the hyphen of SIZESORT-, nor -- alone. */
static void add_options(char *words, const char *text)
{
	for (const char *c = text; *c; c++) {
		size_t length = strspn(c, "-");

		if (!length || (c > text && c[-1] != ' ' && c[-1] != '[')
		    || !isalpha((unsigned char)c[length]))
			continue;
		while (isalnum((unsigned char)c[length]) || c[length] == '-')
			length++;
		add(words, c, length);
		c += length - 1;
	}
}

static void add_lessons(char *words)
{
	char *folder = lessons_folder(), **names = lessons_names(folder);

	for (size_t i = 0; names[i]; i++) {
		char name[40];

		lessons_short(names[i], name, sizeof name);
		add(words, name, strlen(name));
	}
	lessons_names_free(names);
	free(folder);
}

static void write_row(int shell, const char *pattern, const char *words, int programs)
{
	printf("	%s%s) %s='%s'%s ;;\n", shell == ZSH ? "(" : "", pattern,
	       shell == ZSH ? "words_of" : "words", words, programs ? " programs=-c" : "");
}

static void write_subcommands(int shell, char *all)
{
	const struct subcommand *row;

	for (unsigned i = 0; (row = subcommand_at(i)); i++) {
		char words[WORDS] = "";

		add_options(words, strstr(row->form, "[OPTION") ? row->help : row->form);
		if (strstr(row->form, "LESSON"))
			add_lessons(words);
		for (size_t j = 0; strcmp(row->name, "quiz") == 0 && quiz_topic(j); j++)
			add(words, quiz_topic(j), strlen(quiz_topic(j)));
		write_row(shell, row->name, words, strstr(row->form, "PROGRAM ") != NULL);
		add(all, row->name, strlen(row->name));
	}
}

static void write_values(int shell)
{
	char words[WORDS] = "";

	for (unsigned i = 0; theme_at(i); i++)
		add(words, theme_name(theme_at(i)), strlen(theme_name(theme_at(i))));
	write_row(shell, "--theme", words, 0);
	*words = 0;
	for (int i = 0; i < SHELLS; i++)
		add(words, shells[i].name, strlen(shells[i].name));
	write_row(shell, "--completion", words, 0);
}

int completion_write(const char *name, const struct option *options)
{
	char all[WORDS] = "";
	int shell = 0;

	while (shell < SHELLS && strcmp(shells[shell].name, name) != 0)
		shell++;
	if (shell == SHELLS)
		return -1;
	fputs(shells[shell].head, stdout);
	write_subcommands(shell, all);
	write_values(shell);
	for (; options->name; options++) {
		char word[40];

		snprintf(word, sizeof word, "--%s", options->name);
		add(all, word, strlen(word));
	}
	write_row(shell, "*", all, 0);
	fputs(shells[shell].tail, stdout);
	return fflush(stdout) == EOF;
}

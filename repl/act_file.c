/* SPDX-License-Identifier: MIT
 *
 * act_file.c - load, source, save: runs from files and into them.
 */
#include "act.h"

#include "convert.h"
#include "lesson_play.h"
#include "load.h"
#include "number.h"
#include "path.h"
#include "save.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int missing(struct session *session, const char *path)
{
	return session_fail(session, "file", "%s does not exist. Nothing was done.",
	                    word_quote(path).text);
}

static int is_command_line(const char *line, int *blank)
{
	char problem[WORD_PROBLEM];
	struct words words;
	int is = 0;

	*blank = 0;
	if (words_split(&words, line, problem)) {
		*blank = words.count == 0;
		is = words.count > 0 && command_find(words.word[0].text) != NULL;
	}
	words_free(&words);
	return is;
}

/* A file whose first line that is no comment begins with a command is a script, if it is no
 * trace: .rep has letters that are commands too. A pipe can be read only once. */
static int is_script(const char *path)
{
	char line[512], problem[TRACE_PROBLEM];
	int is = 0, blank = 1;
	struct stat info;
	struct trace *trace;
	FILE *file;

	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
		return 0;
	if ((trace = trace_open(path, problem)) != NULL) {
		trace_close(trace);
		return 0;
	}
	file = fopen(path, "r");
	while (file && blank && fgets(line, sizeof line, file))
		is = is_command_line(line, &blank);
	if (file)
		fclose(file);
	return is;
}

/* "-" is standard input, as it stands. */
static int find_trace(const struct session *session, const char *word, char path[SCRIPT_PATH])
{
	if (strcmp(word, "-") != 0)
		return script_find(session, word, path);
	strcpy(path, word);
	return 1;
}

int act_load(struct session *session, const struct call *call)
{
	size_t heaps = session->heaps_made;
	const char *process;
	char path[SCRIPT_PATH];
	int status;

	if (!find_trace(session, call->word[0].text, path))
		return missing(session, call->word[0].text);
	if (is_script(path))
		return session_fail(session, "a script",
		                    "%s is a script of commands, not a recorded program. Type: "
		                    "source %s. Nothing was done.",
		                    word_quote(call->word[0].text).text,
		                    word_quote(call->word[0].text).text);
	process = call->count > 1 ? call->word[1].text : NULL;
	status = load_process(session, path, process);
	if (session->heaps_made != heaps)
		load_keep(session, path, process);
	return status;
}

int act_convert(struct session *session, const struct call *call)
{
	struct converted done;
	char path[SCRIPT_PATH], linear[200];

	if (!find_trace(session, call->word[0].text, path))
		return missing(session, call->word[0].text);
	done = convert_file(path, call->count > 2 ? call->word[2].text : NULL,
	                    call->word[1].text, &session->interrupted);
	if (done.left_out)
		session_say(session, "%s", counted(done.left_out, CONVERT_LEFT_OUT).text);
	if (done.remark[0])
		session_say(session, "%s", done.remark);
	if (done.problem[0])
		return session_fail(session, done.written ? "damaged file" : "file", "%s",
		                    done.problem);
	snprintf(linear, sizeof linear, "%s written to %s",
	         counted(done.operations, "operation", "operations").text,
	         word_quote(call->word[1].text).text);
	session_result(session, "convert", linear, "", linear);
	return SESSION_OK;
}

/* What came of a script; the name of a descriptor is left out. */
static int tell_played(struct session *session, const char *name, size_t lines, size_t failures)
{
	const struct quote nothing = { "" };
	const struct quote what = path_is_descriptor(name) ? nothing : word_quote(name);
	char linear[200], more[200] = "";

	if (failures)
		return session_fail(session, "failed lines", "%s of the lines%s%s failed.",
		                    comma(failures).text, *what.text ? " in " : "", what.text);
	snprintf(linear, sizeof linear, "%s%s%s, none failed",
	         counted(lines, "line", "lines").text, *what.text ? " of " : "", what.text);
	if (*what.text && !session->plain)
		snprintf(more, sizeof more, "mmviz %s plays it step by step", what.text);
	session_result(session, "source", linear, more, linear);
	return SESSION_OK;
}

int act_source(struct session *session, const struct call *call)
{
	char path[SCRIPT_PATH], name[SCRIPT_PATH];
	struct script *script;
	enum session_status status;
	size_t failures = session->failures, lines;

	if (!script_find(session, call->word[0].text, path))
		return missing(session, call->word[0].text);
	snprintf(name, sizeof name, "%s", path);
	script = script_open(session, path, name);
	if (!script)
		return SESSION_FAILED;
	status = lesson_play(session, script);
	lines = script_line(script);
	script_close(session, script);
	failures = session->failures - failures;

	/* What its lines came to was told with each of them. */
	session->outcome = (struct outcome){ 0 };
	session_title(session, "", "");
	lines_clear(&session->text);
	if (status == SESSION_QUIT)
		return SESSION_QUIT;
	return tell_played(session, name, lines, failures);
}

int act_save(struct session *session, const struct call *call)
{
	const char *path = call->word[0].text;
	char linear[200];
	size_t lines = 0;
	int reason = save_script(session, path, &lines);

	if (reason)
		return session_fail(session, "file",
		                    "%s could not be written: %s. What was there is as it was.",
		                    word_quote(path).text, strerror(reason));
	snprintf(linear, sizeof linear, "%s %s saved to %s", comma(lines).text,
	         lines == 1 ? "line" : "lines", word_quote(path).text);
	session_result(session, "save", linear, "", linear);
	return SESSION_OK;
}

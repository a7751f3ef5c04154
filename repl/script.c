/* SPDX-License-Identifier: MIT
 *
 * script.c - a stream of lines: commands, and prose between them.
 */
#include "script.h"

#include "memory.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct script {
	struct script *outer;
	FILE *stream;
	int owned;
	char *name, *folder; /* folder: of a file, "" is the working directory; NULL: none */
	dev_t device;        /* which file it is, to see a script that plays itself */
	ino_t inode;
	size_t read;         /* lines given so far */
	size_t number;       /* of the one that failures are told of */
	size_t wanted_line;  /* of a pending expect error */
	char *line, *prose;
	size_t space;
	const volatile sig_atomic_t *interrupted; /* the session's: ends a line without end */
};

/* -------------------------------------------------------------- open and close */

static struct script *make(struct session *session, FILE *stream, const char *name)
{
	struct script *script = memory_new(1, sizeof *script);

	script->outer = session->script;
	script->stream = stream;
	script->interrupted = &session->interrupted;
	script->name = lines_clean(name, strlen(name));
	session->script = script;
	return script;
}

struct script *script_open_stream(struct session *session, FILE *stream, const char *name)
{
	return make(session, stream, name);
}

static void *refuse(struct session *session, FILE *stream, const char *name, const char *why)
{
	if (stream)
		fclose(stream);
	session_fail(session, "file", "%s %s. Nothing was run.", name, why);
	return NULL;
}

static int plays_itself(const struct session *session, const struct stat *file, size_t *depth)
{
	int found = 0;

	*depth = 0;
	for (const struct script *s = session->script; s; s = s->outer) {
		found |= s->owned && s->device == file->st_dev && s->inode == file->st_ino;
		++*depth;
	}
	return found;
}

/* Without waiting for one who writes into a pipe. NULL with errno. */
static FILE *open_file(const char *path, struct stat *file)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	FILE *stream = NULL;

	if (fd >= 0 && fstat(fd, file) == 0 && fcntl(fd, F_SETFL, O_RDONLY) == 0)
		stream = fdopen(fd, "rb");
	if (fd >= 0 && !stream)
		close(fd);
	return stream;
}

/* A pipe that nobody writes to reads as empty; else what is to come is waited for. */
static int is_empty(FILE *stream, const struct stat *file)
{
	if (S_ISREG(file->st_mode))
		return file->st_size == 0;
	return S_ISFIFO(file->st_mode) && ungetc(getc(stream), stream) == EOF;
}

struct script *script_open(struct session *session, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');
	struct script *script;
	struct stat file;
	size_t depth;
	FILE *stream = open_file(path, &file);

	if (!stream)
		return refuse(session, stream, name,
		              errno == ENOENT ? "does not exist" : "cannot be read");
	if (S_ISDIR(file.st_mode))
		return refuse(session, stream, name, "is a folder, not a script");
	if (S_ISCHR(file.st_mode) && !isatty(fileno(stream)))
		return refuse(session, stream, name, "is no file");
	if (is_empty(stream, &file))
		return refuse(session, stream, name,
		              S_ISFIFO(file.st_mode) ? "is a pipe that nobody writes to"
		                                     : "is empty");
	if (plays_itself(session, &file, &depth))
		return refuse(session, stream, name, "is being played already: it would never end");
	session->sourced = session->script ? session->sourced + 1 : 0;
	if (session->sourced > SCRIPT_SOURCED)
		return refuse(session, stream, name,
		              "is one script too many: a script may play 1,000 others in all");
	if (depth >= SCRIPT_DEPTH)
		return refuse(session, stream, name,
		              "is one script too deep: 16 may be in each other");
	script = make(session, stream, name);
	script->owned = 1;
	script->folder = memory_copy(path, slash ? (size_t)(slash - path) + 1 : 0);
	script->device = file.st_dev;
	script->inode = file.st_ino;
	return script;
}

void script_close(struct session *session, struct script *script)
{
	if (session->wanted && script->wanted_line) {
		free(session->wanted);
		session->wanted = NULL;
		script->number = script->wanted_line;
		session_fail(session, "not as expected",
		             "Expect error is the last line: no line follows that could fail.");
		script_report(session);
	}
	session->script = script->outer;
	if (script->owned)
		fclose(script->stream);
	free(script->name);
	free(script->folder);
	free(script->line);
	free(script->prose);
	free(script);
}

/* --------------------------------------------------------------------- reading */

/* Up to a newline, which is taken off; the bytes of its whole length are counted, those
 * beyond SCRIPT_LINE dropped. 0 at the end of the stream. */
static int read_line(struct script *script, size_t *length)
{
	int letter = getc(script->stream);

	*length = 0;
	if (letter == EOF)
		return 0;
	for (; letter != EOF && letter != '\n' && !*script->interrupted;
	     letter = getc(script->stream)) {
		if (*length + 2 > script->space && *length <= SCRIPT_LINE) {
			script->space = script->space ? 2 * script->space : 256;
			script->line = memory_grow(script->line, script->space, 1);
		}
		/* A zero byte would end the text early: it becomes one no word can have. */
		if (*length <= SCRIPT_LINE)
			script->line[*length] = letter ? (char)letter : 1;
		++*length;
	}
	if (!script->line)
		script->line = memory_new(script->space = 256, 1);
	return 1;
}

static const char *prose_of(struct script *script, const char *text)
{
	text++;
	text += *text == ' ';
	free(script->prose);
	script->prose = lines_clean(text, strlen(text));
	return script->prose;
}

enum script_kind script_next(struct script *script, const char **text)
{
	size_t length;
	char *line;

	*text = "";
	if (!read_line(script, &length))
		return SCRIPT_END;
	script->number = ++script->read;
	if (length > SCRIPT_LINE)
		return SCRIPT_TOO_LONG;
	line = script->line;
	line[length] = 0;
	if (length && line[length - 1] == '\r')
		line[length - 1] = 0;
	if (script->read == 1 && strncmp(line, "\xef\xbb\xbf", 3) == 0)
		line += 3;
	*text = line;
	line += strspn(line, " \t");
	if (!*line)
		return SCRIPT_BLANK;
	if (*line != '#')
		return SCRIPT_COMMAND;
	*text = prose_of(script, line);
	return SCRIPT_PROSE;
}

size_t script_line(const struct script *script)
{
	return script->number;
}

void script_stand(struct script *script, size_t line)
{
	script->number = line;
}

int script_is_broken(const struct script *script)
{
	return ferror(script->stream) != 0;
}

const char *script_name(const struct script *script)
{
	return script->name;
}

int script_is_typed(const struct script *script)
{
	return !script->owned && !script->outer;
}

/* --------------------------------------------------------------------- playing */

enum session_status script_refuse(struct session *session, const char *command,
                                  const char *why)
{
	session->outcome = (struct outcome){ 0 };
	lines_clear(&session->text);
	session_title(session, "", "");
	free(session->command);
	session->command = lines_clean(command, strlen(command));
	session_fail(session, "not understood", "%s", why);
	session->outcome.linear[0] = (char)tolower((unsigned char)session->outcome.linear[0]);
	script_report(session);
	if (session->shown)
		session->shown(session, session->user);
	return SESSION_FAILED;
}

enum session_status script_run(struct session *session, enum script_kind kind,
                               const char *text)
{
	int wanted = session->wanted != NULL;
	enum session_status status =
	        kind == SCRIPT_TOO_LONG
	                ? script_refuse(session, "…",
	                                "The line has more than 1,048,576 bytes. It was not run.")
	                : session_line(session, text);

	if (session->script)
		session->script->wanted_line =
		        session->wanted && !wanted ? session->script->number : 0;
	return status;
}

void script_report(struct session *session)
{
	const struct script *script = session->script;

	if (session->excuses == SESSION_EXCUSES_ALL
	    || (session->excuses == SESSION_EXCUSES_OPERATION && session->outcome.operation))
		return;
	session->failures++;
	if (script && session->plain) {
		fflush(session->out);
		fprintf(session->err, "%s:%zu: %s\n", script->name, script->number,
		        session->outcome.linear);
	}
}

/* ----------------------------------------------------------------------- paths */

static int is_there(const char *folder, const char *path, char out[SCRIPT_PATH])
{
	int length = snprintf(out, SCRIPT_PATH, "%s%s", folder, path);

	return length < SCRIPT_PATH && access(out, F_OK) == 0;
}

int script_find(const struct session *session, const char *path, char out[SCRIPT_PATH])
{
	if (*path != '/' && session->script && session->script->folder
	    && is_there(session->script->folder, path, out))
		return 1;
	if (is_there("", path, out))
		return 1;
	if (*path != '/' && session->lessons && is_there(session->lessons, path, out))
		return 1;
	snprintf(out, SCRIPT_PATH, "%s", path);
	return 0;
}

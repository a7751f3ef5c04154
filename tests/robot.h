/* SPDX-License-Identifier: MIT
 *
 * robot.h - a program on a pseudo-terminal, typed at and read as a person would.
 *
 *   program <-> pty <-> robot -> libvterm -> the screen's text
 *
 * The slave side stays open here, so that its modes can be read when the program is gone.
 */
#ifndef TESTS_ROBOT_H
#define TESTS_ROBOT_H

#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

enum { ROBOT_BYTES = 1 << 16, ROBOT_SCREEN = 1 << 21 };

struct robot {
	pid_t pid;
	int master, slave;
	int cols, rows;
	VTerm *terminal;
	VTermScreen *screen;
	struct termios before;
	char last[ROBOT_BYTES]; /* the newest bytes that the program wrote */
	size_t count;
	char text[ROBOT_SCREEN];
};

/* argv[0] is the program. input: a file as its standard input, or NULL for the terminal.
 * state: its XDG_STATE_HOME. 0 when there are no pseudo-terminals here. */
int robot_start(struct robot *robot, int cols, int rows, char *const argv[], const char *input,
                const char *state);

void robot_type(struct robot *robot, const char *keys);

/* Waits (at most some seconds) until the screen shows the words, or shows them no more;
 * 0 when that did not come. */
int robot_sees(struct robot *robot, const char *words);
int robot_sees_no(struct robot *robot, const char *words);

/* Shows what came meanwhile: a few hundredths of a second. */
void robot_rest(struct robot *robot);

/* Waits until the program has read what was typed. */
void robot_settle(struct robot *robot);

void robot_resize(struct robot *robot, int cols, int rows);

/* Waits for its end: the status of waitpid; it is killed after some seconds. */
int robot_end(struct robot *robot);

/* After the end: are the terminal's modes as they were; did it write this of late? */
int robot_modes_restored(const struct robot *robot);
int robot_wrote(const struct robot *robot, const char *bytes);

void robot_free(struct robot *robot);

#endif

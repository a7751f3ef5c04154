/* SPDX-License-Identifier: MIT
 *
 * lesson_play.h - a script from its beginning to its end, nothing asked: the demo of a lesson.
 *
 *   prose, commands, and of each question (exercise): its text, its operations, the answer
 */
#ifndef MMVIZ_LESSON_PLAY_H
#define MMVIZ_LESSON_PLAY_H

#include "lesson.h"

/* Prose, questions and answers go to session->out when the session is plain. SESSION_QUIT when a
 * line said q, SESSION_FAILED when one failed. The script stays the caller's. */
enum session_status lesson_play(struct session *session, struct script *script);

#endif

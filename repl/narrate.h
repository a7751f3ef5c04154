/* SPDX-License-Identifier: MIT
 *
 * narrate.h - the steps of the last operation as sentences.
 *
 *   event -> one sentence: subject, number, verdict
 *
 * Places are offsets in the section spoken of, or the name of the chunk that lies there;
 * the buckets that were taken and the one found in the end share one sentence.
 */
#ifndef MMVIZ_NARRATE_H
#define MMVIZ_NARRATE_H

struct session;

/* Fills session->why from session->steps and session->last. */
void narrate(struct session *session);

#endif

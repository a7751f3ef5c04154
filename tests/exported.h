/* SPDX-License-Identifier: MIT
 *
 * exported.h - what export writes of the step where a session stands.
 */
#ifndef TESTS_EXPORTED_H
#define TESTS_EXPORTED_H

#include "export.h"
#include "play.h"
#include "timeline.h"

/* The caller frees it. */
static inline char *exported(struct session *session)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);

	session->outcome = (struct outcome){ 0 }; /* of the line before */
	CU_ASSERT_EQUAL(timeline_show(session, timeline_step(session)), SESSION_OK);
	CU_ASSERT_EQUAL(export_json(stream, session), 0);
	fclose(stream);
	return text;
}

#endif

/* SPDX-License-Identifier: MIT
 *
 * report.c - what failed in scripts while the screen was drawn.
 */
#include "report.h"

#include "script.h"

enum { REPORTS_MOST = 1000 };

void report_line(struct report *report, const struct session *session)
{
	const struct script *script = session->script;

	if (session->failures > report->failures && script && report->lines.count < REPORTS_MOST)
		lines_add(&report->lines, "%s:%zu: %s", script_name(script), script_line(script),
		          session->outcome.linear);
	report->failures = session->failures;
}

void report_tell(struct report *report, FILE *out)
{
	lines_close(&report->lines);
	for (size_t i = 0; i < report->lines.count; i++)
		fprintf(out, "%s\n", report->lines.line[i]);
	lines_free(&report->lines);
}

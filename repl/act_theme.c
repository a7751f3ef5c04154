/* SPDX-License-Identifier: MIT
 *
 * act_theme.c - theme: the colours of the screen.
 */
#include "act.h"

#include "preference.h"
#include "session.h"
#include "theme.h"

#include <stdio.h>
#include <string.h>

static int list_themes(struct session *session)
{
	const struct theme *theme;

	session_title(session, "theme", "");
	for (unsigned i = 0; (theme = theme_at(i)); i++)
		session_say(session, "%c %-9s %s", theme == session->theme ? '*' : ' ',
		            theme_name(theme), theme_about(theme));
	if (theme_refused())
		session_say(session, "NO_COLOR is set: the screen stays without colours.");
	if (session->plain)
		session_say(session, "Themes are for the screen: plain text has no colours.");
	else
		session_say(session, "theme light changes to that one, now and for the next time.");
	return SESSION_OK;
}

static int unknown_theme(struct session *session, const char *name)
{
	char names[120] = "";
	struct nearest nearest;
	size_t used = 0;

	nearest_start(&nearest, name);
	for (unsigned i = 0; theme_at(i); i++) {
		nearest_try(&nearest, theme_name(theme_at(i)));
		used += (size_t)snprintf(names + used, sizeof names - used, "%s%s",
		                         i ? ", " : " ", theme_name(theme_at(i)));
	}
	if (nearest_word(&nearest))
		return session_fail(session, "no such theme",
		                    "No theme is named %s. Did you mean %s? Nothing was changed.",
		                    word_quote(name).text, nearest_word(&nearest));
	return session_fail(session, "no such theme",
	                    "No theme is named %s. It is one of%s. Nothing was changed.",
	                    word_quote(name).text, names);
}

/* What a script shows is not what somebody likes: only what was typed is kept. */
static int keep(const struct session *session)
{
	return session->plain || session->script || preference_keep(session->theme);
}

int act_theme(struct session *session, const struct call *call)
{
	const struct theme *theme;
	char linear[120];

	if (call->count == 0)
		return list_themes(session);
	theme = theme_find(call->word[0].text);
	if (!theme)
		return unknown_theme(session, call->word[0].text);
	session->theme = theme;
	snprintf(linear, sizeof linear, "%s: %s", theme_name(theme), theme_about(theme));
	session_result(session, "theme", linear,
	               !keep(session)    ? "the next time it is the one before: it cannot be kept"
	               : theme_refused() ? "NO_COLOR is set: the screen stays without colours"
	                                 : "",
	               linear);
	return SESSION_OK;
}

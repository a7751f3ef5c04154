/* SPDX-License-Identifier: MIT
 *
 * expect.c - expect EXPRESSION: what a lesson says must be seen.
 */
#include "expect.h"

#include "expression.h"
#include "lines.h"
#include "measure.h"
#include "memory.h"
#include "number.h"
#include "raw.h"
#include "session.h"
#include "setting.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Which results of a comparison (-1, 0, 1 as bits 1, 2, 4) an operator accepts. */
static const struct {
	const char *sign;
	int accepts;
} operators[] = {
	{ "=", 2 }, { "==", 2 }, { "!=", 5 }, { "<", 1 }, { "<=", 3 }, { ">", 4 }, { ">=", 6 },
};

static int operator_of(const struct word *word)
{
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++)
		if (!word->quoted && strcmp(word->text, operators[i].sign) == 0)
			return operators[i].accepts;
	return 0;
}

static int usage(struct session *session, const char *fault)
{
	return session_fail(session, "not understood",
	                    "%s It is written: expect chunks 4, or: expect slack(p1) <= 8.", fault);
}

static int want_error(struct session *session, const struct call *call)
{
	const char *words = call->rest + call->word[0].length;
	size_t length = call->word[call->count].at - (call->word[0].at + call->word[0].length);
	char linear[200];

	while (length && (*words == ' ' || *words == '\t'))
		words++, length--;
	while (length && (words[length - 1] == ' ' || words[length - 1] == '\t'))
		length--;
	if (length == 0)
		return usage(session, "After expect error the words of the error are missing.");
	free(session->wanted);
	session->wanted = lines_clean(words, length);
	snprintf(linear, sizeof linear, "the next line is to fail with: %.150s", session->wanted);
	session_result(session, "expect", linear, "", linear);
	return SESSION_OK;
}

static int begins_with(const struct measured *is, const struct word *want)
{
	char *bytes = memory_new(want->length, 1);
	int same = want->length <= is->length;

	if (same)
		raw_read(bytes, is->text, want->length);
	same = same && memcmp(bytes, want->text, want->length) == 0;
	free(bytes);
	return same;
}

/* A setting can be written in several ways: 4K and 4096, 0.5 and 50. */
static int compare_setting(struct session *session, const struct measured *is,
                           const struct word *want)
{
	my_heap_options options = *my_heap_options_of(session->heap);
	char problem[SETTING_PROBLEM], wanted[SETTING_VALUE];

	if (!setting_read(is->setting, &options, want->text, problem)) {
		session_fail(session, "not understood", "%s", problem);
		return 2;
	}
	setting_text(is->setting, &options, wanted);
	return strcmp(is->word, wanted) != 0;
}

/* Compares what is with what is wanted: -1, 0, 1; 2 when they cannot be compared. */
static int compare(struct session *session, const struct measured *is, const struct word *want,
                   struct quote *shown)
{
	char problem[NUMBER_PROBLEM];
	size_t number;

	*shown = word_quote(want->text);
	if (is->text)
		return !begins_with(is, want);
	if (is->setting)
		return compare_setting(session, is, want);
	if (!is->is_number)
		return strcmp(is->word, want->text) != 0;
	if (!number_read(want->text, &number, problem)) {
		session_fail(session, "not understood", "%s", problem);
		return 2;
	}
	return is->number < number ? -1 : is->number > number;
}

/* The beginning of text(p1), as long as what it was compared with. */
static struct quote text_shown(const struct measured *is, const struct word *want)
{
	char copy[64] = "";
	size_t length = want->length < is->length ? want->length : is->length;

	length = length < sizeof copy - 1 ? length : sizeof copy - 1;
	raw_read(copy, is->text, length);
	for (size_t i = 0; i < length; i++)
		copy[i] = copy[i] ? copy[i] : '.';
	return word_quote(copy);
}

/* ------------------------------------------------------------------- expressions */

/* The call without what stands around it: the caller's. */
static char *text_of(const struct call *call)
{
	size_t length = call->word[call->count].at - call->word[0].at;

	while (length && strchr(" \t\r\n", call->rest[length - 1]))
		length--;
	return lines_clean(call->rest, length);
}

static int expect_condition(struct session *session, const struct call *call)
{
	struct scope scope =
		session->scope ? *session->scope : (struct scope){ session, NULL, NULL };
	char seen[EXPRESSION_PROBLEM], problem[EXPRESSION_PROBLEM], linear[300];
	char *text = text_of(call);
	int is_so;

	snprintf(linear, sizeof linear, "%.280s", text);
	if (!expression_holds(&scope, text, &is_so, seen, problem))
		session_fail(session, "not understood", "In %s: %s", word_quote(text).text,
		             problem);
	else if (!is_so)
		session_fail(session, "not as expected", "Expected %s, but %s.", linear,
		             *seen ? seen : "it is not so");
	else
		session_result(session, "as expected", linear, seen, "");
	free(text);
	if (session->outcome.failed)
		return SESSION_FAILED;
	snprintf(session->outcome.linear, sizeof session->outcome.linear, "as expected: %s",
	         linear);
	return SESSION_OK;
}

/* NAME or NAME(WHAT) of the heap, and no variable or call of expressions. */
static int is_name(const struct session *session, const char *text)
{
	char name[32];
	const char *end;
	size_t length = strcspn(text, "(");

	snprintf(name, sizeof name, "%.*s", (int)(length < 31 ? length : 31), text);
	end = text[length] ? strchr(text, ')') : text + length - 1;
	return word_is_name(name) && end && !end[1] && !expression_calls(name)
	       && !(session->scope && variables_get(session->scope->variables, name));
}

static int is_numeric(const char *text)
{
	size_t length = strcspn(text, "(");

	for (const struct measure *m = measures; m->name; m++)
		if (strlen(m->name) == length && strncmp(m->name, text, length) == 0)
			return m->number != NULL;
	return 0;
}

/* Behind a sign: a value as it can be typed for the settings, and for state and text. */
static int is_value(const struct session *session, const char *name, const struct word *word)
{
	char problem[NUMBER_PROBLEM];
	size_t number;

	if (is_numeric(name))
		return number_read(word->text, &number, problem);
	return word->quoted
	       || (!strchr(word->text, '(')
	           && !(session->scope && variables_get(session->scope->variables, word->text)));
}

/* expect NAME VALUE, expect NAME OP VALUE, with words of settings as set takes them. All else is
 * an expression. */
static int is_short(const struct session *session, const struct call *call)
{
	const struct word *word = call->word;
	int with_sign = call->count == 3 && operator_of(&word[1]);

	if (word[0].quoted || !is_name(session, word[0].text))
		return 0;
	return call->count <= 2 || (with_sign && is_value(session, word[0].text, &word[2]));
}

int expect_run(struct session *session, const struct call *call)
{
	const struct word *word = call->word;
	int accepts = call->count > 2 ? operator_of(&word[1]) : 0;
	const struct word *want = &word[accepts ? 2 : 1];
	struct measured is;
	struct quote wanted;
	char linear[300];

	if (strcmp(word[0].text, "error") == 0)
		return want_error(session, call);
	if (!is_short(session, call))
		return expect_condition(session, call);
	if (call->count < 2)
		return usage(session, "What is expected is missing.");
	if (measure_read(session, word[0].text, &is) != SESSION_OK)
		return SESSION_FAILED;
	if (accepts && !is.is_number && word[1].text[0] != '=' && word[1].text[0] != '!')
		return usage(session, "Words can only be = or != to each other.");

	int order = compare(session, &is, want, &wanted);

	if (order == 2)
		return SESSION_FAILED;
	if (is.text)
		snprintf(is.shown, sizeof is.shown, "%s", text_shown(&is, want).text);
	if (!((accepts ? accepts : 2) & 1 << (order + 1)))
		return session_fail(session, "not as expected", "Expected %s %s%s%s, but %s is %s.",
		                    word_quote(word[0].text).text, accepts ? word[1].text : "",
		                    accepts ? " " : "", wanted.text,
		                    word_quote(word[0].text).text, is.shown);
	snprintf(linear, sizeof linear, "%s is %s", word_quote(word[0].text).text, is.shown);
	session_result(session, "as expected", linear, "", "");
	snprintf(session->outcome.linear, sizeof session->outcome.linear, "as expected: %s",
	         linear);
	return SESSION_OK;
}

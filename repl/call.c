/* SPDX-License-Identifier: MIT
 *
 * call.c - a call of the malloc family as tracing tools write it: name(argument, ...).
 */
#include "call.h"

#include <ctype.h>
#include <string.h>

enum { PAGE = 4096 };

static const struct call_name names[] = {
	{ "malloc", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "free", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "calloc", TRACE_CALLOC, { CALL_COUNT, CALL_SIZE }, 0, 0 },
	{ "realloc", TRACE_REALLOC, { CALL_OLD, CALL_SIZE }, 0, 0 },
	{ "reallocarray", TRACE_REALLOC, { CALL_OLD, CALL_COUNT, CALL_SIZE }, 0, 0 },
	{ "memalign", TRACE_ALIGNED, { CALL_ALIGNMENT, CALL_SIZE }, 0, 0 },
	{ "aligned_alloc", TRACE_ALIGNED, { CALL_ALIGNMENT, CALL_SIZE }, 0, 0 },
	{ "posix_memalign", TRACE_ALIGNED, { CALL_NOTHING, CALL_ALIGNMENT, CALL_SIZE }, 1, 0 },
	{ "valloc", TRACE_ALIGNED, { CALL_SIZE }, 0, 1 },
	{ "pvalloc", TRACE_ALIGNED, { CALL_SIZE }, 0, 1 },
	{ "strdup", TRACE_MALLOC, { CALL_TEXT }, 0, 0 },
	{ "strndup", TRACE_MALLOC, { CALL_NOTHING, CALL_MOST }, 0, 0 },
	{ "cfree", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "malloc_usable_size", TRACE_KINDS, { CALL_NOTHING }, 0, 0 },
};

/* C++ has one of each for every kind of alignment and failure: the start of a name tells. */
static const struct call_name operators[] = {
	{ "_Znw", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "_Zna", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "_Zdl", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "_Zda", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "operator new", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "operator delete", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "__builtin_new", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "__builtin_vec_new", TRACE_MALLOC, { CALL_SIZE }, 0, 0 },
	{ "__builtin_delete", TRACE_FREE, { CALL_OLD }, 0, 0 },
	{ "__builtin_vec_delete", TRACE_FREE, { CALL_OLD }, 0, 0 },
};

static const struct call_name aligned_new = {
	"new", TRACE_ALIGNED, { CALL_SIZE, CALL_ALIGNMENT }, 0, 0
};

static const char *const unfinished = "<unfinished", *const no_return = "<no return";

static int begins(const char *at, const char *word)
{
	return strncmp(at, word, strlen(word)) == 0;
}

/* ------------------------------------------------------------------------- names */

/* The types of a name in C++'s own writing have parentheses of their own before ")(". */
static const struct call_name *find_operator(const char *at, size_t *length)
{
	const struct call_name *found = NULL;

	for (size_t i = 0; !found && i < sizeof operators / sizeof operators[0]; i++)
		if (begins(at, operators[i].name))
			found = &operators[i];
	if (!found)
		return NULL;
	const char *types = strchr(found->name, ' ') ? strstr(at, ")(") : at;
	const char *align = strstr(at, "align_val_t");

	*length = types ? (size_t)(types - at) + strcspn(types + (types != at), "(") : 0;
	*length += types && types != at;
	if (!types || at[*length] != '(')
		return NULL;
	return found->kind == TRACE_MALLOC && align && align < at + *length ? &aligned_new : found;
}

static const struct call_name *find_name(const char *at, size_t *length)
{
	size_t many = strcspn(at, " \t(@");

	*length = strcspn(at, " \t(");
	for (size_t i = 0; at[*length] == '(' && i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i].name) == many && memcmp(names[i].name, at, many) == 0)
			return &names[i];
	return NULL;
}

/* What tools put before a name: the object that calls ("v->free"). Behind it: the one that is
 * called ("free@libc.so.6"). */
const struct call_name *call_find(const char *at, struct call_text *text)
{
	size_t before = strcspn(at, " \t(>");

	text->name = before && at[before] == '>' && at[before - 1] == '-' ? at + before + 1 : at;
	const struct call_name *found = find_operator(text->name, &text->name_length);

	if (!found)
		found = find_name(text->name, &text->name_length);
	text->length = (size_t)(text->name - at) + text->name_length + 1;
	return found;
}

/* --------------------------------------------------------------------- arguments */

/* Over a text in double quotes; *length: its bytes, an escaped one counting as one. */
static const char *skip_text(const char *at, uint64_t *length)
{
	for (*length = 0, at++; *at && *at != '"'; ++*length) {
		if (at[0] == '\\' && isdigit((unsigned char)at[1]))
			at += 2 + strspn(at + 2, "01234567");
		else
			at += at[0] == '\\' && at[1] ? 2 : 1;
	}
	return at + (*at == '"');
}

/* To the comma or parenthesis that ends an argument, or to where the line is interrupted. */
static const char *skip_argument(const char *at)
{
	uint64_t ignored;
	size_t depth = 0;

	while (*at && !begins(at, unfinished) && !begins(at, no_return)) {
		if (depth == 0 && (*at == ',' || *at == ')'))
			break;
		depth += *at == '(' || *at == '{' || *at == '[';
		depth -= depth && (*at == ')' || *at == '}' || *at == ']');
		at = *at == '"' ? skip_text(at, &ignored) : at + 1;
	}
	return at;
}

static int read_text(struct trace_scan *scan, struct call *out)
{
	uint64_t length = 0;

	out->cut = *scan->at != '"';
	if (!out->cut) {
		scan->at = skip_text(scan->at, &length);
		out->cut = begins(scan->at, "...");
	}
	out->operation.sizeless = length == 0 && out->cut;
	out->operation.size = length + !out->operation.sizeless;
	return 1;
}

static enum call_role role_of_word(struct trace_scan *scan, enum call_role role)
{
	static const struct {
		const char *word;
		enum call_role role;
	} words[] = { { "alignment ", CALL_ALIGNMENT }, { "al ", CALL_ALIGNMENT },
		      { "size ", CALL_SIZE } };

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (begins(scan->at, words[i].word)) {
			scan->at += strlen(words[i].word);
			return words[i].role;
		}
	return role;
}

static int read_argument(struct trace_scan *scan, enum call_role role, struct call *out)
{
	static const char *const expected[CALL_ROLES] = {
		[CALL_SIZE] = "a size", [CALL_COUNT] = "a count", [CALL_OLD] = "a pointer",
		[CALL_ALIGNMENT] = "an alignment", [CALL_MOST] = "a length",
	};
	uint64_t value;

	if (role == CALL_NOTHING)
		return 1;
	if (role == CALL_TEXT)
		return read_text(scan, out);
	scan->expected = expected[role];
	if (role == CALL_OLD ? !call_result(scan, &value)
	                     : !trace_number(scan, &value, expected[role]))
		return 0;
	uint64_t *const fields[CALL_ROLES] = {
		[CALL_SIZE] = &out->operation.size, [CALL_COUNT] = &out->operation.count,
		[CALL_ALIGNMENT] = &out->operation.alignment, [CALL_OLD] = &out->operation.old,
		[CALL_MOST] = &out->operation.size,
	};

	*fields[role] = value + (role == CALL_MOST && value != UINT64_MAX);
	return 1;
}

static int read_arguments(struct trace_scan *scan, const enum call_role *roles, struct call *out)
{
	unsigned wanted = 0, seen = 0;

	for (size_t i = 0; i < CALL_ARGUMENTS; i++)
		wanted |= 1u << roles[i];
	for (size_t i = 0;; i++) {
		trace_blanks(scan);
		enum call_role role = i < CALL_ARGUMENTS ? roles[i] : CALL_NOTHING;

		if (begins(scan->at, unfinished) || *scan->at == ')')
			break;
		role = role_of_word(scan, role);
		if (!read_argument(scan, role, out))
			return 0;
		seen |= 1u << role;
		scan->at = skip_argument(scan->at);
		if (*scan->at != ',')
			break;
		scan->at++;
	}
	return ((wanted & ~seen) >> 1) == 0;
}

/* What follows from the arguments together. */
static void complete(const struct call_name *name, struct call *out)
{
	struct trace_operation *operation = &out->operation;
	uint64_t product = 0;

	operation->kind = name->kind;
	if (name->page)
		operation->alignment = PAGE;
	if (name->roles[1] == CALL_MOST)
		out->cut = 1;
	if (operation->count)
		out->too_large =
			__builtin_mul_overflow(operation->count, operation->size, &product);
	if (name->kind != TRACE_REALLOC || name->roles[1] != CALL_COUNT)
		return;
	operation->size = out->too_large ? UINT64_MAX : product;
	operation->count = 0;
}

int call_arguments(struct trace_scan *scan, const struct call_name *name, struct call *out)
{
	*out = (struct call){ .name = name };
	scan->expected = "an argument";
	if (!read_arguments(scan, name->roles, out))
		return 0;
	out->unfinished = *scan->at == '<';
	if (!out->unfinished && *scan->at != ')') {
		scan->expected = "a closing parenthesis";
		return 0;
	}
	scan->at += out->unfinished ? strlen(scan->at) : 1;
	complete(name, out);
	return 1;
}

int call_result(struct trace_scan *scan, uint64_t *out)
{
	static const char *const nothings[] = { "(nil)", "nil", "NULL", "<void>" };

	trace_blanks(scan);
	for (size_t i = 0; i < sizeof nothings / sizeof nothings[0]; i++)
		if (begins(scan->at, nothings[i])) {
			scan->at += strlen(nothings[i]);
			*out = 0;
			return 1;
		}
	return trace_number(scan, out, "an address");
}

/* SPDX-License-Identifier: MIT
 *
 * number.c - numbers as people type and read them.
 */
#include "number.h"

#include "format.h"
#include "word.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

struct number comma(size_t number)
{
	struct number out;

	format_commas(out.text, number);
	return out;
}

struct number offset_text(size_t offset)
{
	struct number out;

	format_offset(out.text, offset, 0);
	return out;
}

struct number place_text(size_t section, size_t offset)
{
	struct number out;

	snprintf(out.text, sizeof out.text, "s%zu+0x%zx", section, offset);
	return out;
}

struct counted counted(size_t number, const char *one, const char *many)
{
	struct counted out;

	snprintf(out.text, sizeof out.text, "%s %s", comma(number).text,
	         number == 1 ? one : many);
	return out;
}

/* part * scale / whole, rounded. */
static size_t share_of(size_t part, size_t whole, size_t scale)
{
	if (whole > SIZE_MAX / 2 / scale) {
		part /= 2 * scale;
		whole /= 2 * scale;
	}
	return whole ? (part * scale + whole / 2) / whole : 0;
}

size_t percent_of(size_t part, size_t whole)
{
	return share_of(part, whole, 100);
}

struct number percent_text(size_t part, size_t whole, int decimals)
{
	struct number out;
	size_t share = share_of(part, whole, decimals ? 1000 : 100);

	if (decimals)
		snprintf(out.text, sizeof out.text, "%zu.%zu", share / 10, share % 10);
	else
		snprintf(out.text, sizeof out.text, "%zu", share);
	return out;
}

static int digit_of(char letter)
{
	if (letter >= '0' && letter <= '9')
		return letter - '0';
	letter = (char)tolower((unsigned char)letter);
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : 99;
}

static int problem_with(char *problem, const char *text, const char *sentence)
{
	snprintf(problem, NUMBER_PROBLEM, "%s %s", word_quote(text).text, sentence);
	return 0;
}

/* Commas stand before each third digit from the right: 1,024. */
static int commas_are_right(const char *text, const char *end)
{
	size_t since = 0;

	if (!memchr(text, ',', (size_t)(end - text)))
		return 1;
	for (const char *at = end; at-- > text;)
		if (*at == ',') {
			if (since != 3 || at == text)
				return 0;
			since = 0;
		} else if (++since > 3) {
			return 0;
		}
	return 1;
}

static size_t unit_of(char letter)
{
	static const char letters[] = "kmg";
	const char *at = letter ? strchr(letters, tolower((unsigned char)letter)) : NULL;

	return at ? (size_t)1 << 10 * (at - letters + 1) : 1;
}

static int too_large(char *problem, const char *text)
{
	return problem_with(problem, text, "is too large: the largest number is "
	                    "18,446,744,073,709,551,615.");
}

int number_read(const char *text, size_t *out, char *problem)
{
	static const char help[] = "is no number. Numbers look like 100, 4K, 1M or 0x40.";
	const char *at = text, *end = text + strlen(text);
	unsigned base = 10;
	size_t value = 0, unit = 1;

	if (*at == '-' && isdigit((unsigned char)at[1]))
		return problem_with(problem, text, "is negative. Numbers start at 0.");
	if (at[0] == '0' && (at[1] == 'x' || at[1] == 'X')) {
		base = 16;
		at += 2;
	}
	if (end > at)
		unit = unit_of(end[-1]);
	if (unit > 1)
		end--;
	if (end == at || (base == 10 && !commas_are_right(at, end)))
		return problem_with(problem, text, help);
	for (; at < end; at++) {
		unsigned digit = (unsigned)digit_of(*at);

		if (*at == ',' && base == 10)
			continue;
		if (digit >= base)
			return problem_with(problem, text, help);
		if (__builtin_mul_overflow(value, base, &value)
		    || __builtin_add_overflow(value, digit, &value))
			value = SIZE_MAX, unit = 0;
	}
	if (unit == 0 || __builtin_mul_overflow(value, unit, out))
		return too_large(problem, text);
	return 1;
}

int number_read_percent(const char *text, unsigned *out, char *problem)
{
	size_t whole = 0, part = 0, scale = 1;
	const char *at = text;
	int point = 0, digits = 0;

	for (; isdigit((unsigned char)*at) || (*at == '.' && !point); at++) {
		if (*at == '.') {
			point = 1;
			continue;
		}
		digits++;
		if (digits > 9)
			break;
		if (point)
			part = part * 10 + (size_t)(*at - '0'), scale *= 10;
		else
			whole = whole * 10 + (size_t)(*at - '0');
	}
	if (*at == '%' && !point)
		at++;
	else if (!point && whole <= 1)
		point = 1; /* 1 is the whole, not a hundredth of it */
	if (*at || digits == 0)
		return problem_with(problem, text, "is no share. Shares look like 75 or 0.75.");
	*out = (unsigned)(point ? whole * 100 + part * 100 / scale : whole);
	return 1;
}

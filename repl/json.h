/* SPDX-License-Identifier: MIT
 *
 * json.h - JSON (RFC 8259) written as it comes: nothing is kept but how deep it is.
 *
 *   json_open(&json, NULL, '{', JSON_LINES);
 *   json_number(&json, "size", 112);          {
 *   json_open(&json, "at", '[', JSON_FLAT);     "size": 112,
 *   json_number(&json, NULL, 1);                "at": [1, 2]
 *   json_number(&json, NULL, 2);              }
 *   json_close(&json);
 *   json_close(&json);
 *
 * Rules of use
 * - Only ASCII is written: other characters, and controls, are escaped.
 * - The key is NULL in a list and for the outermost value.
 * - What lies in something flat is flat, too.
 * - Errors are the stream's: see ferror.
 */
#ifndef MMVIZ_JSON_H
#define MMVIZ_JSON_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { JSON_DEEPEST = 12 };

/* How many members stand on a line: all of them, one, or so many. */
enum { JSON_FLAT = 0, JSON_LINES = 1, JSON_ROWS = 8 };

struct json {
	FILE *out;
	int depth;
	struct {
		char close;
		int on_a_line;
		size_t count;
	} level[JSON_DEEPEST];
};

void json_start(struct json *json, FILE *out);
void json_end(struct json *json); /* the last line */

/* The bracket is { or [. */
void json_open(struct json *json, const char *key, char bracket, int on_a_line);
void json_close(struct json *json);

void json_number(struct json *json, const char *key, size_t number);
void json_text(struct json *json, const char *key, const char *text); /* NULL: null */
void json_flag(struct json *json, const char *key, int flag);
void json_null(struct json *json, const char *key);

/* As text, "0x280"; with so many digits at least. */
void json_hex(struct json *json, const char *key, uint64_t number, int digits);

/* What is a number already, in JSON's own way of writing it. */
void json_literal(struct json *json, const char *key, const char *literal);

#endif

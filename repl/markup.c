/* SPDX-License-Identifier: MIT
 *
 * markup.c - HTML written as it comes.
 */
#include "markup.h"

#include "digest.h"
#include "lines.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void markup_text(FILE *out, const char *text)
{
	static const struct {
		char letter;
		const char *written;
	} escapes[] = {
		{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" },
		{ '\'', "&#39;" }, { 0, NULL },
	};
	char *clean = lines_clean(text, strlen(text));

	for (const char *at = clean; *at; at++) {
		int i = 0;

		while (escapes[i].letter && escapes[i].letter != *at)
			i++;
		if (escapes[i].letter)
			fputs(escapes[i].written, out);
		else
			putc(*at, out);
	}
	free(clean);
}

void markup_words(FILE *out, const char *tag, const char *format, ...)
{
	char words[1024];
	va_list list;

	va_start(list, format);
	vsnprintf(words, sizeof words, format, list);
	va_end(list);
	fprintf(out, "<%s>", tag);
	markup_text(out, words);
	fprintf(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

void markup_policy(FILE *out, const char *style, const char *script)
{
	char digest[DIGEST_TEXT];

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ", out);
	if (script) {
		digest_text(digest, script, strlen(script));
		fprintf(out, "script-src 'sha256-%s'; ", digest);
	}
	digest_text(digest, style, strlen(style));
	fprintf(out, "style-src 'sha256-%s'; img-src data:; base-uri 'none'; "
	             "form-action 'none'\">\n"
	             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	             "<link rel=\"icon\" href=\"data:,\">\n", digest);
}

/* SPDX-License-Identifier: MIT
 *
 * print.h - text and numbers to a file descriptor, without allocating.
 *
 * A line is collected in a buffer on the stack and written at once by print_flush, so
 * that the lines of several threads do not mix; what does not fit is flushed before.
 */
#ifndef ALLOC_PRINT_H
#define ALLOC_PRINT_H

#include <stddef.h>

struct print {
	int fd;
	size_t length;
	char text[512];
};

void print_text(struct print *print, const char *text);
void print_number(struct print *print, size_t number);
void print_address(struct print *print, const void *address);
void print_flush(struct print *print);

#endif

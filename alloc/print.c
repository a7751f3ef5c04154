/* SPDX-License-Identifier: MIT */
#include "print.h"

#include "os.h"

#include <stdint.h>

void print_flush(struct print *print)
{
	os_write(print->fd, print->text, print->length);
	print->length = 0;
}

void print_text(struct print *print, const char *text)
{
	for (; *text; text++) {
		if (print->length == sizeof print->text)
			print_flush(print);
		print->text[print->length++] = *text;
	}
}

static void print_digits(struct print *print, size_t number, unsigned base)
{
	char digits[32];
	size_t at = sizeof digits;

	digits[--at] = '\0';
	do {
		digits[--at] = "0123456789abcdef"[number % base];
		number /= base;
	} while (number > 0);
	print_text(print, digits + at);
}

void print_number(struct print *print, size_t number)
{
	print_digits(print, number, 10);
}

void print_address(struct print *print, const void *address)
{
	print_text(print, "0x");
	print_digits(print, (uintptr_t)address, 16);
}

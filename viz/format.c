/* SPDX-License-Identifier: MIT
 *
 * format.c - thousands, powers of two, offsets.
 */
#include "format.h"

#include <stdio.h>

int format_digits(size_t number)
{
	int digits = 1;

	for (; number >= 10; number /= 10)
		digits++;
	return digits;
}

char *format_commas(char *out, size_t number)
{
	int digits = format_digits(number), length = digits + (digits - 1) / 3;

	out[length] = 0;
	for (int place = 1; length > 0; place++, number /= 10) {
		out[--length] = (char)('0' + number % 10);
		if (place % 3 == 0 && length > 0)
			out[--length] = ',';
	}
	return out;
}

char *format_size(char *out, size_t bytes)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
	char number[FORMAT_BYTES];
	size_t unit = 0;

	for (; bytes >= 1024 && bytes % 1024 == 0 && unit < 4; unit++)
		bytes /= 1024;
	snprintf(out, FORMAT_BYTES, "%.24s %s", format_commas(number, bytes),
	         bytes == 1 && unit == 0 ? "byte" : units[unit]);
	return out;
}

char *format_about(char *out, size_t bytes)
{
	static const char *const units[] = { "KiB", "MiB", "GiB", "TiB" };
	size_t unit = 1024, i = 0;

	for (; bytes / unit >= 1024 && i < 3; i++)
		unit *= 1024;
	if (bytes < unit || bytes % unit == 0)
		return format_size(out, bytes);
	snprintf(out, FORMAT_BYTES, "%.1f %s", (double)bytes / (double)unit, units[i]);
	return out;
}

int format_offset_width(size_t section_size)
{
	int digits = 1;

	for (size_t last = section_size ? section_size - 1 : 0; last >= 16; last /= 16)
		digits++;
	return 2 + (digits < 3 ? 3 : digits);
}

char *format_offset(char *out, size_t offset, size_t section_size)
{
	snprintf(out, FORMAT_BYTES, "0x%0*zx", format_offset_width(section_size) - 2, offset);
	return out;
}

/* SPDX-License-Identifier: MIT
 *
 * free_text.c - a string literal is freed.
 */
#include "misuse.h"

static const char *const text = "a string of the program";

int main(void)
{
	free(at((void *)(uintptr_t)text));
	return 0;
}

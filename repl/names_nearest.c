/* SPDX-License-Identifier: MIT
 *
 * names_nearest.c - the name that was meant by a mistyped one.
 */
#include "names.h"

#include "word.h"

#include <stdio.h>

enum { NEAREST_LOOKS = 4096 };

int names_nearest(const struct names *names, const char *typed, char out[VIEW_NAME])
{
	struct nearest nearest;
	size_t least = names_count(names) > NEAREST_LOOKS ? names_count(names) - NEAREST_LOOKS : 0;

	/* The dead only where none alive is near. */
	nearest_start(&nearest, typed);
	for (int dead = 0; dead < 2 && !nearest_word(&nearest); dead++)
		for (size_t i = least; i < names_count(names); i++)
			if (names_is_alive(names, i) != dead)
				nearest_try(&nearest, names_get(names, i).text);
	if (!nearest_word(&nearest))
		return 0;
	snprintf(out, VIEW_NAME, "%.*s", VIEW_NAME - 1, nearest_word(&nearest));
	return 1;
}

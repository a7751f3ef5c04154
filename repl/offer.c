/* SPDX-License-Identifier: MIT
 *
 * offer.c - what Tab found, on the result line.
 */
#include "offer.h"

#include "matches.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

void offer_end(struct offer *offer)
{
	free(offer->line);
	offer->line = NULL;
	offer->shown = 0;
}

void offer_show(struct offer *offer, char *const *matches, size_t count)
{
	char out[MATCHES_BYTES];

	offer_end(offer);
	offer->shown = 1;
	display_say(offer->display, matches_text(out, matches, count));
}

/* readline draws once more after it has shown them: that line is the one. */
void offer_follow(struct offer *offer, const char *line)
{
	if (!offer->shown)
		return;
	if (!offer->line) {
		offer->line = memory_text(line);
	} else if (strcmp(offer->line, line) != 0) {
		offer_end(offer);
		display_say(offer->display, NULL);
		display_draw(offer->display);
	}
}

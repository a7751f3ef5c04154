/* SPDX-License-Identifier: MIT
 *
 * offer.h - what Tab found, on the result line as long as the typed line stays as it is.
 */
#ifndef MMVIZ_OFFER_H
#define MMVIZ_OFFER_H

#include "display.h"

struct offer {
	struct display *display;
	int shown;
	char *line; /* that it is about; NULL: not drawn yet */
};

void offer_show(struct offer *offer, char *const *matches, size_t count);

/* The line that is typed is drawn. */
void offer_follow(struct offer *offer, const char *line);

void offer_end(struct offer *offer);

#endif

/* SPDX-License-Identifier: MIT
 *
 * wording.h - the words for places, hashes and placements that several sentences share.
 *
 * Texts are returned by value: use them within the expression that asked for them.
 */
#ifndef MMVIZ_WORDING_H
#define MMVIZ_WORDING_H

#include <stddef.h>

struct session;
struct place;

struct wording {
	char text[96];
};

/* "span 0x000" where the table's chunk is one; the name of the used chunk at a place, else
 * the text of the offset. */
struct wording wording_who(const struct session *session, size_t section, size_t offset);

/* The same, "free 0x070" instead of the mere offset. */
struct wording wording_owner(const struct session *session, size_t section, size_t offset);

/* "52 mod 16 = 4": how a key becomes its home, by the heap's hash, in a table with
 * that capacity. */
struct wording wording_home(const struct session *session, size_t section, size_t capacity,
                            size_t key, size_t home);

const char *wording_placement(const struct session *session); /* "first fit", "bins" */
const char *wording_hash(const struct session *session);      /* "key mod capacity" */

#endif

/* SPDX-License-Identifier: MIT
 *
 * preference.h - the theme chosen last, kept from run to run (folder.h).
 *
 * Only the screen depends on it: plain text, scripts and exports are the same for everybody.
 */
#ifndef MMVIZ_PREFERENCE_H
#define MMVIZ_PREFERENCE_H

struct theme;

/* The usual one where none was kept, or what was kept is no theme's name. */
const struct theme *preference_theme(void);

/* 0 when it could not be kept: then the one before it comes back the next time. */
int preference_keep(const struct theme *theme);

#endif

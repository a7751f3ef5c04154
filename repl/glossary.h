/* SPDX-License-Identifier: MIT
 *
 * glossary.h - the words that the sentences use, explained for help.
 */
#ifndef MMVIZ_GLOSSARY_H
#define MMVIZ_GLOSSARY_H

struct term {
	const char *word;
	const char *text; /* lines separated by \n */
};

/* The table, in the order of the alphabet; ends with a row whose word is NULL. */
extern const struct term glossary[];

const struct term *glossary_find(const char *word);

#endif

/* SPDX-License-Identifier: MIT
 *
 * consequence.c - one table of what is violated, who sees it and when, and what glibc would do.
 */
#include "consequence.h"

#include "look.h"
#include "number.h"
#include "session.h"

#include <stdio.h>
#include <string.h>

/* seen: without guard, with it. NULL: the same. */
struct row {
	const char *violated, *seen, *guarded, *elsewhere;
};

#define UNSEEN_BY_FREE "No check sees it: free looks at table entries only, and those are whole."
#define LINKS                                                                             \
	"glibc keeps a link and a key there, in the first 16 bytes. Overwritten, a later malloc "  \
	"may end with \"unaligned tcache chunk detected\", or give a wrong address."

static const struct row rows[CONSEQUENCES] = {
	[CONSEQUENCE_SLACK] = {
		"Violated: {name} may use the {asks} it asked for. {past} behind them {were} "
		"written.",
		UNSEEN_BY_FREE " The slack belongs to nobody else.",
		"Guard sees it when {name} is freed or resized: its slack is verified then.",
		"glibc's chunk for {asked} holds {usable}: nobody would notice there either." },
	[CONSEQUENCE_SLACK_FAR] = {
		"Violated: {name} may use the {asks} it asked for. {past} behind them {were} "
		"written.",
		UNSEEN_BY_FREE " The slack belongs to nobody else.",
		"Guard sees it when {name} is freed or resized: its slack is verified then.",
		"glibc's chunk for {asked} holds {usable}, then comes the next one's size. "
		"Overwritten, free of the next may end with \"double free or corruption (out)\"." },
	[CONSEQUENCE_OTHERS_SLACK] = {
		"Violated: {past} outside the {asked} that {name} asked for {were} written, into "
		"the "
		"slack of {others}.",
		UNSEEN_BY_FREE " Slack holds no content.",
		"Guard sees it when {other} is freed or resized: its slack is verified then.",
		"glibc keeps a chunk's size in the 8 bytes before it. If they are overwritten, its "
		"free may end with \"double free or corruption (out)\"." },
	[CONSEQUENCE_NEIGHBOUR] = {
		"Violated: {past} outside the {asked} that {name} asked for {were} written, "
		"{victims} of them over content of {others}.",
		UNSEEN_BY_FREE " Who reads {others} gets wrong bytes.",
		"Guard sees it when {name} is freed or resized, if its slack was hit. Content is "
		"never verified: who reads {others} gets wrong bytes.",
		"glibc keeps {other}'s size in the 8 bytes before it. If they are overwritten too, "
		"free({other}) may end with \"double free or corruption (out)\", or believe a "
		"wrong "
		"size." },
	[CONSEQUENCE_BEFORE] = {
		"Violated: {past} before the start of {name} {were} written.",
		UNSEEN_BY_FREE,
		"Guard sees it at the next free or resize of {name}, if its header was hit, or of "
		"the chunk before it, if its slack was.",
		"glibc keeps {name}'s size in the 8 bytes before it. Overwritten, free({name}) may "
		"end with \"free(): invalid pointer\" or \"double free or corruption (out)\"." },
	[CONSEQUENCE_NOBODYS] = {
		"Violated: {past} outside the {asked} that {name} asked for {were} written, "
		"{nobodys} of them where memory is free.",
		"No check sees it: what lies in free memory means nothing to this heap.",
		"Guard sees it when {name} is freed or resized, if its slack was hit; in a chunk "
		"that waits, when that leaves.",
		"glibc keeps the size and the links of free chunks in them. Overwritten, a later "
		"malloc may end with \"malloc(): invalid size (unsorted)\" or give a wrong "
		"address." },
	[CONSEQUENCE_AFTER_FREE] = {
		"Violated: {name} was freed in operation {died}. Its bytes are its user's no more.",
		"No check sees it: what lies in free memory means nothing to this heap.",
		"Guard does not see it any more: the place waited, was verified, and is free.",
		LINKS },
	[CONSEQUENCE_WHILE_WAITING] = {
		"Violated: {name} was freed in operation {died}. Its bytes are its user's no more.",
		NULL,
		"Guard sees it when the place leaves those that wait: its fill is verified then.",
		LINKS },
	[CONSEQUENCE_AFTER_REUSE] = {
		"Violated: {name} was freed in operation {died}. Operation {placed} gave its bytes "
		"to {other}, whose content was changed.",
		"No check sees it: a write into bytes in use looks like any other.",
		"Guard cannot see it any more. It puts it off: bytes wait before they are given "
		"again.",
		"The same with glibc, and soon: the chunk freed last is the first it gives "
		"again." },
	[CONSEQUENCE_DOUBLE_FREE] = {
		"Violated: what was given back once{when} is not its user's to give back again.",
		"free sees it at once: the entry says free, or there is none.",
		"free sees it at once: the entry says that the chunk waits, or is free, or there "
		"is "
		"none.",
		"glibc finds its key in the chunk: \"free(): double free detected in tcache 2\". "
		"Not so if the key was overwritten, or the bytes are another's by now." },
	[CONSEQUENCE_DOUBLE_FREE_LARGE] = {
		"Violated: what was given back once{when} is not its user's to give back again.",
		"free sees it at once: the entry says free, or there is none.",
		"free sees it at once: the entry says that the chunk waits, or is free, or there "
		"is "
		"none.",
		"glibc asks the next chunk's header, for more than 1,032 bytes: \"double free or "
		"corruption (!prev)\", or \"(top)\" if it was the last. Not so if the bytes are "
		"another's by now." },
	[CONSEQUENCE_STALE_FREE] = {
		"Violated: {name} was given back in operation {died}. Since operation {placed} its "
		"bytes are {other}'s.",
		"Only the name shows it here. The pointer is {other}'s now, and to free it is "
		"valid.",
		"Guard cannot see it any more. It puts it off: bytes wait before they are given "
		"again.",
		"glibc would free {other} without a word, and give its bytes to the next malloc: "
		"two owners." },
	[CONSEQUENCE_STALE_REALLOC] = {
		"Violated: {name} was given back in operation {died}. Since operation {placed} its "
		"bytes are {other}'s.",
		"Only the name shows it here. The pointer is {other}'s now, and to resize it is "
		"valid.",
		"Guard cannot see it any more. It puts it off: bytes wait before they are given "
		"again.",
		"glibc would resize {other} without a word. If it moves, {other}'s user is left "
		"with "
		"freed memory." },
	[CONSEQUENCE_INTERIOR] = {
		"Violated: free takes what malloc gave. {name} lies inside {other}.",
		"free sees it at once: no table has an entry for it.", NULL,
		"glibc takes the 8 bytes before it for a size: \"free(): invalid pointer\" or "
		"\"double free or corruption (out)\". A size that looks right is believed." },
	[CONSEQUENCE_FOREIGN] = {
		"Violated: free takes what malloc gave. This heap never gave {name}.",
		"free sees it at once: the address is in no section's memory.", NULL,
		"glibc keeps no list of addresses. It reads a size before it: \"free(): invalid "
		"pointer\", or the program crashes where nothing can be read." },
	[CONSEQUENCE_REALLOC_FREED] = {
		"Violated: what was given back{when} is not its user's to resize.",
		"realloc sees it at once: the entry says free, or there is none.",
		"realloc sees it at once: the entry says that the chunk waits, or is free, or "
		"there "
		"is none.",
		"glibc's realloc does not look for it: it may resize the free chunk and hand it "
		"out, and the next malloc gives the same bytes to another." },
	[CONSEQUENCE_REALLOC_OTHER] = {
		"Violated: realloc takes what malloc gave. {name} is none of it.",
		"realloc sees it at once: no table has an entry for it.", NULL,
		"glibc takes the 8 bytes before it for a size: \"realloc(): invalid pointer\" or "
		"\"realloc(): invalid old size\"." },
	[CONSEQUENCE_FOUND_PAST] = {
		"Violated: only the {asks} asked for are {name}'s. While it was in use "
		"somebody wrote behind them.",
		NULL,
		"Guard saw it now, when the chunk came back. Who wrote, and when, is not known; "
		"without guard nobody would have.",
		"glibc's chunk for {asked} holds {usable}; up to there nobody would notice. Beyond "
		"lies the next one's size: its free may end with \"double free or corruption "
		"(out)\"." },
	[CONSEQUENCE_FOUND_BEFORE] = {
		"Violated: what lies before {name} is not its user's. Somebody wrote there.",
		NULL,
		"Guard saw it now, when the chunk came back. Who wrote, and when, is not known; "
		"without guard nobody would have.",
		"glibc keeps {name}'s size there: this free might end with \"free(): invalid "
		"pointer\" or \"double free or corruption (out)\"." },
	[CONSEQUENCE_FOUND_AFTER] = {
		"Violated: after its free a chunk is nobody's. Somebody wrote into {name} then.",
		NULL,
		"Guard saw it now, when the place stopped waiting. Who wrote, and when, is not "
		"known; without guard nobody would have.",
		LINKS },
};

size_t consequence_usable(size_t asked)
{
	size_t usable = (asked + 8 + 15) / 16 * 16 - 8;

	return usable < 24 ? 24 : usable;
}

/* --------------------------------------------------------------------- the words */

enum { SENTENCE = 400 };

/* The text of {word}. */
static void write_word(const char *word, const struct consequence_case *of, char *out, size_t size)
{
	const struct {
		const char *word;
		size_t number;
	} numbers[] = {
		{ "{asked}", of->asked },   { "{usable}", consequence_usable(of->asked) },
		{ "{died}", of->died },     { "{placed}", of->placed },
		{ "{victims}", of->victims }, { "{nobodys}", of->nobodys },
	};

	*out = 0;
	if (strncmp(word, "{name}", 6) == 0)
		snprintf(out, size, "%s", of->name);
	if (strncmp(word, "{other}", 7) == 0)
		snprintf(out, size, "%s", of->other);
	if (strncmp(word, "{others}", 8) == 0 && of->others > 1)
		snprintf(out, size, "%s and %s", of->other,
		         counted(of->others - 1, "other", "others").text);
	else if (strncmp(word, "{others}", 8) == 0)
		snprintf(out, size, "%s", of->other);
	if (strncmp(word, "{when}", 6) == 0 && of->died)
		snprintf(out, size, " in operation %s", comma(of->died).text);
	if (strncmp(word, "{past}", 6) == 0)
		snprintf(out, size, "%s", counted(of->past, "byte", "bytes").text);
	if (strncmp(word, "{asks}", 6) == 0)
		snprintf(out, size, "%s", counted(of->asked, "byte", "bytes").text);
	if (strncmp(word, "{were}", 6) == 0)
		snprintf(out, size, "%s", of->past == 1 ? "was" : "were");
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strncmp(word, numbers[i].word, strlen(numbers[i].word)) == 0)
			snprintf(out, size, "%s", comma(numbers[i].number).text);
}

static void tell(struct session *session, const char *pattern, const struct consequence_case *of)
{
	char sentence[SENTENCE];
	size_t used = 0;

	while (*pattern && used + 1 < sizeof sentence) {
		if (*pattern != '{') {
			sentence[used++] = *pattern++;
			continue;
		}
		write_word(pattern, of, sentence + used, sizeof sentence - used);
		used += strlen(sentence + used);
		pattern += strcspn(pattern, "}") + 1;
	}
	sentence[used] = 0;
	lines_add(&session->why, "%s", sentence);
}

void consequence_tell(struct session *session, enum consequence kind,
                      const struct consequence_case *of)
{
	const struct row *row = &rows[kind];
	int guard = my_heap_options_of(session->heap)->guard && row->guarded;

	if (look_is_fast(session))
		return;
	tell(session, row->violated, of);
	tell(session, guard || !row->seen ? row->guarded : row->seen, of);
	tell(session, row->elsewhere, of);
}

/* SPDX-License-Identifier: MIT
 *
 * overwrite.c - whose bytes a write changed.
 */
#include "overwrite.h"

#include "consequence.h"
#include "look.h"
#include "names.h"
#include "number.h"

#include <stdio.h>
#include <string.h>

/* Which bytes of a written stretch lie in one chunk, and what they were. */
struct share {
	const my_heap_chunk *chunk;
	size_t request; /* bytes that the chunk asked for */
	size_t offset, count; /* in this chunk */
	size_t asked, slack;  /* of them; header bytes count as slack */
};

static size_t overlap(size_t a, size_t a_end, size_t b, size_t b_end)
{
	size_t start = a > b ? a : b, end = a_end < b_end ? a_end : b_end;

	return start < end ? end - start : 0;
}

static struct share share_of(const struct session *session, const struct stretch *stretch,
                             const my_heap_chunk *chunk)
{
	size_t from = stretch->place.offset, to = from + stretch->count;
	size_t user = chunk->offset + my_heap_options_of(session->heap)->header;
	struct share share = { .chunk = chunk, .request = look_asked(session, chunk) };

	share.offset = from > chunk->offset ? from : chunk->offset;
	share.count = overlap(from, to, chunk->offset, chunk->offset + chunk->size);
	share.asked = overlap(from, to, user, user + share.request);
	share.slack = share.count - share.asked;
	return share;
}

static void tell_own(struct session *session, const struct stretch *stretch,
                     const struct share *share)
{
	struct name own = look_name(session, share->chunk);
	const char *name = own.text;
	char fits[80] = "none of it fits";

	if (share->asked)
		snprintf(fits, sizeof fits, "%.60s of them fit%s", comma(share->asked).text,
		         share->asked == 1 ? "s" : "");
	lines_add(&session->why, "%s written at %s. %s asked for %s: %s.",
	          counted(stretch->count, "byte", "bytes").text, stretch->text, name,
	          comma(share->request).text,
	          share->asked == stretch->count ? "all of it fits" : fits);
	if (share->slack)
		lines_add(&session->why,
		          "The slack of %s takes %s. Nothing is lost, but it is an error.",
		          name, counted(share->slack, "byte", "bytes").text);
}

static void tell_foreign(struct session *session, const struct share *share)
{
	struct name own = look_name(session, share->chunk);
	const char *name = own.text;
	struct counted count = counted(share->count, "byte", "bytes");

	if (share->chunk->free)
		lines_add(&session->why, "The %s chunk %s takes %s. Nobody owns %s.",
		          look_state(share->chunk), offset_text(share->chunk->offset).text,
		          count.text, share->count == 1 ? "it" : "them");
	else if (share->asked)
		lines_add(&session->why, "Over %s, at %s, go %s: %s of its content %s gone.", name,
		          offset_text(share->offset).text, count.text,
		          counted(share->asked, "byte", "bytes").text,
		          share->asked == 1 ? "is" : "are");
	else
		lines_add(&session->why, "The slack of %s, at %s, takes %s.", name,
		          offset_text(share->offset).text, count.text);
}

struct damage {
	size_t asked;     /* for by the chunk that was written to; 0: it is none in use */
	size_t nobodys;   /* bytes in free chunks */
	int waits;        /* they are kept back by the guard */
	size_t past;      /* bytes outside that */
	size_t slack;     /* of them, in its own slack */
	size_t victims;   /* of them, in what other chunks asked for */
	size_t others;    /* such chunks; without any, those whose slack was hit */
	char other[VIEW_NAME]; /* the first one's name */
};

/* Content counts more than slack: a chunk that lost some takes the place of those before. */
static void note_other(struct damage *damage, const struct share *share, const char *name)
{
	if (share->chunk->free || (share->asked == 0 && damage->victims))
		return;
	if (damage->victims == 0 && share->asked)
		damage->others = 0;
	if (damage->others++ == 0)
		snprintf(damage->other, sizeof damage->other, "%s", name);
	damage->victims += share->asked;
}

static void tell_share(struct session *session, const struct name *name,
                       const struct stretch *stretch, const struct share *share,
                       struct damage *damage)
{
	const my_heap_chunk *chunk = share->chunk;

	if (name && !name->died && chunk->pointer == name->pointer) {
		tell_own(session, stretch, share);
		damage->past -= share->asked;
		damage->slack = share->slack;
		return;
	}
	tell_foreign(session, share);
	note_other(damage, share, look_name(session, chunk).text);
	damage->nobodys += chunk->free ? share->count : 0;
	damage->waits |= look_waits(chunk);
	if (share->asked)
		session->last.wrong = (struct place){ chunk->section, chunk->offset };
}

static struct damage tell_all(struct session *session, const struct name *name,
                              const struct stretch *stretch)
{
	struct damage damage = { .past = stretch->count };
	my_heap_chunk chunk;

	if (name && !name->died && my_heap_find(session->heap, name->pointer, &chunk))
		damage.asked = look_asked(session, &chunk);
	if (!look_containing(session, stretch->start, &chunk))
		return damage;
	do {
		struct share share = share_of(session, stretch, &chunk);

		if (share.count == 0)
			break;
		tell_share(session, name, stretch, &share, &damage);
	} while (look_next(session, &chunk));
	return damage;
}

static enum consequence kind_of(const struct name *name, const struct stretch *stretch,
                                const struct damage *damage)
{
	const unsigned char *start = name->pointer;
	size_t far = (size_t)(stretch->start + stretch->count - start);

	if (name->died)
		return damage->victims ? CONSEQUENCE_AFTER_REUSE
		       : damage->waits ? CONSEQUENCE_WHILE_WAITING
		                       : CONSEQUENCE_AFTER_FREE;
	if (damage->victims)
		return CONSEQUENCE_NEIGHBOUR;
	if (stretch->start < start)
		return CONSEQUENCE_BEFORE;
	if (damage->nobodys)
		return CONSEQUENCE_NOBODYS;
	if (damage->others && damage->slack == 0)
		return CONSEQUENCE_OTHERS_SLACK;
	return far > consequence_usable(damage->asked) ? CONSEQUENCE_SLACK_FAR : CONSEQUENCE_SLACK;
}

static void tell_consequence(struct session *session, const struct name *name,
                             const struct stretch *stretch, const struct damage *damage)
{
	struct name other = names_get(session->names, names_find(session->names, damage->other));

	consequence_tell(session, kind_of(name, stretch, damage),
	                 &(struct consequence_case){
	                         .name = name->text, .other = damage->other,
	                         .others = damage->others, .asked = damage->asked,
	                         .past = damage->past, .victims = damage->victims,
	                         .nobodys = damage->nobodys, .died = name->died,
	                         .placed = other.placed });
}

static void result_alarm(struct session *session, const struct name *name,
                         const struct stretch *stretch, const struct damage *damage)
{
	char text[500], into[160] = "", more[60] = "";

	if (damage->others > 1)
		snprintf(more, sizeof more, " and %.40s",
		         counted(damage->others - 1, "other", "others").text);
	if (damage->victims)
		snprintf(into, sizeof into, ", %.40s of them into %.23s%s",
		         comma(damage->victims).text, damage->other, more);
	if (name->died)
		snprintf(
			text, sizeof text,
			"%s was freed in operation %s. %s written there all the same%s.",
			name->text, comma(name->died).text,
			counted(stretch->count, "byte was", "bytes were").text, into);
	else
		snprintf(text, sizeof text, "%s: %s written outside the %s it asked for%s.",
		         name->text, counted(damage->past, "byte", "bytes").text,
		         comma(damage->asked).text, into);
	lines_add(&session->why,
	          "The table entries are out of reach: check still finds the heap sound.");
	tell_consequence(session, name, stretch, damage);
	session->outcome.alarm = 1;
	session_result(session, name->died ? "use after free" : "overflow", text, "", text);
	snprintf(session->outcome.brief, sizeof session->outcome.brief, "%.20s, %.50s",
	         name->died ? "use after free" : "overflow",
	         counted(damage->past, "byte", "bytes").text);
}

void overwrite_tell(struct session *session, const struct name *name,
                    const struct stretch *stretch)
{
	struct damage damage = tell_all(session, name, stretch);
	char text[300];

	if (name && damage.past) {
		result_alarm(session, name, stretch, &damage);
		return;
	}
	snprintf(text, sizeof text, "%s written at %s",
	         counted(stretch->count, "byte", "bytes").text, stretch->text);
	session_result(session, "w", text, "", text);
	snprintf(session->outcome.brief, sizeof session->outcome.brief, "%.70s",
	         counted(stretch->count, "byte", "bytes").text);
}

/* SPDX-License-Identifier: MIT */
#include "ostep_shadow.h"

#include "mersenne.h"

#include <stdlib.h>

enum { MOST = 1000, NOTHING = -1 };

struct entry {
	long at, size;
};

struct shadow {
	const struct ostep_problem *p;
	struct entry list[MOST + 1], used[MOST + 1];
	int count, uses, made, succeeded;
	long held[MOST]; /* by ptr[]: where its chunk begins, NOTHING: it failed */
	int rover;       /* of NEXT: an index of the list; in ADDRSORT rover_at decides */
	long rover_at;
};

static long units(long size, long unit)
{
	while (unit > 0 && size % unit)
		size++;
	return size;
}

/* ------------------------------------------------------------------------- search */

static int wins(enum ostep_policy policy, const struct entry *list, int i, int best)
{
	if (best == NOTHING)
		return 1;
	return policy == OSTEP_BEST ? list[i].size < list[best].size
	                            : policy == OSTEP_WORST && list[i].size > list[best].size;
}

static int start_of(struct shadow *s)
{
	int i = 0;

	if (s->p->policy != OSTEP_NEXT)
		return 0;
	if (s->p->order != OSTEP_ADDRSORT)
		return s->rover;
	while (i < s->count && s->list[i].at < s->rover_at)
		i++;
	return i;
}

static int search(struct shadow *s, long need, int *looked)
{
	int start = start_of(s), best = NOTHING, stops = s->p->policy >= OSTEP_FIRST;

	*looked = 0;
	for (int n = 0; n < s->count && !(stops && best != NOTHING); n++) {
		int i = (start + n) % s->count;

		++*looked;
		if (s->list[i].size >= need && wins(s->p->policy, s->list, i, best))
			best = i;
	}
	return best;
}

static void drop(struct entry *list, int *count, int at)
{
	for (--*count; at < *count; at++)
		list[at] = list[at + 1];
}

static void take(struct shadow *s, int i, long need)
{
	long at = s->list[i].at;

	s->used[s->uses++] = (struct entry){ at, need };
	s->rover = i;
	s->rover_at = at;
	s->list[i].at += need;
	s->list[i].size -= need;
	if (s->list[i].size == 0)
		drop(s->list, &s->count, i);
}

static void alloc(struct shadow *s, FILE *out, long size)
{
	long header = (long)s->p->header, shown = NOTHING;
	long need = units(size, (long)s->p->alignment) + header;
	int looked, i = search(s, need, &looked), listed = *s->p->list != 0;

	s->held[s->made] = i == NOTHING ? NOTHING : s->list[i].at;
	if (i != NOTHING) {
		shown = s->list[i].at + (s->p->bugs && listed ? 0 : header);
		take(s, i, need);
		s->succeeded++;
	} else if (s->p->bugs && !listed)
		shown += header;
	fprintf(out, "ptr[%d] = Alloc(%ld) returned %ld (searched %d elements)\n", s->made++, size,
	        shown, looked);
}

/* --------------------------------------------------------------------------- free */

static long sort_key(const struct shadow *s, int i)
{
	const struct entry *e = &s->list[i];

	return s->p->order == OSTEP_ADDRSORT        ? e->at
	       : s->p->order == OSTEP_SIZESORT_UP   ? e->size
	       : s->p->order == OSTEP_SIZESORT_DOWN ? -e->size
	                                            : 0;
}

/* Bubbles: equals stay as they are. 1: something moved. */
static int sort(struct shadow *s)
{
	int moved = 0;

	for (int n = 0; n < s->count; n++)
		for (int i = 1; i < s->count; i++)
			if (sort_key(s, i - 1) > sort_key(s, i)) {
				struct entry e = s->list[i];

				s->list[i] = s->list[i - 1];
				s->list[i - 1] = e;
				moved = 1;
			}
	return moved;
}

static void insert(struct shadow *s, struct entry e)
{
	s->list[s->count++] = e;
	for (int i = s->count - 1; i > 0 && s->p->order == OSTEP_INSERT_FRONT; i--) {
		s->list[i] = s->list[i - 1];
		s->list[i - 1] = e;
	}
	s->rover += s->p->order == OSTEP_INSERT_FRONT;
	if (sort(s))
		s->rover = 0;
}

static void coalesce(struct shadow *s)
{
	for (int i = 0; i + 1 < s->count;)
		if (s->list[i].at + s->list[i].size == s->list[i + 1].at) {
			s->list[i].size += s->list[i + 1].size;
			drop(s->list, &s->count, i + 1);
			s->rover -= s->rover > i + 1;
		} else
			i++;
}

static void release(struct shadow *s, FILE *out, int index)
{
	int i = 0;

	while (i < s->uses && s->used[i].at != s->held[index])
		i++;
	fprintf(out, "Free(ptr[%d])\nreturned %d\n", index, i < s->uses ? 0 : -1);
	if (i == s->uses)
		return;
	insert(s, s->used[i]);
	drop(s->used, &s->uses, i);
	if (s->p->coalesce)
		coalesce(s);
}

/* ------------------------------------------------------------------------- sheets */

static void tell_list(const struct shadow *s, FILE *out)
{
	fprintf(out, "Free List [ Size %d ]: ", s->count);
	for (int i = 0; i < s->count; i++)
		fprintf(out, "[ addr:%ld sz:%ld ]", s->list[i].at, s->list[i].size);
	fputs("\n\n", out);
}

static void draw(struct shadow *s, FILE *out)
{
	int live[MOST], lives = 0;
	struct mersenne random;

	mersenne_seed(&random, s->p->seed);
	for (size_t done = 0; done < s->p->operations;) {
		if (mersenne_real(&random) < (double)s->p->percent / 100) {
			double share = mersenne_real(&random);

			live[lives] = s->made;
			alloc(s, out, (long)(share * (double)s->p->range) + 1);
			lives += s->held[live[lives]] != NOTHING;
		} else if (lives) {
			int which = (int)(mersenne_real(&random) * lives);

			release(s, out, live[which]);
			for (lives--; which < lives; which++)
				live[which] = live[which + 1];
		} else {
			continue;
		}
		tell_list(s, out);
		done++;
	}
}

static void play(struct shadow *s, FILE *out)
{
	for (const char *at = s->p->list; at && *at;) {
		char *end;
		long number = strtol(at + 1, &end, 10);
		int there = number < s->made && s->held[number] != NOTHING;

		if (*at == '+')
			alloc(s, out, number);
		else if (s->p->bugs ? number >= s->succeeded : !there)
			fputs("Invalid Free: Skipping\n", out);
		else if (there)
			release(s, out, (int)number);
		else
			return;
		if (*at == '+' || (there && !(s->p->bugs && number >= s->succeeded)))
			tell_list(s, out);
		at = *end ? end + 1 : end;
	}
}

void ostep_shadow(FILE *out, const struct ostep_problem *problem)
{
	struct shadow s = { .p = problem, .count = 1 };

	s.list[0] = (struct entry){ (long)problem->base, (long)problem->size };
	(*problem->list ? play : draw)(&s, out);
}

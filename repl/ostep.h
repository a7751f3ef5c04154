/* SPDX-License-Identifier: MIT
 *
 * ostep.h - the free-space problems of chapter 17 of "Operating Systems: Three Easy Pieces"
 * (R. and A. Arpaci-Dusseau), on a heap of this allocator.
 *
 *   ostep_problem  what is asked for: sizes, rules, seed or list of operations
 *   ostep_space    the heap under the book's rules for its list      (ostep_space.h)
 *   ostep_task     the operations, carried out one by one            (ostep_task.h)
 *   ostep_text     an operation as the book's sheet writes it        (ostep_text.h)
 *   ostep_answer   what a learner thinks it did, read and marked     (ostep_answer.h)
 *   ostep_why      the first wrong step of an answer                 (ostep_why.h)
 *   ostep_mistake  a wrong list, and what was thought                (ostep_mistake.h)
 *   ostep_verdict  all of that about one answer                      (ostep_verdict.h)
 *   ostep_ask      the whole problem: printed, solved, asked         (ostep_ask.h)
 *   ostep_view     its operations in the view of mmviz               (ostep_view.h)
 *
 * The rules, quirks of the book's program among them: a request is padded to a multiple of the
 * alignment, then the header is added (addresses are not aligned); the search goes through the
 * list, FIRST up to the entry that fits, BEST and WORST through all of it, of equals the
 * earliest is taken; what is left of an entry stays at its place, in SIZESORT too; a Free puts
 * the chunk into the list by the order, and SIZESORT sorts the whole list, keeping equals in
 * their order; then, with coalescing, entries are merged that are next to each other in memory
 * and, the lower one first, in the list.
 */
#ifndef MMVIZ_OSTEP_H
#define MMVIZ_OSTEP_H

#include <stddef.h>
#include <stdint.h>

enum ostep_policy { OSTEP_BEST, OSTEP_WORST, OSTEP_FIRST, OSTEP_NEXT, OSTEP_POLICIES };

enum ostep_order {
	OSTEP_ADDRSORT, OSTEP_SIZESORT_UP, OSTEP_SIZESORT_DOWN, OSTEP_INSERT_FRONT,
	OSTEP_INSERT_BACK, OSTEP_ORDERS
};

/* The words of the book; NULL-terminated. */
extern const char *const ostep_policies[OSTEP_POLICIES + 1];
extern const char *const ostep_orders[OSTEP_ORDERS + 1];

enum {
	OSTEP_HEADER_MOST = 256, /* bytes */
	OSTEP_SIZE_MOST = (1 << 30) - OSTEP_HEADER_MOST, /* bytes of the space, and of -r */
	OSTEP_OPERATIONS_MOST = 100000
};

#define OSTEP_BASE_MOST ((size_t)1 << 46)

struct ostep_problem {
	uint64_t seed;       /* its absolute value, which is all that counts */
	int seed_negative;
	size_t size, base, header;
	size_t alignment;    /* 0: none, which the book writes as -1 */
	enum ostep_policy policy;
	enum ostep_order order;
	int coalesce;
	size_t operations, range, percent; /* of random ones; range: most bytes; percent: Allocs */
	const char *list;    /* "+10,-0"; "": random ones */
	int bugs;            /* print as the book's program does where it is wrong */
};

/* The problem that the book's program has without options. */
void ostep_problem_usual(struct ostep_problem *problem);

/* What a request of so many bytes takes: padded, with the header. */
size_t ostep_padded(const struct ostep_problem *problem, size_t size);
size_t ostep_need(const struct ostep_problem *problem, size_t size);

/* An entry of the list: a free chunk. Addresses are those of the problem, from its base on. */
struct ostep_entry {
	size_t address, size;
};

/* In list order. The entries belong to the list; free them with ostep_list_free. */
struct ostep_list {
	struct ostep_entry *entry;
	size_t count, space;
};

void ostep_list_add(struct ostep_list *list, size_t address, size_t size);
void ostep_list_copy(struct ostep_list *to, const struct ostep_list *from);
int ostep_list_is_same(const struct ostep_list *a, const struct ostep_list *b);

/* The entry that a policy but NEXT takes for so many bytes; the list's count: none has them. */
size_t ostep_list_choice(const struct ostep_list *list, enum ostep_policy policy, size_t need);

void ostep_list_by_address(struct ostep_list *list); /* sorts it */
void ostep_list_free(struct ostep_list *list);

#endif

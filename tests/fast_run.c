/* SPDX-License-Identifier: MIT
 *
 * fast_run.c - a random life of a fast heap. See fast_run.h.
 */
#include "fast_run.h"

#include "chance.h"
#include "drill.h"
#include "model.h"
#include "test.h"

#include <stdio.h>

enum { THREADS = 3 };

/* Most are small; one in fifty may have any size up to 4 MiB. */
static unsigned random_size(void)
{
	size_t log = below(50) ? below(12) : below(23);

	return (unsigned)below((size_t)2 << log);
}

static struct model_op random_op(unsigned ids)
{
	static const char verbs[] = "mmmmcarrffff";
	struct model_op op = { verbs[below(12)], (unsigned)below(ids), random_size(), 1 };

	if (op.verb == 'a')
		op.alignment = 1u << below(below(4) ? 8 : 15);
	return op;
}

static void ignore(void *user, const my_heap_event *event)
{
	(void)user;
	(void)event;
}

void fast_run(const my_heap_options *options, size_t ops, unsigned ids, int observed)
{
	static struct model model;
	static unsigned long lives; /* no two are the same */

	chance(test_seed() + lives++);
	CU_ASSERT_FATAL(model_open(&model, options, ids) == 0);
	if (observed)
		my_heap_observe(model.heap, ignore, NULL);
	for (size_t i = 0; i < ops && !model.wrong; i++) {
		struct model_op op = random_op(ids);

		my_heap_use_thread(model.heap, 1 + (unsigned)below(THREADS));
		model_do(&model, &op);
		if (i % 1000 == 0)
			model_compare(&model);
		if (i % 5000 == 0 && !drill_sound(model.heap))
			model.wrong = "unsound";
	}
	model_close(&model);
	if (model.wrong) {
		CU_FAIL("a random run went wrong");
		printf("\n      %s", model.wrong);
	}
}

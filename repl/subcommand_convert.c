/* SPDX-License-Identifier: MIT
 *
 * subcommand_convert.c - mmviz convert: a recorded program in another format.
 */
#include "subcommand.h"

#include "convert.h"
#include "number.h"
#include "word.h"

#include <stdio.h>

int subcommand_convert(struct options *options, int count, char **words)
{
	struct converted done;
	int first, status = subcommand_words(count, words, 2, &first);

	(void)options;
	if (status >= 0)
		return status;
	done = convert_file(words[first], words[first + 2], words[first + 1], NULL);
	if (done.problem[0])
		fprintf(stderr, "mmviz: %s\n", done.problem);
	if (done.written)
		fprintf(stderr, "mmviz: %s written to %s\n",
		        counted(done.operations, "operation", "operations").text,
		        word_quote(words[first + 1]).text);
	if (done.left_out)
		fprintf(stderr, "mmviz: %s\n",
		        counted(done.left_out, CONVERT_LEFT_OUT).text);
	if (done.remark[0])
		fprintf(stderr, "mmviz: %s\n", done.remark);
	return done.problem[0] != 0;
}

/* SPDX-License-Identifier: MIT
 *
 * use_after_free.c - misuse 2 of 5: a write to a block that was given back.
 *
 *   gcc use_after_free.c -L. -lmy_malloc -I inc/ -o use_after_free
 *   ./use_after_free                   another owner finds wrong contents
 *   MY_MALLOC=guard ./use_after_free   noticed when the memory is to be used again
 *
 * Who is given the block next reads what its last user writes too late.
 */
#include <my_malloc.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	char *old = my_malloc(1000), *new;
	volatile char *late = old; /* so that the compiler does not see it */

	if (!old)
		return 1;
	my_free(old);
	new = my_malloc(1000);
	if (!new)
		return 1;
	strcpy(new, "mine");
	late[0] = 'f';
	printf("It reads: %s.\n", new);
	my_free(new);
	for (int i = 0; i < 100000; i++) /* what waits is used again some time */
		my_free(my_malloc(1000));
	return 0;
}

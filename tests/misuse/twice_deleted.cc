// SPDX-License-Identifier: MIT
//
// twice_deleted.cc - an object is deleted twice.
#include "misuse.h"

int main()
{
	long *p = new long(1);

	delete static_cast<long *>(hidden(p));
	delete static_cast<long *>(at(p));
	return 0;
}

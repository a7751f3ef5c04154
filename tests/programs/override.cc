// SPDX-License-Identifier: MIT
//
// override.cc - C++ compiled with -include my_malloc_override.h: std:: names, templates of
// the standard library, new and delete beside them. Exits with 0 when all are consistent.
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <malloc.h>

namespace {

struct pool {
	void *malloc(std::size_t size) { return std::malloc(size); }
	void free(void *pointer) { ::free(pointer); }
};

bool ours(void *pointer)
{
	bool large_enough = malloc_usable_size(pointer) > 0;

	std::free(pointer);
	return large_enough;
}

} // namespace

int main()
{
	pool p;
	std::unique_ptr<char, void (*)(void *)> owned(strdup("owned"), std::free);
	std::map<std::string, std::vector<int>> numbers;

	for (int i = 0; i < 1000; i++) {
		std::string name = "too long for a string's own object: " + std::to_string(i % 10);
		numbers[name].push_back(i);
	}
	if (!ours(std::malloc(10)) || !ours(std::calloc(2, 10)) || !ours(std::realloc(NULL, 10)))
		return 1;
	if (!ours(malloc(10)) || !ours(memalign(64, 10)) || std::strcmp(owned.get(), "owned"))
		return 2;
	p.free(p.malloc(100));
	delete[] new char[100];
	std::cout << (numbers.size() == 10 ? "works" : "") << std::endl;
	return 0;
}

/* SPDX-License-Identifier: MIT
 *
 * suites.h - every suite, in the order in which they run: X(noun) for noun_tests.
 */
#define SUITES(X) \
	X(settings) \
	X(syscall) X(failing) X(fuzz) X(soak) \
	X(options) X(heap) X(section) X(placement) X(hash) X(realloc) X(misuse) \
	X(death) X(quarantine) X(fence) X(guard) X(trespass) \
	X(observe) X(counts) X(walk) X(model) X(family) X(thread) X(link) X(standard) X(abuse) \
	X(limit) X(loading) \
	X(class) X(span) X(fast) X(fast_use) X(fast_misuse) X(check_fast) X(strict) X(process) X(notes) \
	X(check) X(readme) X(lesson) X(preload) \
	X(input) X(trace) X(load) \
	X(grid) X(theme) X(panes) X(text) \
	X(names) X(word) X(command) X(expect) X(narrate) X(script) X(save) X(scene) X(caches) X(zoom) \
	X(line) X(pty)

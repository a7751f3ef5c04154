/* SPDX-License-Identifier: MIT
 *
 * suites.h - every suite, in the order in which they run: X(noun) for noun_tests.
 */
#define SUITES(X) \
	X(settings) \
	X(syscall) X(failing) X(fuzz) X(soak) \
	X(options) X(heap) X(section) X(placement) X(hash) X(realloc) X(misuse) \
	X(death) X(sentry) X(quarantine) X(fence) X(guard) X(trespass) \
	X(observe) X(counts) X(walk) X(image) X(keep) X(model) X(family) X(thread) \
	X(link) X(standard) X(abuse) X(limit) X(loading) \
	X(class) X(span) X(fast) X(fast_use) X(fast_misuse) X(check_fast) X(strict) X(process) X(notes) \
	X(check) X(readme) X(lesson) X(preload) \
	X(input) X(trace) X(timeline) X(load) \
	X(grid) X(theme) X(panes) X(time) X(text) \
	X(lab) X(names) X(word) X(command) X(expect) X(narrate) X(script) X(save) X(replace) \
	X(export) X(same) X(scene) X(find) X(watch) X(diff) X(caches) X(zoom) X(why) X(step) \
	X(line) X(travel) X(pty) X(stepping) X(browse)

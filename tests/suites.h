/* SPDX-License-Identifier: MIT
 *
 * suites.h - every suite, in the order in which they run: X(noun) for noun_tests. Pictures
 * come before the process heap, which then has the usual addresses.
 */
#define SUITES(X) \
	X(settings) \
	X(pictures) \
	X(syscall) X(failing) X(fuzz) X(soak) \
	X(options) X(heap) X(section) X(core) X(placement) X(near) X(hash) X(realloc) X(misuse) \
	X(death) X(sentry) X(quarantine) X(fence) X(guard) X(trespass) \
	X(observe) X(counts) X(walk) X(hand) X(density) X(image) X(keep) X(model) X(family) \
	X(thread) \
	X(link) X(standard) X(abuse) X(limit) X(loading) \
	X(class) X(span) X(fast) X(fast_use) X(fast_misuse) X(check_fast) X(strict) X(process) \
	X(notes) \
	X(check) X(readme) X(lesson) X(course) X(expression) X(lesson_words) X(lint) X(quiz) \
	X(quiz_asked) X(preload) \
	X(trace_code) X(recorder) X(program) X(seal) X(launch) X(foreground) X(feed) X(unpack) \
	X(input) X(trace) X(import) \
	X(recording) X(recording_damage) X(recorded) X(ground) X(timeline) X(load) \
	X(grid) X(ink) X(theme) X(preference) X(progress) X(plain) X(panes) X(fits) X(hit) \
	X(layout) X(time) \
	X(text) \
	X(lab) X(names) X(range) X(word) X(command) X(expect) X(narrate) X(script) X(save) \
	X(replace) X(grade) X(learn) X(learn_screen) \
	X(export) X(svg) X(ansi) X(cast) X(html) X(browser) X(symbols) X(census) X(report) \
	X(report_file) X(same) X(scene) X(find) \
	X(watch) X(diff) X(compare) X(caches) X(zoom) X(density_map) \
	X(why) X(step) \
	X(line) X(travel) X(pty) X(film) X(follow) X(opened) X(sent) X(hostile) X(unbroken) \
	X(terminals) X(stepping) \
	X(browse) X(mersenne) X(ostep) X(ostep_answers) X(tour) \
	X(answer) X(reason) X(reason_entry) X(reason_sweep) X(question) X(goal) \
	X(install) X(examples) X(manual)

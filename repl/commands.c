/* SPDX-License-Identifier: MIT
 *
 * commands.c - the table of all commands: what help lists and tells.
 *
 * A brief line has at most 54 characters; README.md has all of them, too.
 */
#include "act.h"

#include <stddef.h>

enum { CHANGES = COMMAND_REPEATS | COMMAND_THREADS, ALLOCATES = COMMAND_NAMES | CHANGES };

const struct command commands[] = {
	{ "m", "SIZE", "allocate (malloc); NAME = m SIZE names it",
	  "m 100 gives a chunk for 100 bytes: p1, p2 and so on.\n"
	  "buf = m 100 names it buf. Sizes take 4K, 1M, 0x40. On a heap of the\n"
	  "fast engine t2 m 100 uses the cache of thread 2: help thread.",
	  { ARGUMENT_SIZE }, 1, 1, ALLOCATES, act_malloc },
	{ "c", "COUNT SIZE", "allocate COUNT times SIZE bytes, all 0 (calloc)",
	  "c 10 8 gives one chunk for 80 bytes, and all of them are 0. When\n"
	  "10 * 8 would be too large for a number, c gives NULL.",
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, ALLOCATES, act_calloc },
	{ "a", "ALIGNMENT SIZE", "allocate at a multiple of ALIGNMENT, a power of two",
	  "a 64 100 gives 100 bytes whose address is a multiple of 64. What is\n"
	  "left over in front of them stays free. ALIGNMENT is a power of two.",
	  { ARGUMENT_SIZE, ARGUMENT_SIZE }, 2, 2, ALLOCATES, act_aligned },
	{ "r", "CHUNK SIZE", "resize (realloc); the name stays",
	  "r p1 200 resizes p1, in place or by moving it; size 0 frees it.\n"
	  "A move copies the bytes, and p1 then means the new place.",
	  { ARGUMENT_TARGET, ARGUMENT_SIZE }, 2, 2, CHANGES, act_realloc },
	{ "f", "CHUNK [every N]", "free; f p1..p9 frees nine, and with every 2 five",
	  "f p1 frees p1. Its name is not given again before reset: f p1 once\n"
	  "more is a double free. f p1+8 and f s1+0x40 pass just that place to\n"
	  "free: where no used chunk starts, that is an invalid free. f p1..p9\n"
	  "frees p1, p2 and so on to p9, f p1..p9 every 2 every second of them:\n"
	  "p1, p3, p5, p7, p9. Those that are free already are passed over.",
	  { ARGUMENT_CHUNK, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, CHANGES, act_free },
	{ "w", "CHUNK [+N] BYTES", "write: BYTES is \"text\", or 0x41 16 for 16 times 0x41",
	  "w p1 \"text\"      w p1 +8 \"text\\n\"      w p1 +8 0x41 16\n"
	  "In quotes: \\n \\t \\r \\0 \\\\ \\\" \\xNN. Writing past the chunk is an\n"
	  "overflow: up to the end of the chunk's section it is done, and told\n"
	  "whose bytes are gone. Beyond the section nothing is written.",
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 2, 4,
	  COMMAND_REPEATS | COMMAND_BYTES, act_write },
	{ "x", "CHUNK [+N] [COUNT]", "show bytes of memory",
	  "x p1 shows all bytes of p1, in rows of 16: offset, bytes, letters.\n"
	  "x p1 +8 4 shows 4 bytes from the 9th on. x s1+0x40 32 shows 32 bytes\n"
	  "of s1, whoever owns them. What was freed can be shown, too: its old\n"
	  "bytes are still there until somebody writes.",
	  { ARGUMENT_TARGET, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, COMMAND_TELLS, act_dump },
	{ "i", "WHAT", "inspect a chunk, section or bucket: p1, s1, b3, s2 b3",
	  "i p1 tells size, asked, slack, key, home and bucket of p1, and who\n"
	  "its neighbours are; on the screen it is chosen. Once freed: when,\n"
	  "and whose its place is now. i s1 tells about a section, i b3 about\n"
	  "a bucket of the section that is shown, and i s2 b3 about one of s2.",
	  { ARGUMENT_CHUNK, ARGUMENT_WORD }, 1, 2, COMMAND_TELLS, act_inspect },
	{ "diff", "STEP [STEP]", "what differs between two steps, or one and this",
	  "diff 12 compares step 12 with the one where you stand, diff 3 12 and\n"
	  "diff start here two steps or marks: chunks born (+), dead (-), moved\n"
	  "(>), resized (~), merged (=), sections, numbers. The heap stays as\n"
	  "it is, and until the next command the map shows marks of it.",
	  { ARGUMENT_STEP, ARGUMENT_STEP }, 1, 2, COMMAND_TELLS, act_diff },
	{ "compare", "[HEAP ...]", "the same operations on several heaps",
	  "compare first best worst carries out all operations so far on three\n"
	  "more heaps, one for each placement: the first difference, and their\n"
	  "numbers. A heap is a placement, or settings: best,hash=fibonacci.\n"
	  "On the screen they go on with this one, until compare off. Without\n"
	  "it, how long many operations take is told on standard error.",
	  { ARGUMENT_LANE, ARGUMENT_LANE, ARGUMENT_LANE }, 0, -1, COMMAND_TELLS, act_compare },
	{ "find", "WHAT", "whose a byte is, which chunks match, where a text is",
	  "find 0x1000000a8 and find s1+0xa8 tell whose that byte is.\n"
	  "find size>1000 state=free lists the chunks that meet both. There are\n"
	  "size, asked, slack, state (used, free, cached, waiting), name,\n"
	  "section (s2), offset, key, bucket, probe (buckets past home), born\n"
	  "(in which operation), with = != < <= > >=. find \"text\" lists where\n"
	  "these bytes stand; it takes the escapes of w: find \"\\x41\\x42\".",
	  { ARGUMENT_CHUNK }, 1, -1, COMMAND_BYTES | COMMAND_TELLS, act_find },
	{ "watch", "[CHUNK] [off]", "follow a chunk through its moves; list those followed",
	  "watch p1 puts an @ before p1 in map, list and table, and tells after\n"
	  "each line what became of it: moved, resized, freed, written to, a\n"
	  "neighbour merged. watch p1 off and watch off end it.",
	  { ARGUMENT_CHUNK, ARGUMENT_WORD }, 0, 2, COMMAND_LOOKS, act_watch },
	{ "view", "[SECTION]", "the chunks by address; on the screen: show a section",
	  "view lists all sections and their chunks by address. view s2 shows\n"
	  "one section, view map how full each part of the heap is. On the\n"
	  "screen the heap is in view already, and view s2 turns to that\n"
	  "section, view s2+0x10000 to the span there (set engine fast).\n"
	  "After load, view recorded shows the blocks of the program where the\n"
	  "record says that they lay, at the same step; view replayed the heap,\n"
	  "and plays the recording before that where open only showed it.",
	  { ARGUMENT_WORD }, 0, 1, COMMAND_UNPLAYED | COMMAND_LOOKS, act_view_ground },
	{ "caches", "", "what the caches and the depot hold (set engine fast)",
	  "For each thread and size class: how many chunks its cache holds, how\n"
	  "many it has room for, and which it gives next. Then the depot, where\n"
	  "full caches leave chunks for empty ones. help cache tells more.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_TELLS, act_caches },
	{ "why", "[NUMBER]", "all steps of the last operation; why 4 opens one",
	  "why lists the steps of the last operation. why 4 opens the fourth:\n"
	  "what it tells, and the fields of the section, the chunk and the\n"
	  "bucket that it is about, before and after it.",
	  { ARGUMENT_SIZE }, 0, 1, COMMAND_ON_TRIAL | COMMAND_UNPLAYED | COMMAND_LOOKS,
	  act_why_ground },
	{ "step", "[COMMAND]", "go through the steps of an operation, one by one",
	  "step goes through the last operation, step m 100 through a new one.\n"
	  "On the screen: Space goes to the next step, b back, Home and End to\n"
	  "the first and the last, Esc leaves. As plain text all steps are told\n"
	  "with their fields before and after, as by why 1, why 2 and so on.",
	  { ARGUMENT_COMMAND }, 0, -1, COMMAND_LOOKS_ALONE, act_step },
	{ "u", "", "undo: one step back",
	  "u takes the last operation back: heap, memory, numbers and names\n"
	  "are what they were before it. It is back 1. redo goes on again,\n"
	  "until something new is typed; and even then nothing is lost: help\n"
	  "branches.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_UNPLAYED, act_back },
	{ "redo", "", "one step on again, after u",
	  "redo is fwd 1.", { ARGUMENT_NONE }, 0, 0, COMMAND_UNPLAYED, act_forward },
	{ "back", "[COUNT]", "so many steps back",
	  "back 3 goes three operations back. Step N is the heap after N\n"
	  "operations, step 0 the empty heap.",
	  { ARGUMENT_COUNT }, 0, 1, COMMAND_UNPLAYED, act_back },
	{ "fwd", "[COUNT]", "so many steps on again",
	  "fwd 3 goes three operations on, where one has gone back.",
	  { ARGUMENT_COUNT }, 0, 1, COMMAND_UNPLAYED, act_forward },
	{ "goto", "STEP", "to any step: its number, or the name of a mark",
	  "goto 12 shows the heap after operation 12, and why that operation\n"
	  "did what it did. goto 0 is the empty heap. goto start leads to the\n"
	  "step that mark start has named. What is typed there is a branch.",
	  { ARGUMENT_STEP }, 1, 1, COMMAND_UNPLAYED, act_goto },
	{ "play", "[SPEED]", "show the operations one after another, live",
	  "play goes through the operations from here to the end, or from the\n"
	  "start when this is the end: 4 a second. play 100x is a hundred times\n"
	  "as fast, play max at full speed. Space pauses and goes on, + and -\n"
	  "change the speed, Left and Right go one operation, Tab looks around,\n"
	  "Esc ends. Without a screen it goes to the end at once.",
	  { ARGUMENT_WORD }, 0, 1, 0, act_play },
	{ "mark", "[NAME]", "give this step a name; list the marks",
	  "mark full names the step that is shown: goto full leads back to\n"
	  "it, and diff full compares it with now. mark alone lists all.",
	  { ARGUMENT_WORD }, 0, 1, COMMAND_LOOKS_ALONE, act_mark },
	{ "branches", "[NUMBER]", "list the branches; go to the end of one",
	  "A command typed at an earlier step does not wipe out what came\n"
	  "after it: that stays, as branch b1, and a new branch begins.\n"
	  "branches lists them, and branches 1 leads to the end of b1.",
	  { ARGUMENT_WORD }, 0, 1, COMMAND_LOOKS_ALONE, act_branches },
	{ "time", "[STEP [STEP]]", "used, mapped, fragmentation over time, in words",
	  "time tells in at most 16 lines what was done and how much was used,\n"
	  "mapped and fragmented, and when it was the most. time 3 9 tells\n"
	  "each of these steps. The time pane draws the same.",
	  { ARGUMENT_STEP, ARGUMENT_STEP }, 0, 2, COMMAND_TELLS, act_moments },
	{ "heaps", "[NUMBER]", "list the heaps before this one; go back to one",
	  "reset and load make a new heap. The one before it is not lost: heaps\n"
	  "lists all, and heaps 1 leads to the end of the first, made again\n"
	  "by its operations.",
	  { ARGUMENT_WORD }, 0, 1, COMMAND_LOOKS_ALONE, act_heaps },
	{ "try", "COMMAND", "show what a command would do; the heap stays as it is",
	  "try m 100 shows the steps and the heap that m 100 would lead to. The\n"
	  "next line takes it back, but for why; do carries it out.",
	  { ARGUMENT_COMMAND }, 1, -1, 0, act_try },
	{ "do", "", "carry out what try showed",
	  "do runs the command that try showed last, as if it were typed now:\n"
	  "after u or another operation it may lead elsewhere than was shown.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_ON_TRIAL, act_do },
	{ "stats", "", "all numbers",
	  "A share is a percentage; sizes are bytes. help numbers says what\n"
	  "each of them means.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_TELLS, act_stats },
	{ "check", "", "prove every invariant of the heap",
	  "check goes through every section, table and list: the chunks lie\n"
	  "side by side without a gap, each entry is found by its key, sums and\n"
	  "free_size are right. What the chunks hold is their users' own.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_TELLS, act_check },
	{ "guard", "", "play all operations again without and with guard",
	  "guard plays the operations up to this step on two new heaps, one\n"
	  "with the setting guard off and one with it on, and lists where they\n"
	  "differ: what was found, and which places were given again. This\n"
	  "heap stays as it is. help set guard tells what the setting does.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_TELLS, act_guard },
	{ "leaks", "", "the chunks that are still in use",
	  "leaks lists the chunks in use by address: name, place, bytes asked,\n"
	  "and the operation that allocated them. Would the program end now,\n"
	  "they would have leaked.",
	  { ARGUMENT_NONE }, 0, 0, COMMAND_TELLS, act_leaks },
	{ "repeat", "COUNT COMMAND", "run m, c, a, r, f or w so many times",
	  "repeat 5 m 100 allocates p1 to p5. Each of them is a step. Many\n"
	  "chunks are freed by a range, as in f p1..p5: help f.",
	  { ARGUMENT_COUNT, ARGUMENT_COMMAND }, 2, -1, COMMAND_THREADS, act_repeat },
	{ "fill", "COUNT SIZE", "allocate COUNT chunks of SIZE bytes",
	  "fill 100 64 allocates 100 chunks of 64 bytes, p1 to p100: as\n"
	  "repeat 100 m 64 does, and quicker to type.",
	  { ARGUMENT_COUNT, ARGUMENT_SIZE }, 2, 2, COMMAND_THREADS, act_fill },
	{ "random", "COUNT [--seed N]", "a mix of m, f and r, the same for a seed",
	  "random 1000 does 1000 operations. For each, one of ten lots is\n"
	  "drawn: five are m, four f, one r. f and r are about chunks of this\n"
	  "random that are alive; while there are none, every lot is m. A size\n"
	  "is 1 to M bytes, M drawn from 16, 32, 64, ... 1,024. The same seed\n"
	  "gives the same operations; without --seed it is 1, and 0 means 1.",
	  { ARGUMENT_COUNT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, 3, COMMAND_THREADS, act_random },
	{ "set", "[SETTING [VALUE]]", "list the settings; set one for the next reset", NULL,
	  { ARGUMENT_SETTING, ARGUMENT_VALUE }, 0, 2, COMMAND_UNPLAYED | COMMAND_LOOKS_ALONE,
	  act_set },
	{ "reset", "", "a new heap with the settings", NULL,
	  { ARGUMENT_NONE }, 0, 0, COMMAND_UNPLAYED, act_reset },
	{ "load", "FILE [PROCESS]", "play a recorded program on a new heap",
	  "load FILE plays the calls that a program once made, recorded by\n"
	  "mmviz record, Android memory_replay, malloc-lab .rep, mtrace, ltrace\n"
	  "or valgrind --trace-malloc. Of several processes it takes the one\n"
	  "with most operations, and the last program that it became; or what\n"
	  "is named, by its number or its program: load FILE cc1. FILE is\n"
	  "looked for beside the script that says load, in the working\n"
	  "directory and beside the lessons. For scripts there is source.",
	  { ARGUMENT_FILE, ARGUMENT_WORD }, 1, 2, COMMAND_UNPLAYED | COMMAND_READS, act_load },
	{ "convert", "IN OUT [PROCESS]", "write a recorded program in another format",
	  "convert IN OUT reads what load reads. OUT becomes malloc-lab .rep\n"
	  "when its name ends so, else a recording as mmviz record makes it.\n"
	  "It is replaced as a whole, or stays as it was.",
	  { ARGUMENT_FILE, ARGUMENT_FILE, ARGUMENT_WORD }, 2, 3,
	  COMMAND_UNPLAYED | COMMAND_WRITES, act_convert },
	{ "source", "FILE", "run the lines of a script",
	  "source lessons/01.txt runs the lines of that file as if typed here.",
	  { ARGUMENT_FILE }, 1, 1, COMMAND_UNPLAYED | COMMAND_READS, act_source },
	{ "save", "FILE", "write the run so far as a script",
	  "save run.txt writes what was done to this heap, branches and marks\n"
	  "too: source run.txt and mmviz run.txt play it again.",
	  { ARGUMENT_FILE }, 1, 1, COMMAND_WRITES, act_save },
	{ "export", "FILE [FROM TO]", "write the heap, or all steps: data, pictures, a page",
	  "export heap.json writes sections, chunks, buckets, names, numbers\n"
	  "and the last operation with its steps, for programs to read. What\n"
	  "the words in it mean: README.md, \"The heap as JSON\".\n"
	  "export heap.svg writes the view as a picture, export heap.txt as\n"
	  "characters: as large as the screen, or as mmviz --size 120x40 says.\n"
	  "export run.html writes a page for a browser that shows every step\n"
	  "of this branch, export run.cast a recording of them for asciinema;\n"
	  "export run.html 10 50 those from 10 to 50.",
	  { ARGUMENT_FILE, ARGUMENT_STEP, ARGUMENT_STEP }, 1, 3,
	  COMMAND_LOOKS | COMMAND_WRITES, act_export },
	{ "report", "FILE", "write a page about the recording that is loaded",
	  "load program.mmtrace, report program.html: what the program asked of\n"
	  "its heap, as a page for a browser. Plots over time, maps of the heap\n"
	  "as it was, sizes, lifetimes, the places in the program that asked,\n"
	  "what was still there at its end, and other placements. The recording\n"
	  "is read again for it; what was done to this heap since is not in it.",
	  { ARGUMENT_FILE }, 1, 1, COMMAND_UNPLAYED | COMMAND_LOOKS | COMMAND_WRITES, act_report },
	{ "quiz", "[TOPIC] [-n COUNT]", "fresh questions, asked on a heap of their own",
	  "quiz placement asks ten questions about random heaps, from easy to\n"
	  "hard: what will the heap do next? The topics are placement, split,\n"
	  "coalesce, hash, realloc, fragmentation, misuse, and without one all\n"
	  "of them. quiz hash -n 3 asks three. hint helps, skip tells the\n"
	  "answer, q leaves, and this heap is as it was. quiz hash --seed ada\n"
	  "gives the same questions each time.",
	  { ARGUMENT_QUIZ, ARGUMENT_WORD, ARGUMENT_WORD }, 0, 5, COMMAND_UNPLAYED, act_quiz },
	{ "theme", "[NAME]", "the colours of the screen; list the themes",
	  "theme light changes the colours at once, and for the next time.\n"
	  "theme alone lists the themes. NO_COLOR wins over them all. Nothing\n"
	  "is told by colour alone.",
	  { ARGUMENT_THEME }, 0, 1, COMMAND_UNPLAYED | COMMAND_LOOKS | COMMAND_WRITES, act_theme },
	{ "layout", "[NAME]", "arrange the panes: map, table, lesson, compare, usual",
	  "layout map gives the map the room that it can use, layout lesson a\n"
	  "lesson's words; layout usual goes back. layout lists them all. hide\n"
	  "and show are about single panes. It is all kept over reset.",
	  { ARGUMENT_LAYOUT }, 0, 1, COMMAND_UNPLAYED | COMMAND_LOOKS, act_layout },
	{ "hide", "[PANE]", "leave a pane of the screen out; list them",
	  "hide time gives the room of the time line to its neighbours; show\n"
	  "time brings it back. hide lists the panes.",
	  { ARGUMENT_PANE }, 0, 1, COMMAND_UNPLAYED | COMMAND_LOOKS, act_hide },
	{ "show", "[PANE]", "show a pane again; show all",
	  "show time shows the time line where the screen has room for it, and\n"
	  "show all every pane. show lists the panes.",
	  { ARGUMENT_PANE }, 0, 1, COMMAND_UNPLAYED | COMMAND_LOOKS, act_show },
	{ "expect", "WHAT VALUE", "check what must be seen; expect error WORDS",
	  "expect chunks 4     expect slack(p1) <= 8     expect state(p1) used\n"
	  "expect count(free, 64) = 2 and not exists(p3): any expression\n"
	  "expect error WORDS: the next line must fail with these words.",
	  { ARGUMENT_EXPECT, ARGUMENT_WORD, ARGUMENT_WORD }, 1, -1, 0, act_expect },
	{ "help", "[COMMAND]", "this list, or all about a command; help numbers",
	  "help m tells more about m, help placement about a setting, and help\n"
	  "slack about a word; help words lists those. help numbers tells what\n"
	  "the numbers mean.",
	  { ARGUMENT_TOPIC, ARGUMENT_SETTING, ARGUMENT_WORD }, 0, 3,
	  COMMAND_UNPLAYED | COMMAND_LOOKS, act_help },
	{ "q", "", "quit", NULL,
	  { ARGUMENT_NONE }, 0, 0, COMMAND_UNPLAYED, act_quit },
	{ 0 },
};

#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What recording costs: make bench-record.

Each work runs as it is on glibc, on our library, with mmviz record, and with heaptrack where
that is installed; in turns, so that a slow minute is everybody's. The minimum of each counts.
Where the output or the exit status differs, that is said, and the exit status is 1.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.abspath(os.environ.get("BENCH_BUILD", os.path.join(ROOT, "build", "bench")))
MMVIZ = os.path.join(ROOT, "mmviz")
LIBRARY = os.path.join(ROOT, "libmy_malloc_preload.so")
PLAIN = {"PYTHONMALLOC": "malloc", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1",
         "PERL_HASH_SEED": "0", "LC_ALL": "C"}
FUNCTION = """static int f%d(struct s *p, int n)
{ int r = %d; for (int k = 0; k < n; k++) { if (p->a > k) r += p->b * %d; else r ^= (int)(p->c * k);
switch (r %% 5) { case 0: r += (int)strlen("x%d"); break; case 1: printf("%%d %d\\n", r); break;
default: p = p->next ? p->next : p; } } return r; }
"""


def say(sentence):
    """Progress goes to standard error: the table alone is the output."""
    print(sentence, file=sys.stderr, flush=True)


def large_file(functions):
    """A C file that keeps the compiler busy for seconds."""
    path = os.path.join(BUILD, "large.c")
    with open(path, "w") as file:
        file.write("#include <stdio.h>\n#include <string.h>\n"
                   "struct s { int a, b; double c; struct s *next; };\n")
        for i in range(functions):
            file.write(FUNCTION % (i, i, i % 17 + 1, i, i))
        file.write("int main(void)\n{ struct s q = { 1, 2, 3, 0 }; int t = 0;\n")
        file.write("".join("t += f%d(&q, %d);\n" % (i, i % 9) for i in range(functions)))
        file.write("return t; }\n")
    return path


def works(percent):
    """(name, bar of the ratio, words): the issue's five."""
    python = os.path.realpath(sys.executable)  # not a script of pyenv's
    pairs = [os.path.join(BUILD, "pairs"), str(100000 * percent)]
    return [
        ("python3", 1.2, [python, os.path.join(HERE, "program.py"), str(percent)]),
        ("perl", 1.2, ["perl", os.path.join(HERE, "program.pl"), str(percent)]),
        ("gcc", 1.2, ["gcc", "-O2", "-S", "-o", "-", large_file(4 * percent)]),
        ("pairs", 2.0, pairs + ["1"]),
        ("pairs, 2 threads", 2.0, pairs + ["2"]),
    ]


def tools(options):
    """name -> (words before the program, environment, the file that is left)"""
    ours = os.path.join(BUILD, "record.mmtrace")
    theirs = os.path.join(BUILD, "heaptrack")
    found = {
        "glibc": ([], {}, None),
        "library": ([], {"LD_PRELOAD": LIBRARY}, None),
        "recorded": ([MMVIZ, "record", "-o", ours, "--"], {}, ours),
    }
    if options.no_heaptrack:
        pass
    elif shutil.which("heaptrack"):
        found["heaptrack"] = (["heaptrack", "-o", theirs], {}, theirs)
    else:
        say("heaptrack: left out, it is not installed")
    return found


def run(words, tool):
    """One run: (seconds, output, status, what the tool said)."""
    before, environment, _ = tool
    begin = time.perf_counter()
    done = subprocess.run(before + words, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, **PLAIN, **environment))
    return (time.perf_counter() - begin, done.stdout, done.returncode,
            done.stderr.decode(errors="replace"))


def bytes_a_record(said):
    """mmviz says how many operations it recorded, and how long the file is."""
    match = re.search(r"([\d,]+) operations? of .* recorded, ([\d,]+) bytes", said)
    if not match:
        return None
    operations, size = (int(number.replace(",", "")) for number in match.groups())
    return operations, size / max(operations, 1)


def remove_left(path):
    for suffix in ("", ".gz", ".zst"):
        if path and os.path.exists(path + suffix):
            os.remove(path + suffix)


def measure(name, words, found, rounds):
    """{tool: least seconds}, (operations, bytes a record), [what was wrong]"""
    least, size, wrong = {}, None, []
    expected = None
    for turn in range(rounds):
        for tool in found:
            if tool == "heaptrack" and turn > 1:
                continue  # it is not a matter of tenths there
            remove_left(found[tool][2])
            seconds, output, status, said = run(words, found[tool])
            least[tool] = min(least.get(tool, seconds), seconds)
            if expected is None:
                expected = (output, status)
            if tool != "heaptrack" and (output, status) != expected:
                wrong.append("%s, %s: the output or the exit status differs" % (name, tool))
            if tool == "recorded":
                size = bytes_a_record(said) or size
    for tool in found:
        remove_left(found[tool][2])
    return least, size, wrong


def row(name, bar, least, size):
    ratio = {tool: least[tool] / least["glibc"] for tool in least}
    cells = ["%-17s %8.3f" % (name, least["glibc"]), "%8.2f" % ratio["library"],
             "%9.2f" % ratio["recorded"], "%5.1f" % bar,
             "%10.1f" % ratio["heaptrack"] if "heaptrack" in ratio else "%10s" % "-"]
    cells.append("%11s  %5.2f" % (format(size[0], ","), size[1]) if size else "nothing recorded")
    return "  ".join(cells)


def read_options():
    parser = argparse.ArgumentParser(description="what recording costs; see make bench-record")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved rounds (7)")
    parser.add_argument("--percent", type=int, default=100, help="of each work (100)")
    parser.add_argument("--only", default="", help="works whose name has this word")
    parser.add_argument("--no-heaptrack", action="store_true", help="without heaptrack")
    return parser.parse_args()


def main():
    options = read_options()
    found = tools(options)
    wrong = []
    print("seconds on glibc, then ratios to that; bars: the ratio, and 4 bytes a record")
    print("work                 glibc   library  recorded   bar   heaptrack   operations  bytes")
    for name, bar, words in works(options.percent):
        if options.only not in name:
            continue
        if not shutil.which(words[0]):
            say("%s: left out, %s is not installed" % (name, words[0]))
            continue
        say("%s: %s" % (name, " ".join(words)))
        least, size, complaints = measure(name, words, found, options.rounds)
        wrong += complaints
        print(row(name, bar, least, size), flush=True)
    for sentence in sorted(set(wrong)):
        say("bench-record: " + sentence)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

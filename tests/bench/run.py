#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The benchmark: my_malloc against glibc, jemalloc, tcmalloc and mimalloc, in one run.

    make bench                        everything, about ten minutes
    make bench ARGS='--only hot'      the patterns whose name or group contains "hot"
    make bench CHECKS=0               what the checks for misuse cost a hot pair
    make bench-short                  does every pattern run to its end? under a minute
    tests/bench/run.py --help         all options

How it is measured
- Each pattern is a process of its own: `build/bench/patterns NAME` with the allocator
  preloaded (glibc: without), so everybody is called through malloc and free. What a pattern
  does is written at the top of its file, tests/bench/pattern_*.c; it times its measured phase.
  Real programs are timed from start to end; the recorded one by tests/bench/replay.c.
- Rounds are interleaved: each pattern runs under each allocator in turn, the first one
  changing from round to round; the table gives the median, the ratios median and minimum.
- The peak is that of the process (ru_maxrss, through the small spawn.c), less the pattern's
  own tables, which are the same for each allocator and would make the ratios milder.
  Where a process stays near 2 MiB, 0.2 MiB of it are chance: how the libraries happen to lie.
- System calls are those of brk, mmap, munmap, mremap, mprotect and madvise in one separate run
  of the whole process under strace, the loading of the library included; `start` is a process that
  allocates nothing, so its row is what loading costs.
- A pattern adds up what it finds in its blocks, a program prints a result: these must be
  equal under each allocator, or the run ends with status 1. Missed bars do not change the status.

Files: run.py measures; report.py judges and prints; chart.py draws; they need Python 3.8 and
nothing else. Results: build/bench/bench.md, bench.svg, and with --json FILE every number.
"""
import argparse
import glob
import gzip
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys

sys.dont_write_bytecode = True
import report  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.abspath(os.environ.get("BENCH_BUILD", os.path.join(ROOT, "build", "bench")))
TRACE = os.path.join(ROOT, "..", "shared", "traces", "systemui.android.txt.gz")
CALLS = ("brk", "mmap", "munmap", "mremap", "mprotect", "madvise")
TIMED = ("hot pair", "batch")  # groups that run for a time: calls are counted over two laps
SECONDS = 300  # a run that takes longer has failed

# name, library, Debian package
PEERS = (
    ("glibc", None, "libc6"),
    ("jemalloc", "libjemalloc.so.2", "libjemalloc2"),
    ("tcmalloc", "libtcmalloc_minimal.so.4", "libtcmalloc-minimal4"),
    ("mimalloc", "libmimalloc.so.2", "libmimalloc2.0"),
)


class Row:
    """What is run: a pattern, a program, or a small program (only its peak counts)."""

    def __init__(self, name, group, shows, words, kind="pattern", environment=None):
        self.name, self.group, self.shows, self.words = name, group, shows, words
        self.kind, self.environment = kind, environment or {}


def built(name):
    return os.path.join(BUILD, name)


def pattern_rows(percent):
    lines = subprocess.run([built("patterns"), "--list"], check=True, stdout=subprocess.PIPE,
                           universal_newlines=True).stdout.splitlines()
    for line in lines:
        name, group, shows = line.split("\t")
        yield Row(name, group, shows, [built("patterns"), name, str(percent)])


def unpacked_trace():
    """The recorded program as text in BUILD; None where it is not there."""
    if not os.path.exists(TRACE):
        return None
    text = built("systemui.txt")
    if not os.path.exists(text):
        with gzip.open(TRACE, "rb") as packed, open(text, "wb") as out:
            shutil.copyfileobj(packed, out)
    return text


def program_rows(percent):
    """Real programs; those that are not installed are left out with a word."""
    python = os.path.realpath(sys.executable)  # not a script of pyenv's
    plain = {"PYTHONMALLOC": "malloc", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    script = os.path.join(HERE, "program.")
    rows = [
        Row("python3", "program", "json, dictionaries, strings; PYTHONMALLOC=malloc",
            [python, script + "py", str(percent)], "program", plain),
        Row("perl", "program", "hashes, strings, sorting",
            ["perl", script + "pl", str(percent)], "program", {"PERL_HASH_SEED": "0"}),
        Row("gcc", "program", "gcc -O2 compiles a file of this tree",
            ["gcc", "-O2", "-pthread", "-S", "-o", "-", os.path.join(HERE, "pattern_handover.c")],
            "program"),
        Row("ls", "small program", "peak of ls", ["ls", ROOT], "small"),
        Row("git", "small program", "peak of git --version", ["git", "--version"], "small"),
        Row("bash", "small program", "peak of bash -c :", ["bash", "-c", ":"], "small"),
        Row("python3_pass", "small program", "peak of python3 -c pass", [python, "-c", "pass"],
            "small"),
    ]
    trace = unpacked_trace()
    if trace:
        rows.append(Row("systemui", "trace", "786,454 calls of a recorded program",
                        [built("replay"), trace], "trace"))
    else:
        say("systemui: skipped, the trace is not here")
    for row in rows:
        if shutil.which(row.words[0]):
            yield row
        else:
            say("%s: skipped, %s is not installed" % (row.name, row.words[0]))


def say(sentence):
    """Progress goes to standard error: the table alone is the output."""
    print(sentence, file=sys.stderr, flush=True)


def find_library(name):
    for folder in ("/usr/lib/*-linux-gnu*", "/usr/lib64", "/usr/lib", "/usr/local/lib"):
        for path in glob.glob(os.path.join(folder, name)):
            return path
    return None


def find_allocators(wanted, ours):
    """name -> library to preload ("-": none), in the order of PEERS, ours last."""
    known = [name for name, _, _ in PEERS] + ["ours"]
    strange = [name for name in wanted if name not in known]
    if strange:
        sys.exit("bench: %s is not one of %s." % (strange[0], ", ".join(known)))
    libraries = {name: file for name, file, _ in PEERS if name in wanted}
    missing = [package for name, file, package in PEERS
               if libraries.get(name) and not find_library(file)]
    if missing:
        subprocess.run([os.path.join(ROOT, ".ci", "deps")] + missing, stdout=sys.stderr)
    found = {}
    for name, file in libraries.items():
        path = find_library(file) if file else "-"
        if path:
            found[name] = path
        else:
            say("%s: left out, %s is not installed" % (name, file))
    if "ours" in wanted:
        found["ours"] = os.path.abspath(ours)
        if not os.path.exists(found["ours"]):
            sys.exit("bench: %s is not there. Type: make" % ours)
    return found


def fields(line):
    return {key: float(value) for key, _, value in
            (word.partition("=") for word in line.split())}


def run(row, library):
    """One run: {"ns", "peak_kib", "sum", ...}, or {"failed": why}."""
    output = built("output.txt")
    words = [built("spawn"), output, library] + row.words
    try:
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, LC_ALL="C", **row.environment),
                              universal_newlines=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"failed": "took more than %d s" % SECONDS}
    if done.returncode != 0:
        return {"failed": done.stderr.strip() or "spawn did not work"}
    if "cannot be preloaded" in done.stderr:
        return {"failed": "the library cannot be preloaded"}
    cost = fields(done.stdout)
    if cost["status"] != 0:
        return {"failed": "ended with status %d: %s" % (cost["status"], done.stderr.strip()[-200:])}
    result = {"ns": cost["wall_ns"], "cpu_ns": cost["cpu_ns"], "peak_kib": cost["peak_kib"]}
    with open(output, "rb") as file:
        text = file.read()
    if row.kind in ("pattern", "trace"):
        result.update(fields(text.decode()))
        result["peak_kib"] -= result["room_kib"]
    else:
        result["sum"] = hashlib.sha256(text).hexdigest()[:16]
    return result


def count_calls(row, library):
    """Memory system calls of the whole process tree; None where strace cannot say."""
    report_file = built("strace.txt")
    program = row.words[:-1] + ["0"] if row.group in TIMED else row.words
    words = ["strace", "-f", "--seccomp-bpf", "-c", "-o", report_file,
             "-e", "trace=" + ",".join(CALLS)]
    if library != "-":
        words += ["-E", "LD_PRELOAD=" + library]
    try:
        done = subprocess.run(words + program, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=SECONDS,
                              env=dict(os.environ, LC_ALL="C", **row.environment))
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    with open(report_file) as file:
        lines = [line.split() for line in file]
    return sum(int(words[3]) for words in lines if words and words[-1] in CALLS)


def rounds_of(row, options):
    """Hot pairs differ by tenths of a ns, and small peaks by pages: both get more rounds."""
    if options.quick:
        return 1
    return options.rounds * 2 + 1 if row.group in ("hot pair", "small program") else options.rounds


def measure(rows, allocators, options):
    """{row: {allocator: [run, ...]}}, interleaved."""
    results = {row.name: {name: [] for name in allocators} for row in rows}
    names = list(allocators)
    for turn in range(max(rounds_of(row, options) for row in rows)):
        for row in rows:
            if turn >= rounds_of(row, options):
                continue
            say("round %d of %d: %s" % (turn + 1, rounds_of(row, options), row.name))
            for place in range(len(names)):
                name = names[(place + turn) % len(names)]
                results[row.name][name].append(run(row, allocators[name]))
    return results


def measure_calls(rows, allocators):
    if not shutil.which("strace"):
        say("system calls: not counted, strace is not installed")
        return {}
    counts = {}
    for row in rows:
        if row.kind != "small":
            say("system calls: %s" % row.name)
            counts[row.name] = {name: count_calls(row, path) for name, path in allocators.items()}
    return counts


def complaints(results):
    """What went wrong: runs that failed, sums that differ."""
    for row, of_row in results.items():
        sums = {name: {one["sum"] for one in runs if "sum" in one} for name, runs in of_row.items()}
        for name, runs in of_row.items():
            for why in sorted({one["failed"] for one in runs if "failed" in one}):
                yield "%s with %s: %s" % (row, name, why)
        if len(set().union(*sums.values())) > 1:
            yield "%s: contents or output differ: %s" % (
                row, ", ".join("%s %s" % (name, sorted(of)) for name, of in sums.items()))


def command_output(words):
    try:
        return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
                              universal_newlines=True).stdout.strip()
    except OSError:
        return ""


def version(name):
    if name == "glibc":
        return os.confstr("CS_GNU_LIBC_VERSION").split()[-1]
    package = {peer: package for peer, _, package in PEERS}[name]
    found = command_output(["dpkg-query", "-W", "-f=${Version}", package])
    file = {peer: file for peer, file, _ in PEERS}[name]
    return found or os.path.basename(os.path.realpath(find_library(file)))


def first_line(path, start=""):
    try:
        with open(path) as file:
            return next((line for line in file if line.startswith(start)), "").strip()
    except OSError:
        return "not known"


def header(allocators, options):
    processor = first_line("/proc/cpuinfo", "model name").partition(":")[2].strip()
    lines = [
        "machine: %s, %d cores, Linux %s, huge pages %s" % (
            processor or os.uname().machine, os.cpu_count(), os.uname().release,
            first_line("/sys/kernel/mm/transparent_hugepage/enabled")),
        "peers: " + ", ".join("%s %s" % (name, version(name))
                              for name in allocators if name != "ours"),
        "programs: Python %s, gcc %s, perl %s" % (
            sys.version.split()[0], command_output(["gcc", "-dumpfullversion"]),
            command_output(["perl", "-e", "print substr $^V, 1"])),
        "command: make bench" + (" ARGS='%s'" % " ".join(options.words) if options.words else ""),
        "rounds: %d (hot pairs and small programs %d), interleaved; medians" % (
            1 if options.quick else options.rounds,
            1 if options.quick else options.rounds * 2 + 1),
    ]
    if "ours" in allocators:
        changed = command_output(["git", "status", "--porcelain", "-uno"])
        lines.insert(2, "ours: %s %s%s" % (os.path.relpath(allocators["ours"], ROOT),
                                           command_output(["git", "rev-parse", "--short", "HEAD"]),
                                           " with changes" if changed else ""))
    return lines


def cost_of_checks(rows, options):
    """Hot pairs with and without the checks, interleaved: the difference in ns a pair."""
    allocators = {"checked": os.path.abspath(options.ours),
                  "unchecked": os.path.abspath(options.unchecked)}
    rows = [row for row in rows if row.group == "hot pair"]
    results = measure(rows, allocators, options)
    print("ns a hot pair     checked  unchecked  difference (median; minimum)")
    for row in rows:
        ns = {name: [one["ns"] for one in results[row.name][name] if "ns" in one]
              for name in allocators}
        if all(ns.values()):
            middle = [statistics.median(ns[name]) for name in allocators]
            least = [min(ns[name]) for name in allocators]
            print("%-16s %8.2f  %9.2f  %+10.2f; %+.2f" % (
                row.name, middle[0], middle[1], middle[0] - middle[1], least[0] - least[1]))
    print("bar: at most 0.5 ns a pair")
    return results


def read_options():
    parser = argparse.ArgumentParser(description="my_malloc against its peers; see make bench")
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (5)")
    parser.add_argument("--only", default="",
                        help="patterns with one of these words in name or group: hot,churn")
    parser.add_argument("--quick", action="store_true", help="short: one round, a twentieth")
    parser.add_argument("--ours", default=os.path.join(ROOT, "libmy_malloc_preload.so"),
                        help="the library measured")
    parser.add_argument("--unchecked", help="a library built without checks: measure the checks")
    parser.add_argument("--allocators", help="some of glibc,jemalloc,tcmalloc,mimalloc,ours")
    parser.add_argument("--no-calls", action="store_true", help="do not count system calls")
    parser.add_argument("--json", help="write every number to this file")
    options = parser.parse_args()
    options.words = sys.argv[1:]
    return options


def chosen_rows(options):
    percent = 5 if options.quick else 100
    rows = [row for row in list(pattern_rows(percent)) + list(program_rows(percent))
            if any(word in row.name or word in row.group for word in options.only.split(","))]
    if not rows:
        sys.exit("bench: no pattern's name or group contains %r." % options.only)
    return rows


def main():
    options = read_options()
    rows = chosen_rows(options)
    calls = {}
    if options.unchecked:
        lines, results = [], cost_of_checks(rows, options)
    else:
        names = [name for name, _, _ in PEERS] + ["ours"]
        wanted = options.allocators or ("glibc,ours" if options.quick else ",".join(names))
        allocators = find_allocators(wanted.split(","), options.ours)
        lines = header(allocators, options)
        results = measure(rows, allocators, options)
        calls = {} if options.quick or options.no_calls else measure_calls(rows, allocators)
        report.write(lines, rows, results, calls, list(allocators), BUILD)
    if options.json:
        with open(options.json, "w") as file:
            json.dump({"header": lines, "results": results, "calls": calls}, file, indent=1)
    wrong = list(complaints(results))
    for sentence in wrong:
        say("bench: " + sentence)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

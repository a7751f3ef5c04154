# SPDX-License-Identifier: MIT
"""report - the table, the judgement by the bars, Markdown and chart, from the runs of run.py.

    runs   results[row][allocator] = [{"ns", "peak_kib", ...}, ...]   ->  figures  ->  text

"The best peer" is, for each row and figure, the smallest of the others; a ratio is ours
over that. A ratio of medians is the figure; that of minima stands beside it.
"""
import math
import os
import statistics

import chart

UNITS = ((1e9, "s"), (1e6, "ms"), (1e3, "us"))


def values(runs, key):
    return [one[key] for one in runs if key in one]


def median(runs, key):
    found = values(runs, key)
    return statistics.median(found) if found else None


def least(runs, key):
    found = values(runs, key)
    return min(found) if found else None


def most(runs, key):
    found = values(runs, key)
    return max(found) if found else None


def over_best(figures):
    """Ours over the smallest of the others; None where one side is missing."""
    others = [value for name, value in figures.items() if name != "ours" and value is not None]
    ours = figures.get("ours")
    if ours is None or not others or min(others) <= 0:
        return None
    return ours / min(others)


def mean(ratios):
    return math.exp(sum(map(math.log, ratios)) / len(ratios)) if ratios else None


class Line:
    """One row's figures: name -> allocator -> number or None."""

    def __init__(self, row, runs, calls):
        pick = most if row.kind == "small" else median
        self.row, self.runs = row, runs
        self.timed = row.kind != "small" and row.group != "start"
        self.ns = {name: median(of, "ns") if self.timed else None for name, of in runs.items()}
        self.peak = {name: pick(of, "peak_kib") for name, of in runs.items()}
        self.calls = calls or {}
        self.ratio = over_best(self.ns)
        self.least = over_best({name: least(of, "ns") if self.timed else None
                                for name, of in runs.items()})
        self.memory = over_best(self.peak)

    def figure(self, key):
        return over_best({name: median(of, key) for name, of in self.runs.items()})


def show_ns(value):
    if value is None:
        return "-"
    for size, unit in UNITS:
        if value >= size * 10:
            return "%.*f %s" % (value < size * 100, value / size, unit)
    return "%.0f" % value if value >= 100 else "%.2f" % value


def show_mib(kib):
    return "-" if kib is None else "%.1f" % (kib / 1024)


def show_ratio(value):
    return "-" if value is None else "%.2f" % value


def show_count(value):
    return "-" if value is None else "%d" % value


def cells(line, allocators):
    out = [line.row.name] + [show_ns(line.ns[name]) for name in allocators]
    if "ours" in allocators:
        out += [show_ratio(line.ratio), show_ratio(line.least)]
    out += [show_mib(line.peak[name]) for name in allocators]
    if "ours" in allocators:
        out += [show_ratio(line.memory)]
    return out + [show_count(line.calls.get(name)) for name in allocators]


def titles(allocators):
    ours = "ours" in allocators
    return (["pattern"] + list(allocators) + (["ratio", "least"] if ours else []) +
            list(allocators) + (["ratio"] if ours else []) + list(allocators))


def spans(allocators):
    """The headings over the columns, and how many columns each covers."""
    count, ours = len(allocators), "ours" in allocators
    return [("", 1), ("time: ns an operation", count + 2 * ours), ("peak: MiB", count + ours),
            ("system calls", count)]


def table_text(lines, allocators):
    """Blocks of columns under a heading each; a wide heading widens its block's last column."""
    rows = [titles(allocators)] + [cells(line, allocators) for line in lines]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    out, place = [""] * (len(rows) + 1), 0
    for heading, count in spans(allocators):
        columns = range(place, place + count)
        width = sum(widths[i] for i in columns) + 2 * (count - 1)
        widths[place + count - 1] += max(len(heading) - width, 0)
        out[0] += heading.ljust(max(width, len(heading))) + "    "
        for number, row in enumerate(rows):
            words = [row[i].rjust(widths[i]) if place else row[i].ljust(widths[i])
                     for i in columns]
            out[number + 1] += "  ".join(words) + "    "
        place += count
    return [line.rstrip() for line in out]


def table_markdown(lines, allocators):
    names, place = [], 0
    for heading, count in spans(allocators):
        kind = heading.split(":")[0].split(" ")[0]
        names += ["%s %s" % (kind, name) if kind else name
                  for name in titles(allocators)[place:place + count]]
        place += count
    out = ["| " + " | ".join(names) + " |", "|---" + "|---:" * (len(names) - 1) + "|"]
    return out + ["| " + " | ".join(cells(line, allocators)) + " |" for line in lines]


def worst(lines, key):
    """(ratio, name) of the worst row by line -> ratio."""
    found = [(key(line), line.row.name) for line in lines if key(line) is not None]
    return max(found) if found else (None, "")


def worst_of(lines, key, bar):
    """As worst, and how many rows are above the bar."""
    value, name = worst(lines, key)
    found = [key(line) for line in lines if key(line) is not None]
    return value, "%s; %d of %d rows above; geometric mean %.3f" % (
        name, sum(one > bar for one in found), len(found), mean(found) or 0)


def flatness(lines):
    by_name = {line.row.name: line.ns for line in lines}
    few, many = by_name.get("flat_1e2"), by_name.get("flat_1e7")
    if not few or not many:
        return None, ""
    ratios = {name: many[name] / few[name] for name in few if few[name] and many[name]}
    rest = {name: ratio for name, ratio in ratios.items() if name != "ours"}
    if "ours" not in ratios or not rest:
        return None, ""
    best = min(rest, key=rest.get)
    return ratios["ours"] / ratios[best], "ours %.1f, %s %.1f" % (ratios["ours"], best, rest[best])


def calls_over(lines):
    """How many calls ours makes above the fewest peer's, on the worst row; and, told beside it,
    the same without what loading each library costs."""
    start = next((line.calls for line in lines if line.row.group == "start"), {})

    def over(line, less):
        counts = {name: count - less.get(name, 0) for name, count in line.calls.items()
                  if count is not None and less.get(name, 0) is not None}
        others = [count for name, count in counts.items() if name != "ours"]
        return counts["ours"] - min(others) if "ours" in counts and others else None

    value, name = worst(lines, lambda line: over(line, {}))
    if value is None:
        return None, ""
    counted = [line for line in lines if over(line, {}) is not None]
    above = sum(over(line, {}) > 0 for line in counted)
    rest, where = worst(lines, lambda line: over(line, start))
    return value, "%s; %d of %d rows above; without loading: %+d, %s" % (
        name, above, len(counted), rest, where)


def judgements(lines):
    """(figure, bar, value, where) for each bar of the benchmark."""
    timed = [line for line in lines if line.ratio is not None]
    groups = {}
    for line in timed:
        groups.setdefault(line.row.group, []).append(line.ratio)
    hot = [line for line in timed if line.row.name in ("hot_16", "hot_64", "hot_256", "hot_1k")]
    large = [line for line in lines if line.row.kind != "small" and line.row.group != "start"]
    small = [line for line in lines if line.row.kind == "small"]
    yield "time, geometric mean over all rows", 1.00, mean([line.ratio for line in timed]), ""
    yield ("time, geometric mean over groups of patterns", 1.00,
           mean([mean(ratios) for ratios in groups.values()]), "")
    yield ("time, worst row", 1.15) + worst_of(timed, lambda line: line.ratio, 1.15)
    yield ("hot pair 16 B to 1 KiB, worst", 1.03) + worst_of(hot, lambda line: line.ratio, 1.03)
    yield ("peak memory, worst row", 1.10) + worst_of(large, lambda line: line.memory, 1.10)
    for key, name in (("resident_over_live", "churn, resident over live"),
                      ("mean", "shifting sizes, mean"), ("worst", "shifting sizes, worst")):
        yield (name, 1.10) + worst(lines, lambda line: line.figure(key))
    yield ("small programs, peak against glibc", 1.15) + worst(small, lambda line: over_best(
        {name: line.peak[name] for name in line.peak if name in ("ours", "glibc")}))
    yield ("flatness, ratio of ratios 10^7 over 10^2", 1.00) + flatness(lines)
    yield ("memory system calls above the fewest peer's", 0) + calls_over(lines)


def verdict(bar, value):
    if value <= bar + 1e-9:
        return "met"
    return "missed by %d" % (value - bar) if bar == 0 else "missed by %.0f %%" % (
        100 * (value / bar - 1))


def summary(lines):
    rows = [("figure (ours over the best peer)", "bar", "value", "", "where")]
    for figure, bar, value, where in judgements(lines):
        if value is not None:
            rows.append((figure, "%d" % bar if bar == 0 else "%.2f" % bar,
                         "%+d" % value if bar == 0 else "%.3f" % value,
                         verdict(bar, value), where))
    return rows if len(rows) > 1 else []


def extra_figures(lines, allocators):
    """The figures that only some patterns have: a row each, by allocator."""
    rows = [["figure"] + list(allocators)]
    for line in lines:
        keys = {key for of in line.runs.values() for one in of for key in one}
        for key in ("resident_over_live", "mean", "worst", "malloc_ns"):
            if key in keys:
                found = [median(line.runs[name], key) for name in allocators]
                rows.append(["%s %s" % (line.row.name, key)] + [show_ratio(one) for one in found])
    return rows if len(rows) > 1 else []


def aligned(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    return ["  ".join(word.ljust(width) for word, width in zip(row, widths)).rstrip()
            for row in rows]


def markdown_rows(rows):
    if not rows:
        return []
    out = ["| " + " | ".join(row) + " |" for row in rows]
    return [out[0], "|---" * len(rows[0]) + "|"] + out[1:]


def draw(lines, folder):
    rows = [(line.row.name, [value and (value, show_ratio(value))
                             for value in (line.ratio, line.memory)])
            for line in lines if line.ratio is not None]
    if not rows:
        return
    text = chart.bars("my_malloc over the best of its peers", "Below 1: less than the best of "
                      "glibc, jemalloc, tcmalloc and mimalloc on that pattern. Medians; bars end "
                      "at 0.25 and 4.",
                      rows, ["time (filled)", "peak memory (outlined)"])
    with open(os.path.join(folder, "bench.svg"), "w") as file:
        file.write(text)


def write(header, rows, results, calls, allocators, folder):
    """Prints the table and the judgement; writes bench.md and bench.svg into the folder."""
    lines = [Line(row, results[row.name], calls.get(row.name)) for row in rows]
    judged, extra = summary(lines), extra_figures(lines, allocators)
    parts = [header, table_text(lines, allocators), aligned(extra), aligned(judged)]
    print("\n\n".join("\n".join(part) for part in parts if part))
    with open(os.path.join(folder, "bench.md"), "w") as file:
        meanings = [("pattern", "what it does")] + [(row.name, row.shows) for row in rows]
        parts = [["- " + line for line in header], table_markdown(lines, allocators),
                 markdown_rows(extra), markdown_rows(judged), markdown_rows(meanings)]
        file.write("\n\n".join("\n".join(part) for part in parts if part) + "\n")
    draw(lines, folder)

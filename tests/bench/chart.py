# SPDX-License-Identifier: MIT
"""chart - ratios as horizontal bars in an SVG file of its own.

    chart.bars(title, notes, [(label, [(value, text) or None, ...]), ...], series) -> str

A bar a series and row; the value stands beside each bar as text, so nothing is told by colour
alone. A line marks 1 (as good as the best peer); the scale is logarithmic, 0.25 to 4, and
what lies outside is cut, with its value still written. Colours follow the reader's scheme.
"""
import math
from xml.sax.saxutils import escape

LOW, HIGH = 0.25, 4.0
LEFT, WIDTH, RIGHT = 170, 540, 70
BAR, GAP, TOP = 11, 8, 92

LIGHT = {"paper": "#ffffff", "ink": "#1d2330", "faint": "#667085", "bar0": "#2563a8",
         "bar1": "#b3661a"}
DARK = {"paper": "#14181f", "ink": "#e6e9ef", "faint": "#98a2b3", "bar0": "#6cb2ff",
        "bar1": "#f0a95c"}
RULES = """
 .paper { fill: %(paper)s; } text { font: 12px sans-serif; fill: %(ink)s; }
 .title { font-size: 15px; font-weight: 600; } text.faint { fill: %(faint)s; font-size: 11px; }
 .line { stroke: %(faint)s; stroke-opacity: 0.4; } .one { stroke: %(ink)s; stroke-dasharray: 4 3; }
 .bar0 { fill: %(bar0)s; } .bar1 { fill: none; stroke: %(bar1)s; stroke-width: 1.5; }
"""
STYLE = RULES % LIGHT + "@media (prefers-color-scheme: dark) {" + RULES % DARK + "}"


def place(value):
    """Pixels from the left for a ratio."""
    kept = min(max(value, LOW), HIGH)
    return LEFT + WIDTH * math.log(kept / LOW) / math.log(HIGH / LOW)


def text(x, y, words, name="", anchor="start"):
    return '<text x="%.1f" y="%.1f" class="%s" text-anchor="%s">%s</text>' % (
        x, y, name, anchor, escape(words))


def bar(index, value, label, y):
    one, end = place(1.0), place(value)
    left, right = min(one, end), max(one, end)
    shape = '<rect x="%.1f" y="%.1f" width="%.1f" height="%d" class="bar%d"/>' % (
        left, y, max(right - left, 1), BAR - 2, index)
    if value < 1:
        return shape + text(left - 4, y + BAR - 3, label, "faint", "end")
    return shape + text(right + 4, y + BAR - 3, label, "faint")


def scale(height):
    for value in (0.25, 0.5, 1, 2, 4):
        x = place(value)
        yield '<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" class="%s"/>' % (
            x, TOP - 8, x, height - 14, "one" if value == 1 else "line")
        yield text(x, TOP - 13, "%g" % value, "faint", "middle")


def bars(title, notes, rows, series):
    step = BAR * len(series) + GAP
    height = TOP + step * len(rows) + 20
    width = LEFT + WIDTH + RIGHT
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img">' % (
        width, height), "<title>%s</title>" % escape(title), "<style>%s</style>" % STYLE,
        '<rect width="100%" height="100%" class="paper"/>',
        text(12, 22, title, "title"), text(12, 40, notes, "faint")]
    for index, name in enumerate(series):
        x = 12 + index * 270
        out.append('<rect x="%d" y="50" width="18" height="9" class="bar%d"/>' % (x, index))
        out.append(text(x + 24, 59, name))
    out.extend(scale(height))
    for number, (label, values) in enumerate(rows):
        y = TOP + number * step
        out.append(text(LEFT - 45, y + BAR * len(series) / 2 + 4, label, "", "end"))
        out.extend(bar(index, value[0], value[1], y + index * BAR)
                   for index, value in enumerate(values) if value)
    return "\n".join(out + ["</svg>", ""])

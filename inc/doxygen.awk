# SPDX-License-Identifier: MIT
#
# doxygen.awk - the public headers as doxygen wants them: their comments are plain ones.
#
#   /* above */                 is of all declarations up to the next empty line or comment
#   int a, b; /* behind */      is of each of them
#   /* ----------- a rule */    is of nothing
#
# A drawing, which is indented behind an empty line, stays as it is drawn. No line is added or
# taken away, so that doxygen's warnings name the lines of the header.

# A line of a comment as markdown, where nothing but a drawing is meant to be special.
function markdown(text,    is_indented)
{
	is_indented = match(text, /^ \*   +/)
	if (is_indented && is_behind_empty)
		is_drawn = 1
	else if (!is_indented)
		is_drawn = 0
	is_behind_empty = text ~ /^ \*?$/
	if (is_drawn)
		return " *      " substr(text, 3)
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/[@\\#%]/, "\\\\&", text)
	return text
}

# From the comment that line i begins with on: its lines, what is behind "/*" first. The last
# line's number.
function comment(i, text,    last)
{
	is_behind_empty = is_drawn = 0
	for (last = i; ; text = line[++last]) {
		sub(/^[ \t]*\*/, " *", text)
		part[last] = last == i && i == 1 ? " @file" : markdown(text)
		if (sub(/ *\*\/.*/, "", part[last]))
			return last
	}
}

# The same in one line.
function joined(from, to,    all, more)
{
	all = part[from]
	while (from++ < to) {
		more = part[from]
		sub(/^[ \t]*\*?[ \t]*/, " ", more)
		all = all more
	}
	return all
}

# "int a, b;" is "int a; comment int b; comment".
function each(code, words,    type, names, count, i, all)
{
	if (code !~ /^\t+[a-z_0-9 ]+ [a-z_0-9]+(, [a-z_0-9]+)+;[ \t]*$/)
		return code "/**<" words " */"
	type = code
	sub(/[ \t]*[a-z_0-9]+,.*/, "", type)
	code = substr(code, length(type) + 1)
	count = split(code, names, /[,; \t]+/)
	for (i = 2; i < count; i++)
		all = all type " " names[i] "; /**<" words " */"
	return all
}

function above(i,    last)
{
	last = comment(i, substr(line[i], index(line[i], "/*") + 2))
	doc = i > 1 ? joined(i, last) : ""
	is_said = 0
	printf "/**"
	for (; i < last; i++)
		print part[i]
	print part[last] " */"
	return last
}

function behind(i,    at, code, last)
{
	at = index(line[i], "/*")
	code = substr(line[i], 1, at - 1)
	last = comment(i, substr(line[i], at + 2))
	printf "%s", each(code, joined(i, last))
	for (; i <= last; i++)
		print ""
	return last
}

function declaration(text)
{
	if (doc && is_said && !is_open && text ~ /^#define|[;,]$/)
		printf "/**%s */ ", doc
	print text
	is_open = text ~ /\([^)]*,$/ || text !~ /[;,]$|^#/
	is_said = 1
	if (text ~ /\{[^}]*$|^}|^$/)
		doc = ""
}

{ line[NR] = $0 }
END {
	for (i = 1; i <= NR; i++)
		if (line[i] ~ /^[ \t]*\/\* ---/)
			print line[i]
		else if (line[i] ~ /^[ \t]*\/\*/)
			i = above(i)
		else if (line[i] ~ /\/\* /)
			i = behind(i)
		else
			declaration(line[i])
}

/* SPDX-License-Identifier: MIT
 *
 * page.js - the script of the page that export FILE.html writes.
 *
 *   #run             sizes, names of themes, marks
 *   #g0, #g1, ...    groups of steps; the first of a group has all of its cells, the others
 *                    those that changed (repl/html_step.h)
 *
 * Rules of use
 * - A group is read when a step of it is wanted, so that a long run opens at once.
 * - It asks nothing of the network, and keeps nothing but the address after the #.
 */
(function () {
	"use strict";

	const run = JSON.parse(document.getElementById("run").textContent);
	const cells = run.cols * run.rows;
	const id = name => document.getElementById(name);
	const groups = new Map();

	/* The steps of a group; those near by are kept. */
	function group(index) {
		if (!groups.has(index)) {
			if (groups.size > 3)
				groups.clear();
			groups.set(index, JSON.parse(id("g" + index).textContent));
		}
		return groups.get(index);
	}

	const place = step => step - run.first;
	const told = step => group(Math.floor(place(step) / run.group))[place(step) % run.group];

	/* ------------------------------------------------------------------------ cells */

	const glyphs = new Array(cells).fill(" ");
	const roles = new Uint8Array(cells);
	const stale = new Array(run.rows).fill(true);
	let decoded = -1; /* the step that the cells are of */

	function put(at, glyph, role) {
		if (glyphs[at] === glyph && roles[at] === role)
			return;
		glyphs[at] = glyph;
		roles[at] = role;
		stale[Math.floor(at / run.cols)] = true;
	}

	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	/* Glyphs, and marks between them: ^D role, `DD passed over, ~D repeated. */
	function apply(changes) {
		const all = Array.from(changes);
		let at = 0, role = 0, i = 0;
		const digit = () => digits.indexOf(all[i++]);

		while (i < all.length) {
			const glyph = all[i++];

			if (glyph === "^")
				role = digit();
			else if (glyph === "`")
				at += digit() * digits.length + digit();
			else if (glyph === "~")
				for (let times = digit(), same = all[i++]; times > 0; times--)
					put(at++, same, role);
			else
				put(at++, glyph, role);
		}
	}

	function decode(step) {
		const first = place(step) - place(step) % run.group + run.first;
		let from = decoded + 1;

		if (decoded < first || decoded > step) {
			for (let at = 0; at < cells; at++)
				put(at, " ", 0);
			from = first;
		}
		for (; from <= step; from++)
			apply(told(from).g);
		decoded = step;
	}

	/* ---------------------------------------------------------------------- drawing */

	/* Blocks and lines are painted, so that they meet at every size and in every font; the
	 * letter is still there for whoever copies it. */
	const painted = {
		"█": "full", "▉": "l7", "▊": "l6", "▋": "l5", "▌": "l4", "▍": "l3", "▎": "l2",
		"▏": "l1", "▐": "r4", "▁": "d1", "▂": "d2", "▃": "d3", "▄": "d4", "▅": "d5",
		"▆": "d6", "▇": "d7", "▔": "u1", "▀": "u4", "░": "s1", "▒": "s2", "▓": "s3",
		"─": "across", "│": "down", "┬": "le ri do", "┴": "le ri up",
		"├": "up do ri", "┤": "up do le", "┼": "le ri up do", "┌": "ri do", "┐": "le do",
		"└": "ri up", "┘": "le up", "╭": "ri do", "╮": "le do", "╰": "ri up",
		"╯": "le up", "╴": "le", "╶": "ri", "╵": "up", "╷": "do", "╌": "dash"
	};

	/* Letters that every font has stand together, and what is painted the same; all others
	 * keep to their own cells. */
	const kind = glyph => painted[glyph] || (glyph > "\u00ff" ? glyph : "");
	const is_single = what => what > "\u00ff" || what.indexOf(" ") > 0;

	/* Cells in one role and of one kind, as an element as wide as they are. */
	function span(first, end) {
		const element = document.createElement("span");
		const what = kind(glyphs[first]);
		const text = glyphs.slice(first, end).join("").replace(/\0/g, "");

		element.className = "r" + roles[first] + (painted[glyphs[first]] ? " b " + what : "");
		element.style.width = end - first + "ch";
		element.textContent = text;
		return element;
	}

	function draw_row(row) {
		const line = document.createElement("div");
		const stop = (row + 1) * run.cols;

		for (let first = row * run.cols, end; first < stop; first = end) {
			const what = kind(glyphs[first]), single = is_single(what);

			end = first + 1;
			while (end < stop && roles[end] === roles[first]
			       && (glyphs[end] === "\0" || (!single && kind(glyphs[end]) === what)))
				end++;
			line.appendChild(span(first, end));
		}
		line.appendChild(document.createTextNode("\n"));
		return line;
	}

	const screen = id("screen");

	for (let row = 0; row < run.rows; row++)
		screen.appendChild(document.createElement("div"));

	/* A cell is a whole number of the device's pixels wide and high, so that no seams are seen
	 * between cells. The style sheet says how large it may be. */
	function fit() {
		const probe = screen.parentNode.appendChild(document.createElement("div"));
		const ratio = window.devicePixelRatio || 1;

		screen.removeAttribute("style");
		screen.style.setProperty("--cols", run.cols);
		screen.style.setProperty("--rows", run.rows);
		probe.className = "probe";
		const usual = getComputedStyle(screen), size = parseFloat(usual.fontSize);

		probe.style.fontFamily = usual.fontFamily;
		probe.style.fontSize = usual.fontSize;

		const width = probe.getBoundingClientRect().width / 100 * ratio;
		const fitting = size * Math.max(1, Math.floor(width + 0.01)) / width;

		probe.remove();
		if (!isFinite(fitting))
			return;
		screen.style.fontSize = fitting + "px";
		screen.style.setProperty("--row", Math.round(fitting * 1.25 * ratio) / ratio + "px");
	}

	function draw() {
		for (let row = 0; row < run.rows; row++)
			if (stale[row])
				screen.replaceChild(draw_row(row), screen.children[row]);
		stale.fill(false);
	}

	/* ------------------------------------------------------------------------ words */

	const comma = number => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

	function write(name, text, label) {
		const element = id(name);

		element.textContent = "";
		element.hidden = !text;
		if (label) {
			const b = element.appendChild(document.createElement("b"));
			b.textContent = label + " ";
		}
		element.appendChild(document.createTextNode(text || ""));
	}

	function list(name, texts) {
		const element = id(name);

		element.textContent = "";
		element.hidden = !texts;
		for (const text of texts || [])
			element.appendChild(document.createElement("li")).textContent = text;
	}

	function tell(now) {
		write("command", now.c || "", now.c ? "step " + comma(step) : "");
		write("result", now.r || "");
		id("result").className = now.e ? "wrong" : "";
		list("why", now.w);
		list("watch", now.a);
		write("changed", now.d, "changed");
		write("heap", now.h, "heap");
	}

	/* ------------------------------------------------------------------------ going */

	let step = run.first - 1, timer = 0;
	const slider = id("slider"), number = id("number");
	const within = wanted => Math.min(run.last, Math.max(run.first, Math.round(wanted)));

	function show(wanted) {
		const now = within(wanted);

		if (isNaN(now) || now === step)
			return;
		step = now;
		decode(step);
		draw();
		tell(told(step));
		slider.value = number.value = step;
		slider.setAttribute("aria-valuetext",
			"step " + step + (told(step).c ? ": " + told(step).c : ", the empty heap"));
		screen.setAttribute("aria-label", "The screen at step " + comma(step));
		id("home").disabled = id("back").disabled = step === run.first;
		id("end").disabled = id("next").disabled = step === run.last;
		keep_address();
	}

	function stop() {
		clearTimeout(timer);
		timer = 0;
		id("play").className = "";
		id("play").setAttribute("aria-label", "Play");
		id("live").setAttribute("aria-live", "polite");
	}

	function tick() {
		show(step + 1);
		timer = setTimeout(tick, 1000 / Number(id("speed").value));
		if (step === run.last)
			stop();
	}

	function play() {
		if (timer) {
			stop();
			return;
		}
		if (step === run.last)
			show(run.first);
		id("play").className = "on";
		id("play").setAttribute("aria-label", "Stop");
		id("live").setAttribute("aria-live", "off"); /* too fast to be read out */
		timer = setTimeout(tick, 1000 / Number(id("speed").value));
	}

	function go(wanted) {
		stop();
		show(wanted);
	}

	/* ----------------------------------------------------------------------- themes */

	const prefers = what => window.matchMedia && matchMedia("(" + what + ")").matches;
	let chosen = "";

	function usual_theme() {
		if (prefers("prefers-contrast: more"))
			return "contrast";
		return prefers("prefers-color-scheme: light") ? "light" : "dark";
	}

	function paint(name) {
		document.documentElement.setAttribute("data-theme", name);
		for (const button of document.getElementsByName("theme"))
			button.checked = button.value === name;
	}

	function choose(name) {
		chosen = run.themes.indexOf(name) < 0 ? "" : name;
		paint(chosen || usual_theme());
	}

	function next_theme() {
		const shown = document.documentElement.getAttribute("data-theme");

		choose(run.themes[(run.themes.indexOf(shown) + 1) % run.themes.length]);
		keep_address();
	}

	for (const name of run.themes) {
		const label = id("themes").appendChild(document.createElement("label"));
		const button = label.appendChild(document.createElement("input"));

		button.type = "radio";
		button.name = "theme";
		button.value = name;
		label.appendChild(document.createElement("span")).textContent = name;
		button.addEventListener("change", () => {
			choose(name);
			keep_address();
		});
	}

	/* ---------------------------------------------------------------------- address */

	/* "#step=7&theme=light"; a mark's name is a step, too. */
	function keep_address() {
		const hash = "#step=" + step + (chosen ? "&theme=" + chosen : "");

		try {
			history.replaceState(null, "", hash);
		} catch (refused) {
			/* some browsers allow that only so often: the address comes later */
		}
	}

	function read_address() {
		const wanted = {};

		for (const part of location.hash.slice(1).split("&"))
			wanted[part.split("=")[0]] = part.split("=")[1] || "";
		choose(wanted.theme || chosen);
		for (const mark of run.marks)
			if (mark[0] === wanted.step)
				wanted.step = mark[1];
		show(wanted.step === undefined || wanted.step === "" || isNaN(wanted.step)
			? (step < run.first ? run.last : step) : Number(wanted.step));
	}

	/* ------------------------------------------------------------------------- keys */

	const keys = {
		ArrowLeft: () => go(step - 1), ArrowRight: () => go(step + 1),
		PageUp: () => go(step - 10), PageDown: () => go(step + 10),
		Home: () => go(run.first), End: () => go(run.last),
		"<": () => go(step - 1), ">": () => go(step + 1), " ": play,
		t: next_theme, T: next_theme
	};

	/* Whatever has the focus keeps the keys that it needs itself. */
	function is_taken(target, key) {
		if (target === slider)
			return false;
		if (target.tagName === "INPUT" || target.tagName === "SELECT")
			return key !== "t" && key !== "T";
		return target.tagName === "BUTTON" && key === " ";
	}

	document.addEventListener("keydown", event => {
		if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey
		    || is_taken(event.target, event.key))
			return;
		event.preventDefault();
		keys[event.key]();
	});

	/* ------------------------------------------------------------------------ start */

	function mark(name, at) {
		const button = id("marks").appendChild(document.createElement("button"));

		button.type = "button";
		button.textContent = name;
		button.title = "Step " + comma(at) + " is marked " + name;
		button.style.left = 100 * (at - run.first) / Math.max(1, run.last - run.first) + "%";
		button.addEventListener("click", () => go(at));
	}

	id("home").addEventListener("click", () => go(run.first));
	id("back").addEventListener("click", () => go(step - 1));
	id("next").addEventListener("click", () => go(step + 1));
	id("end").addEventListener("click", () => go(run.last));
	id("play").addEventListener("click", play);
	slider.addEventListener("input", () => go(Number(slider.value)));
	number.addEventListener("change", () => go(number.value === "" ? step : Number(number.value)));
	window.addEventListener("hashchange", () => {
		stop();
		read_address();
	});
	window.addEventListener("beforeprint", () => paint("light"));
	window.addEventListener("afterprint", () => paint(chosen || usual_theme()));
	slider.min = number.min = run.first;
	slider.max = number.max = run.last;
	id("last").textContent = comma(run.last);
	id("title").textContent = run.title;
	window.addEventListener("resize", fit);
	fit();
	for (const one of run.marks)
		mark(one[0], one[1]);
	read_address();
})();

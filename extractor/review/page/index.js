// The index of an archive: its documents, its picture, its gaps, what to check, what failed.

const TABS = ["documents", "picture", "gaps", "checks", "failures"];
const WINDOW = 40;
const state = { tab: "documents", query: "", type: "", year: "", sort: "name", down: "", common: "" };

const rows = data.rows.map((row, i) => ({ ...row, i,
  sought: folded(`${row.name}\n${row.place}`) }));

/** The folder that all documents lie in, which need not be said of each. */
const common = rows.length < 2 ? "" : rows.reduce((shared, row) => {
  let at = 0;
  while (at < shared.length && shared[at] === row.name[at]) at += 1;
  return shared.slice(0, at);
}, rows[0].name).replace(/[^/\\]*$/, "");
const brief = (name) => (name.startsWith(common) ? name.slice(common.length) : name);

/** Give the address of a record. */
function address(one) {
  return `${data.rows[one.row].page}#${encodeURIComponent(one.id)}`;
}

/** Read the state from the address, so that going back finds the page as it was left. */
function recall() {
  const said = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(state)) if (said.has(key)) state[key] = said.get(key);
  if (!TABS.includes(state.tab)) state.tab = "documents";
}

function change(values) {
  Object.assign(state, values);
  const said = Object.entries(state).filter(([, value]) => value);
  history.replaceState(null, "", "#" + new URLSearchParams(said.map(([k, v]) => [k, String(v)])));
  if (!("query" in values) || "tab" in values) render();
  else show();
}

/** Add the first of a list now, and more when the end comes into sight or is asked for. */
function more(list, step, add) {
  let at = 0;
  const button = make("button", { type: "button", class: "button more-button", onclick: next });
  function next() {
    for (const one of list.slice(at, at + step)) add(one);
    at += step;
    button.hidden = at >= list.length;
    button.textContent = say("more", { n: Math.max(0, list.length - at) });
  }
  next();
  new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && at < list.length
    && next(), { rootMargin: "400px" }).observe(button);
  return button;
}

// ---- documents

function bar(row) {
  const parts = data.types.filter((type) => row.types[type]);
  let at = 0;
  const width = (type) => (row.types[type] / most) * 100;
  return draw("svg", { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none",
    "aria-hidden": "true" }, parts.map((type) => {
    const rect = draw("rect", { class: hue(type), x: at, y: 0, width: width(type), height: 10 },
      draw("title", {}, `${named("type", type)}: ${row.types[type]}`));
    at += width(type);
    return rect;
  }));
}
const most = Math.max(1, ...rows.map((row) => row.records));

const COLUMNS = [
  ["name", (row) => make("a", { href: row.page, title: row.name }, brief(row.name))],
  ["place", (row) => row.place],
  ["year", (row) => (row.year === null ? "" : String(row.year))],
  ["records", (row) => String(state.type ? row.types[state.type] || 0 : row.records)],
  ["makeup", bar],
  ["left", (row) => (row.left === null ? "" : String(row.left))],
  ["decided", (row) => say("facts.of", { n: row.decided, all: row.records })],
  ["notes", (row) => row.notes.map((note) => named("note", note)).join("; ")],
].filter(([key]) => (key !== "left" || rows.some((row) => row.left !== null))
  && (key !== "decided" || rows.some((row) => row.decided !== undefined))
  && (key !== "notes" || rows.some((row) => row.notes.length)));

function value(row, key) {
  if (key === "makeup") return Object.keys(row.types).length;
  if (key === "records" && state.type) return row.types[state.type] || 0;
  if (key === "notes") return row.notes.length;
  return row[key] ?? -1;
}

const words = new Intl.Collator("ru", { numeric: true });
let kept = { by: "", list: rows };

/** Give all documents in the order that is asked for; it is kept while letters are typed. */
function sorted() {
  const by = `${state.sort} ${state.down} ${state.type}`;
  if (kept.by === by) return kept.list;
  const sign = state.down ? -1 : 1;
  const list = [...rows].sort((one, other) => {
    const [left, right] = [value(one, state.sort), value(other, state.sort)];
    const order = typeof left === "string" ? words.compare(left, right) : left - right;
    return sign * order || one.i - other.i;
  });
  kept = { by, list };
  return list;
}

function heading([key]) {
  const on = state.sort === key;
  const first = ["records", "left", "notes", "makeup", "decided"].includes(key) ? "yes" : "";
  return make("th", { scope: "col", class: key,
    "aria-sort": on ? (state.down ? "descending" : "ascending") : null },
  make("button", { type: "button", class: "sort",
    onclick: () => change({ sort: key, down: on ? (state.down ? "" : "yes") : first }) },
  say(`column.${key}`), make("span", { "aria-hidden": "true" }, on ? (state.down ? " ↓" : " ↑") : "")));
}

function fits(row, query) {
  return (!query || query.split(/\s+/).every((word) => row.sought.includes(word)))
    && (!state.type || row.types[state.type])
    && (!state.year || String(row.year) === state.year);
}

/** Give the line of a document; it is kept while letters are typed. */
function line(row) {
  if (!lines.has(row)) {
    lines.set(row, make("tr", {}, COLUMNS.map(([key, content]) =>
      make("td", { class: key }, content(row)))));
  }
  return lines.get(row);
}
const lines = new Map();

function documents(query) {
  const list = sorted().filter((row) => fits(row, query));
  ui.count.textContent = list.length === rows.length ? many("documents", rows.length)
    : say("facts.of", { n: list.length, all: rows.length });
  const body = make("tbody");
  const add = more(list, WINDOW, (row) => body.append(line(row)));
  if (!list.length) return [make("p", { class: "note" }, say("documents.none"))];
  return [make("div", { class: "wide" }, make("table", { class: "documents" },
    make("thead", {}, make("tr", {}, COLUMNS.map(heading))), body)), add];
}

// ---- what to check

function sentence(said) {
  const [before, fact, after] = said.sentence;
  return make("blockquote", {}, before, make("a", { class: "fact", href: address(said) }, fact), after);
}

function statement(type, said, word) {
  return make("li", { class: hue(type) }, make("p", { class: "stated" },
    make("strong", {}, amount(said)), " ", said.subject,
    word ? make("span", { class: "badge" }, word) : null,
    make("a", { class: "from", href: address(said), title: data.rows[said.row].name }, brief(data.rows[said.row].name))), sentence(said));
}

function contradiction(one) {
  return make("li", { class: "check" }, make("h3", {},
    make("span", { class: `label ${hue(one.type)}` }, named("type", one.type)),
    ` ${one.subject} · ${one.place} · ${when(one.period)}`),
  make("ul", {}, one.said.map((said) => statement(one.type, said, said.implied && say("implied")))));
}

function total(one) {
  const over = !one.over.startsWith("-");
  return make("li", { class: "check" }, make("h3", {},
    make("span", { class: `label ${hue(one.type)}` }, named("type", one.type)), " ",
    say(over ? "total.over" : "total.under", { n: grouped(one.over.replace("-", "")) })),
  make("ul", {}, statement(one.type, one.said[0], say("whole")), make("li", { class: "parts" },
    make("p", {}, say("parts"), " ", one.said.slice(1).flatMap((said, i) => [i ? " + " : "",
      make("a", { href: address(said), title: said.subject }, amount(said))])))));
}

function holds(one, query) {
  const text = [one.subject, one.place, ...one.said.flatMap((said) =>
    [said.subject, ...said.sentence, data.rows[said.row].name, data.rows[said.row].place])];
  return (!state.type || one.type === state.type)
    && (!query || folded(text.join("\n")).includes(query));
}

function checks(query) {
  const parts = [["contradictions", contradiction], ["totals", total]].map(([key, draw_]) => {
    const list = data[key].filter((one) => holds(one, query));
    const items = make("ul", { class: "checks" });
    const add = more(list, 50, (one) => items.append(draw_(one)));
    return [make("h2", {}, say(key), make("span", { class: "count" }, String(list.length))),
      make("p", { class: "hint" }, say(list.length ? `${key}.hint` : `${key}.none`)), items, add];
  });
  return [...parts.flat(), data.more ? make("p", { class: "note" }, say("more", { n: data.more })) : null];
}

// ---- what failed

function failures(query) {
  const list = data.failures.filter((one) => folded(`${one.name}\n${one.message}`).includes(query));
  const body = make("tbody");
  const add = more(list, WINDOW, (one) => body.append(make("tr", {}, make("td", {}, one.name),
    make("td", {}, named("outcome", one.outcome)), make("td", { class: "message" }, one.message))));
  if (!list.length) return [make("p", { class: "note" }, say("failures.none"))];
  return [make("div", { class: "wide" }, make("table", { class: "documents" }, make("thead", {},
    make("tr", {}, ["name", "outcome", "message"].map((key) =>
      make("th", { scope: "col" }, say(`column.${key}`))))), body)), add];
}

// ---- the page

const ui = {};
const PANELS = { documents, picture, gaps, checks, failures };
const COUNTS = { documents: rows.length, checks: data.contradictions.length + data.totals.length,
  failures: data.failures.length };

function tab(name) {
  const on = state.tab === name;
  return make("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-controls": "panel",
    "aria-selected": String(on), tabindex: on ? "0" : "-1", onclick: () => change({ tab: name }) },
  say(`tab.${name}`), name in COUNTS ? make("span", { class: "count" }, String(COUNTS[name])) : null);
}

function turn(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const to = TABS[(TABS.indexOf(state.tab) + by + TABS.length) % TABS.length];
  change({ tab: to });
  document.getElementById(`tab-${to}`).focus();
}

function filters() {
  const years = [...new Set(rows.map((row) => row.year).filter((year) => year !== null))];
  const used = data.types.filter((type) => rows.some((row) => row.types[type]));
  const [typed, dated] = [["documents", "gaps", "checks"].includes(state.tab), state.tab === "documents"];
  ui.search = make("input", { type: "search", id: "search", value: state.query, autocomplete: "off",
    placeholder: say("search.archive"), "aria-label": say("search.archive"),
    oninput: (event) => change({ query: event.target.value }) });
  ui.count = make("p", { class: "shown", role: "status" });
  return make("div", { class: "filters" }, make("div", { class: "row" }, ui.search,
    typed ? choice("type", state.type, [["", say("any")],
      ...used.map((type) => [type, named("type", type)])], (type) => change({ type })) : null,
    dated ? choice("year", state.year, [["", say("any")],
      ...years.sort((one, other) => one - other).map((year) => [String(year), String(year)])],
    (year) => change({ year })) : null, ui.count));
}

/** Draw what the chosen tab shows under the filters. */
function show() {
  const shown = PANELS[state.tab](folded(state.query.trim()));
  ui.panel.replaceChildren(...shown.flat().filter(Boolean));
}

function render() {
  const focus = document.activeElement?.id;
  lines.clear();
  begin(`${say("archive")} – extractor`);
  document.body.className = "index";
  const facts = rows.reduce((sum, row) => sum + row.records, 0);
  ui.panel = make("main", { id: "panel", role: "tabpanel", "aria-labelledby": `tab-${state.tab}` });
  ui.tip = make("div", { class: "tip", "aria-hidden": "true", hidden: true });
  document.body.append(
    make("header", { class: "top" }, make("div", { class: "title" }, make("h1", {}, say("archive")),
      make("p", { class: "meta" }, [many("documents", rows.length), many("facts", facts),
        data.failures.length ? say("unread", { n: data.failures.length }) : null]
        .filter(Boolean).join(" · "))), tools(render)),
    make("nav", { class: "tabs", "aria-label": say("tabs") },
      make("div", { role: "tablist", onkeydown: turn }, TABS.map(tab))),
    filters(), ui.panel, ui.tip);
  show();
  if (focus) document.getElementById(focus)?.focus();
}

function tip(event) {
  const point = event.target.closest?.("[data-tip]");
  ui.tip.hidden = !point;
  if (!point) return;
  ui.tip.textContent = point.dataset.tip;
  const box = point.lastChild.getBoundingClientRect(), own = ui.tip.getBoundingClientRect();
  const left = Math.min(innerWidth - own.width - 8, Math.max(8, box.x + box.width / 2 - own.width / 2));
  ui.tip.style.left = `${left + scrollX}px`;
  ui.tip.style.top = `${box.y + scrollY - own.height - 8}px`;
}

document.addEventListener("pointerover", tip);
document.addEventListener("focusin", tip);
document.addEventListener("keydown", (event) => {
  if (event.code === "Slash" && !typing(event)) { ui.search.focus(); event.preventDefault(); }
  if (event.code === "Escape" && event.target === ui.search) ui.search.blur();
});
recall();
render();

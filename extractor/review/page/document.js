// The page of one document: the text left, its records right.

const view = {
  hidden: new Set(), status: "", plugin: "", query: "", verdict: "", left: false,
  evidence: memory.get("evidence") !== "no", chosen: -1,
};
const FIELDS = ["period", "place", "subject", "body", "campaigns", "events", "program", "change"];
const narrow = matchMedia("(max-width: 45rem)");
const LONG = 400; // blocks from which those out of sight are not laid out
const ui = { cards: [], facts: [], numbers: [] };

function sought(record) {
  if (record.sought === undefined || record.soughtIn !== language) {
    record.soughtIn = language;
    record.sought = folded([record.text, record.value, named("type", record.type), record.type,
      ...record.fields.map((field) => field[1])].join("\n"));
  }
  return record.sought;
}

function shown(record) {
  const query = folded(view.query.trim());
  return !view.hidden.has(record.type)
    && (!view.status || record.status === view.status)
    && (!view.plugin || record.plugin === view.plugin)
    && (!view.verdict || verdictOf(record) === view.verdict)
    && (!query || query.split(/\s+/).every((word) => sought(record).includes(word)));
}

function fieldClass(field) {
  const i = FIELDS.indexOf(field);
  return `e${i < 0 ? FIELDS.length : i}`;
}

// ---- the text

function pieceNode(piece) {
  if (typeof piece === "string") return piece;
  if (piece.f !== undefined) {
    const record = data.records[piece.f];
    const first = ui.facts[piece.f] === undefined;
    const node = make("a", {
      href: `#r${piece.f}`, class: `fact ${hue(record.type)} ${record.status}`,
      "data-record": piece.f, title: `${named("type", record.type)} ${amount(record)}`.trim(),
      id: first ? `f${piece.f}` : null,
    }, piece.t);
    (ui.facts[piece.f] ??= []).push(node);
    return node;
  }
  const node = make("span", {}, piece.t);
  if (piece.n !== undefined) {
    furnish(node, { class: "left", "data-left": piece.n, title: reason(data.left[piece.n].why) }, []);
    (ui.numbers[piece.n] ??= []).push(node);
  }
  if (piece.e) {
    node.classList.add("field", fieldClass(piece.e[0][1]));
    node.evidence = piece.e;
  }
  return node;
}

const TAGS = { heading: "h2", list_item: "p", table_row: "p", paragraph: "p", boilerplate: "p" };

function textPane() {
  ui.facts = [];
  ui.numbers = [];
  const body = make("article", { class: "sheet" });
  if (!data.whole) body.append(make("p", { class: "note" }, say(data.notes.includes("changed")
    ? "text.changed" : "text.missing")));
  for (const block of data.blocks) {
    if (block.p) body.append(make("p", { class: "page" }, say("page", { n: block.p })));
    body.append(make(TAGS[block.k] || "p", { class: `block ${block.k}` }, block.s.map(pieceNode)));
  }
  if (!data.blocks.length) body.append(make("p", { class: "note" }, say("text.none")));
  return make("section", { class: "pane text", id: "text", tabindex: "0", "aria-label": say("text") },
    body);
}

// ---- the records

function link(key, i) {
  if (i === null || i === undefined) return null;
  const other = data.records[i];
  return make("li", {}, make("span", { class: "name" }, say(key)),
    make("a", { href: `#r${i}`, "data-record": i }, `${amount(other)} ${other.text}`.trim()));
}

function card(record, i) {
  const title = make("a", { href: `#f${i}`, class: "value", "data-record": i },
    amount(record) || record.text);
  const unit = record.fields.find((field) => field[0] === "unit");
  const head = make("div", { class: "head" },
    make("span", { class: `label ${hue(record.type)}` }, named("type", record.type)),
    record.status === "planned" ? make("span", { class: "badge" }, named("status", "planned")) : null,
    make("span", { class: "verdict" }));
  const rows = record.fields.filter((field) => field[0] !== "unit").map(([name, value, evidence]) =>
    make("li", {}, make("span", { class: "name" }, named("field", name)),
      make("span", { class: evidence ? `field ${fieldClass(evidence)}` : "" },
        fieldValue(name, value))));
  return make("li", { class: "card", id: `r${i}`, "data-record": i, tabindex: "-1" }, head,
    make("p", { class: "amount" }, title, unit ? ` ${unit[1]}` : ""),
    make("ul", { class: "fields" }, rows, link("part_of", record.part_of),
      link("same_as", record.same_as)),
    make("details", { class: "why" }, make("summary", {}, say("why")),
      make("p", {}, `${record.plugin} ${record.version}: ${record.rule}`),
      make("p", {}, `${say("at")} ${record.at}` + (record.page ? ` · ${say("page", { n: record.page })}` : ""),
        make("br"), `id ${record.id}`)));
}

function fieldValue(name, value) {
  if (name.endsWith("period")) return when(value);
  if (name === "measure") return named("measure", value);
  return /^(delta|base_value|amount)$/.test(name) ? grouped(value) : value;
}

function leftCard(number, i) {
  return make("li", { class: "card leftcard", id: `n${i}`, "data-left": i, tabindex: "-1" },
    make("p", { class: "amount" }, make("a", { href: "#text", class: "value", "data-left": i },
      number.text)),
    make("p", { class: "reason" }, reason(number.why)));
}

function recordsPane() {
  ui.cards = data.records.map(card);
  ui.lefts = data.left.map(leftCard);
  const order = [
    ...data.records.map((one, i) => [Number(one.at.split(":")[0]), ui.cards[i]]),
    ...data.left.map((one, i) => [Number(one.at.split(":")[0]), ui.lefts[i]]),
  ].sort((one, other) => one[0] - other[0]);
  ui.empty = make("p", { class: "note" }, say("records.none"));
  return make("section", { class: "pane records", id: "records", tabindex: "0",
    "aria-label": say("records") }, ui.empty,
  make("ol", { class: "cards" }, order.map((pair) => pair[1])));
}

// ---- filters

function chips() {
  const counts = new Map();
  for (const record of data.records) counts.set(record.type, (counts.get(record.type) || 0) + 1);
  return make("div", { class: "chips", role: "group", "aria-label": say("types") },
    data.types.filter((type) => counts.has(type)).map((type) => make("button", {
      type: "button", class: `chip ${hue(type)}`, "data-type": type,
      "aria-pressed": String(!view.hidden.has(type)),
      onclick: (event) => {
        if (!view.hidden.delete(type)) view.hidden.add(type);
        event.currentTarget.setAttribute("aria-pressed", String(!view.hidden.has(type)));
        filter();
      },
    }, named("type", type), make("span", { class: "count" }, String(counts.get(type))))));
}

function filters() {
  const set = (name) => (value) => { view[name] = value; filter(); };
  const plugins = [...new Set(data.records.map((record) => record.plugin))].sort();
  ui.search = make("input", { type: "search", id: "search", value: view.query,
    placeholder: say("search"), "aria-label": say("search"), autocomplete: "off",
    oninput: (event) => { view.query = event.target.value; filter(); } });
  ui.count = make("p", { class: "shown", role: "status" });
  return make("div", { class: "filters" }, make("div", { class: "row" }, ui.search, ui.count),
    make("details", { class: "more", open: !narrow.matches },
      make("summary", {}, say("filters")), chips(),
      make("div", { class: "row" },
        choice("status", view.status, [["", say("any")],
          ...["actual", "planned"].map((one) => [one, named("status", one)])], set("status")),
        choice("plugin", view.plugin, [["", say("any")],
          ...plugins.map((one) => [one, named("type", one)])], set("plugin")),
        verdictFilter(set("verdict")),
        toggle("evidence", view.evidence, (on) => {
          view.evidence = on;
          memory.set("evidence", on ? "yes" : "no");
          filter();
        }),
        data.left.length || data.known ? toggle("left", view.left, set("left")) : null)));
}

/** Show what the filters let through, in both panes. */
function filter() {
  let visible = 0;
  data.records.forEach((record, i) => {
    const on = shown(record);
    visible += on;
    ui.cards[i].hidden = !on;
    for (const node of ui.facts[i] || []) node.classList.toggle("off", !on);
  });
  const query = folded(view.query.trim());
  ui.lefts.forEach((node, i) => {
    node.hidden = !(view.left && folded(data.left[i].text).includes(query));
  });
  document.body.classList.toggle("with-left", view.left);
  document.body.classList.toggle("with-evidence", view.evidence);
  ui.empty.hidden = visible > 0;
  ui.count.textContent = visible === data.records.length ? many("facts", visible)
    : say("facts.of", { n: visible, all: data.records.length });
  search();
}

/** Light up what is searched for in the text, where the browser can without markup. */
function search() {
  if (!window.Highlight) return;
  const query = folded(view.query.trim()), ranges = [];
  if (query.length > 1) {
    const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode() && ranges.length < 500) {
      const text = folded(walk.currentNode.data);
      if (text.length !== walk.currentNode.data.length) continue;
      for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
        ranges.push(new StaticRange({ startContainer: walk.currentNode, startOffset: at,
          endContainer: walk.currentNode, endOffset: at + query.length }));
      }
    }
  }
  CSS.highlights.set("sought", new Highlight(...ranges));
}

// ---- choosing

/** Choose a record: mark it in both panes, underline its evidence. */
function choose(i) {
  view.chosen = i;
  for (const node of document.querySelectorAll(".chosen, .mine")) {
    node.classList.remove("chosen", "mine");
    node.removeAttribute("aria-current");
  }
  if (i < 0) return;
  ui.cards[i].classList.add("chosen");
  ui.cards[i].setAttribute("aria-current", "true");
  for (const node of ui.facts[i] || []) node.classList.add("chosen");
  for (const node of document.querySelectorAll("#text .field")) {
    const own = node.evidence.find((one) => one[0] === i);
    node.classList.remove(...[...node.classList].filter((name) => /^e\d$/.test(name)));
    node.classList.add(fieldClass((own || node.evidence[0])[1]));
    node.classList.toggle("mine", Boolean(own));
  }
}

function toText(i) {
  choose(i);
  const [first] = ui.facts[i] || [];
  if (!first) return;
  flash(first);
  first.focus({ preventScroll: true });
}

function toRecord(i) {
  choose(i);
  if (ui.cards[i].hidden) { reset(); }
  flash(ui.cards[i]);
  ui.cards[i].focus({ preventScroll: true });
}

function reset() {
  view.hidden.clear();
  Object.assign(view, { status: "", plugin: "", query: "", verdict: "" });
  render();
}

function pressed(event) {
  const place = event.target.closest("[data-record], [data-left]");
  if (!place || event.target.closest("summary, button, input, select, dialog, form")) return;
  const within = event.target.closest("a[href]");
  if (within) event.preventDefault();
  if (place.dataset.left !== undefined) {
    const i = Number(place.dataset.left);
    if (place.closest("#text")) { if (view.left) flash(ui.lefts[i]); } else flash(ui.numbers[i][0]);
    return;
  }
  const i = Number(place.dataset.record);
  const inText = Boolean(place.closest("#text"));
  const other = place.tagName === "A" && !inText && within?.getAttribute("href").startsWith("#r");
  if (inText || other) toRecord(i); else toText(i);
}

/** Go to the next or previous record that is shown. */
function step(by) {
  const order = data.records.map((_, i) => i).filter((i) => !ui.cards[i].hidden);
  if (!order.length) return;
  const at = order.indexOf(view.chosen);
  const to = at < 0 ? (by > 0 ? 0 : order.length - 1)
    : Math.min(order.length - 1, Math.max(0, at + by));
  choose(order[to]);
  const card = ui.cards[order[to]];
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
  const [first] = ui.facts[order[to]] || [];
  if (first) flash(first);
}

const KEYS = {
  KeyJ: () => step(1), KeyK: () => step(-1),
  ArrowDown: (event) => event.target.closest(".card") && step(1),
  ArrowUp: (event) => event.target.closest(".card") && step(-1),
  Enter: (event) => {
    if (event.target.closest("a, button, summary") && !event.target.closest("a.fact")) return false;
    if (view.chosen < 0) return false;
    if (event.target.closest("#text")) toRecord(view.chosen); else toText(view.chosen);
    return true;
  },
  Slash: () => ui.search.focus(),
  KeyN: () => document.getElementById("left")?.click(),
  Escape: () => { if (view.query) reset(); else choose(-1); },
};

function keyed(event) {
  if (event.code === "Escape" && event.target === ui.search) { ui.search.blur(); return; }
  if (event.code === "Enter" && event.target === ui.search) { ui.search.blur(); step(1); return; }
  if (typing(event)) return;
  if (event.key === "?") { help(); event.preventDefault(); return; }
  const act = KEYS[event.code] || (data.decide && DECIDING[event.code]);
  if (act && act(event) !== false) event.preventDefault();
}

function help() {
  const rows = ["j", "k", "enter", "slash", "n", "esc", ...(data.decide ? ["a", "r", "c"] : [])];
  const dialog = make("dialog", { class: "help", "aria-label": say("help"),
    onclose: () => dialog.remove() },
  make("h2", {}, say("help")),
  make("dl", {}, rows.map((row) => [make("dt", {}, make("kbd", {}, say(`key.${row}`))),
    make("dd", {}, say(`key.${row}.does`))])),
  make("form", { method: "dialog" }, make("button", {}, say("close"))));
  document.body.append(dialog);
  dialog.showModal();
}

// ---- the page

function header() {
  const name = data.name.split(/[\\/]/).pop() || data.name;
  const facts = [data.loader, ...data.metadata.filter((pair) => pair[0] !== "title")
    .map((pair) => `${named("meta", pair[0])} ${pair[1]}`), data.sha256.slice(0, 12)];
  return make("header", { class: "top" },
    data.index ? make("a", { class: "back", href: data.index, title: say("back"),
      "aria-label": say("back") }, icon(ICONS.back)) : null,
    make("div", { class: "title" }, make("h1", { title: data.name }, name),
      make("p", { class: "meta" }, facts.join(" · "))),
    tools(render, help));
}

function notes() {
  const lines = data.notes.filter((line) => line !== "changed" && line !== "no_text");
  return lines.length ? make("div", { class: "notes", role: "note" },
    lines.map((line) => make("p", {}, line))) : null;
}

function render() {
  const chosen = view.chosen;
  begin(`${data.name} – extractor`);
  document.body.className = data.blocks.length > LONG ? "document long" : "document";
  const panes = make("main", { class: "panes" }, textPane(), recordsPane());
  document.body.append(header(), ...[notes()].filter(Boolean), filters(), panes);
  decorate();
  filter();
  choose(chosen);
}

/** Open the record that the address names, by its id or place. */
function follow() {
  const name = decodeURIComponent(location.hash.slice(1));
  const i = data.records.findIndex((record, at) => record.id === name || `r${at}` === name);
  if (i >= 0) { choose(i); ui.cards[i].scrollIntoView({ block: "nearest" }); toText(i); }
}

narrow.addEventListener("change", () => { document.querySelector(".more").open = !narrow.matches; });
document.addEventListener("click", pressed);
document.addEventListener("keydown", keyed);
window.addEventListener("hashchange", follow);
render();
follow();

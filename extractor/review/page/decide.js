// Accept, reject, correct: only where the page is served, which data.decide tells.

const decided = data.decided || {};
const MODIFIERS = ["exact", "approx", "more_than", "less_than", "at_least", "at_most", "range"];

/** Give what was decided on a record: "" where nothing was. */
function verdictOf(record) {
  return decided[record.id]?.verdict || (data.decide ? "undecided" : "");
}

function verdictFilter(set) {
  if (!data.decide) return null;
  return choice("verdict", view.verdict, [["", say("any")],
    ...["undecided", "accept", "reject", "correct"].map((one) => [one, say(`verdict.${one}`)])], set);
}

/** Write a decision down; it counts when the server has it on its disk. */
async function decide(record, verdict, correction = null) {
  const decision = { document: data.sha256, record, verdict, correction };
  ui.alert.textContent = "";
  try {
    const answer = await fetch(data.decide, { method: "POST", body: JSON.stringify(decision),
      headers: { "content-type": "application/json" } });
    if (!answer.ok) throw new Error((await answer.json()).error.message);
  } catch (error) {
    ui.alert.textContent = say("decide.failed", { why: error.message });
    return false;
  }
  if (verdict === "undo") delete decided[record]; else decided[record] = decision;
  mark();
  return true;
}

function press(key, act) {
  return make("button", { type: "button", class: `button ${key}`, onclick: act }, say(`verdict.do.${key}`));
}

/** Show in both panes what is decided, and how far the document is. */
function mark() {
  let done = 0;
  data.records.forEach((record, i) => {
    const verdict = decided[record.id]?.verdict || "";
    done += Boolean(verdict);
    const card = ui.cards[i], badge = card.querySelector(".verdict");
    badge.textContent = verdict ? say(`verdict.${verdict}`) : "";
    for (const node of [card, ...(ui.facts[i] || [])]) {
      node.classList.remove("accept", "reject", "correct");
      if (verdict) node.classList.add(verdict);
    }
    for (const button of card.querySelectorAll(".decide button")) {
      button.setAttribute("aria-pressed", String(button.classList.contains(verdict || "none")));
    }
    const change = card.querySelector(".corrected");
    change.replaceChildren(...(verdict === "correct" ? differences(record, decided[record.id].correction) : []));
  });
  data.left.forEach((one, i) => {
    const verdict = decided[one.at]?.verdict || "";
    ui.lefts[i].classList.toggle("added", verdict === "add");
    for (const node of ui.numbers[i] || []) node.classList.toggle("added", verdict === "add");
    ui.lefts[i].querySelector(".corrected").textContent = verdict !== "add" ? ""
      : `${say("verdict.add")}: ${named("type", decided[one.at].correction.type)} `
        + amount(decided[one.at].correction);
  });
  ui.progress.textContent = say("decide.progress", { n: done, all: data.records.length });
}

/** Give what a record says, in the form of a correction. */
function stated(record) {
  const field = (name) => (record.fields.find((one) => one[0] === name) || [])[1] || null;
  return { type: record.type, value: record.value || null, upper: record.upper || null,
    modifier: record.modifier, status: record.status, period: field("period"),
    place: field("place"), subject: field("subject") };
}

function differences(record, correction) {
  const old = stated(record);
  return Object.keys(old).filter((key) => (old[key] || null) !== (correction[key] || null))
    .map((key) => make("li", {}, make("span", { class: "name" }, say(`form.${key}`)),
      make("del", {}, shownAs(key, old[key])), " ", make("ins", {}, shownAs(key, correction[key]))));
}

function shownAs(key, value) {
  if (!value) return "—";
  if (key === "value" || key === "upper") return grouped(value);
  return ["type", "status", "modifier"].includes(key) ? named(key, value) : value;
}

/** Read a number as people write it: blanks between groups, a comma before decimals. */
function decimal(text) {
  return text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".") || null;
}

/** Open the form in which a record is corrected, or a number is said to be a fact. */
function form(card, name, verdict, start) {
  card.querySelector("form")?.remove();
  const input = (key) => make("label", {}, say(`form.${key}`), make("input", { name: key,
    value: start[key] || "", autocomplete: "off" }));
  const select = (key, values) => make("label", {}, say(`form.${key}`), make("select", { name: key },
    values.map((one) => make("option", { value: one, selected: one === start[key] }, named(key, one)))));
  const made = make("form", { class: "correction" }, input("value"), select("type", data.types),
    select("modifier", MODIFIERS), select("status", ["actual", "planned"]), input("upper"),
    input("period"), input("place"), input("subject"),
    make("p", { class: "buttons" }, make("button", { class: "button strong" }, say("form.save")),
      make("button", { type: "button", class: "button", onclick: () => close() }, say("form.cancel"))));
  const close = () => { made.remove(); card.focus({ preventScroll: true }); };
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = Object.fromEntries([...new FormData(made)].map(([k, v]) => [k, v.trim() || null]));
    for (const key of ["value", "upper"]) if (said[key]) said[key] = decimal(said[key]);
    if (await decide(name, verdict, said)) close();
  });
  made.addEventListener("keydown", (event) => { if (event.code === "Escape") close(); });
  card.append(made);
  made.scrollIntoView({ block: "nearest" });
  made.elements.value.focus({ preventScroll: true });
  made.elements.value.select();
}

function correct(i) {
  const record = data.records[i];
  choose(i);
  form(ui.cards[i], record.id, "correct", decided[record.id]?.correction || stated(record));
}

/** Accept or reject the chosen record and go on to the next; pressed again it is undone. */
async function judge(i, verdict, on) {
  const record = data.records[i], again = decided[record.id]?.verdict === verdict;
  if (await decide(record.id, again ? "undo" : verdict) && on && !again) step(1);
}

/** Add to the page what a served one has. */
function decorate() {
  if (!data.decide) return;
  ui.alert = make("p", { class: "alert", role: "alert" });
  ui.progress = make("p", { class: "progress", role: "status" });
  document.querySelector(".filters").append(ui.progress, ui.alert);
  ui.cards.forEach((card, i) => card.append(make("ul", { class: "corrected" }),
    make("div", { class: "decide" }, press("accept", () => judge(i, "accept")),
      press("reject", () => judge(i, "reject")), press("correct", () => correct(i)))));
  ui.lefts.forEach((card, i) => {
    const left = data.left[i];
    card.append(make("span", { class: "corrected" }), make("div", { class: "decide" },
      press("add", () => form(card, left.at, "add", decided[left.at]?.correction
        || { value: decimal(left.text.replace(/[^\d\s,.]/g, "")), type: data.types[0],
          modifier: "exact", status: "actual" })),
      press("undo", () => decide(left.at, "undo"))));
  });
  mark();
}

const DECIDING = {
  KeyA: () => view.chosen >= 0 && judge(view.chosen, "accept", true),
  KeyR: () => view.chosen >= 0 && judge(view.chosen, "reject", true),
  KeyC: () => view.chosen >= 0 && correct(view.chosen),
};

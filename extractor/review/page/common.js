"use strict";
// What every page shares: data, words, elements, theme and language.
// Text from documents enters the page here alone, as text nodes: see make().

const data = JSON.parse(document.getElementById("data").textContent);
const LINK = /^(#|\.\.\/|d\/)/;

const memory = {
  get(key) { try { return localStorage.getItem("extractor." + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("extractor." + key, value); } catch { /* none */ } },
};

let language = memory.get("language") || (/^(ru|be|uk|kk)/.test(navigator.language) ? "ru" : "en");
let theme = memory.get("theme") || "auto";

/** Give a word of the interface, with {names} filled in; an unknown one as it is. */
function say(key, filled = {}) {
  const word = data.strings[language][key] ?? key.slice(key.indexOf(".") + 1);
  return word.replace(/\{(\w+)\}/g, (_, name) => filled[name] ?? "");
}

/** Give a counted word in the form that the number asks for. */
function many(key, count) {
  const form = new Intl.PluralRules(language).select(count);
  return say(`${key}.${form}`, { n: grouped(String(count)) });
}

/** Fold what is searched, and what for: case, and ё, tell nothing apart. */
function folded(text) {
  return text.toLowerCase().replaceAll("ё", "е");
}

/** Make an element. Children that are no nodes become text; nothing becomes markup. */
function make(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

/** Make an element of a drawing. */
function draw(name, attributes = {}, ...children) {
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function furnish(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "href" && !LINK.test(value)) continue;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Write a decimal string for a reader: digits in groups, never through a float. */
function grouped(value) {
  const [whole, rest] = value.split(".");
  const digits = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return rest === undefined ? digits : digits + (language === "ru" ? "," : ".") + rest;
}

const SIGNS = { approx: "≈\u202f", more_than: ">\u202f", less_than: "<\u202f", at_least: "≥\u202f",
  at_most: "≤\u202f" };

/** Write the value of a record with what bounds it. */
function amount(record) {
  if (!record.value) return "";
  const upper = record.upper ? "–" + grouped(record.upper) : "";
  return (SIGNS[record.modifier] || "") + grouped(record.value) + upper;
}

/** Write a period for a reader: 2012, 04.2012, 1.01.2013, 2012–2014. */
function when(period) {
  return period.split("/").map((one) => one.split("-").reverse().join(".")).join("–");
}

/** Name a type, status, modifier, field or outcome; a stranger's by its own name. */
function named(group, key) {
  return data.strings[language][`${group}.${key}`] ?? key.replaceAll("_", " ");
}

/** Say why a number was left: what is known of reasons is translated. */
function reason(why) {
  const [head, rest] = [why.split(":")[0], why.slice(why.indexOf(":") + 1)];
  const known = data.strings[language][`reason.${head}`];
  return known ? known + (head === why ? "" : ` (${rest.trim()})`) : why;
}

/** Give the class that colours a type. */
function hue(type) {
  return `t${Math.max(0, data.types.indexOf(type)) % 12}`;
}

function icon(path) {
  return draw("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" },
    draw("path", { d: path }));
}

const ICONS = {
  back: "M15 5l-7 7 7 7", theme: "M12 3a9 9 0 100 18zM12 3a9 9 0 010 18",
};

/** Make the buttons of every page: language, theme, and keys where the page has some. */
function tools(redraw, help) {
  const button = (key, child, press) => make("button",
    { type: "button", class: "tool", title: say(key), "aria-label": say(key), onclick: press }, child);
  return make("div", { class: "tools" },
    button("language", language === "ru" ? "EN" : "RU", () => {
      language = language === "ru" ? "en" : "ru";
      memory.set("language", language);
      redraw();
    }),
    button(`theme.${theme}`, icon(ICONS.theme), () => {
      theme = { auto: "light", light: "dark", dark: "auto" }[theme];
      memory.set("theme", theme);
      redraw();
    }),
    help ? button("help", "?", help) : null);
}

/** Begin to draw the page anew: theme, language and an empty body. */
function begin(title) {
  document.documentElement.lang = language;
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.title = title;
  for (const child of [...document.body.children]) {
    if (child.tagName !== "SCRIPT") child.remove();
  }
}

/** Make a labelled choice. */
function choice(key, value, options, change) {
  return make("label", { class: "choice" }, make("span", {}, say(key)),
    make("select", { id: key.replace(".", "-"), onchange: (event) => change(event.target.value) },
      options.map(([name, text]) =>
        make("option", { value: name, selected: name === value }, text))));
}

/** Make a switch that shows something or not. */
function toggle(key, on, change) {
  return make("label", { class: "switch" },
    make("input", { type: "checkbox", id: key, checked: Boolean(on), onchange: (e) => change(e.target.checked) }),
    make("span", {}, say(key)));
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Bring an element into sight and let it flash. */
function flash(element) {
  element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  element.classList.remove("flash");
  void element.offsetWidth;
  element.classList.add("flash");
}

/** Tell whether keys are being typed into a field. */
function typing(event) {
  return event.ctrlKey || event.metaKey || event.altKey
    || event.target.closest("input:not([type=checkbox]), select, textarea, dialog, form");
}

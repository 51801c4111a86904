// The archive's picture: small multiples by place and year, and the table of gaps.

const W = 232, H = 104, LEFT = 8, RIGHT = 8, TOP = 22, BOTTOM = 18, STEP = 12;

/** Give the years that the charts span: nearly all of them, without lone strays. */
function span(years) {
  if (!years.length) return [0, 0];
  const sorted = [...years].sort((one, other) => one - other);
  const cut = sorted.length > 50 ? Math.floor(sorted.length * 0.02) : 0;
  return [sorted[cut], sorted[sorted.length - 1 - cut]];
}

const points = data.kind !== "index" ? [] : data.picture.points.map(
  ([type, place, year, value, row, id, status, modifier, subject]) =>
    ({ type: data.picture.drawn[type], place, year, value, row, id, status, modifier, subject }));
const [firstYear, lastYear] = span(data.kind !== "index" ? []
  : data.picture.counts.flatMap(([, year, , count]) => Array(Math.min(count, 50)).fill(year)));
const inSpan = (year) => year >= firstYear && year <= lastYear;

function by(list, key) {
  const groups = new Map();
  for (const one of list) {
    const name = key(one);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(one);
  }
  return groups;
}

/** Write a large number shortly: 1,2 млн. */
function short(value) {
  return new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 })
    .format(value);
}

function pointLink(point, x, y) {
  const words = `${named("type", point.type)}, ${point.place}, ${point.year}: ${amount(point)} `
    + point.subject + (point.status === "planned" ? `, ${named("status", "planned")}` : "");
  return draw("a", { class: "point", href: address(point), "aria-label": words, "data-tip": words },
    draw("circle", { class: "hit", cx: x, cy: y, r: 8 }),
    draw("circle", { class: `dot ${point.status}`, cx: x, cy: y, r: 3.4 }));
}

/** Draw the chart of one type at one place: a dot a record, a line through each year's largest. */
function chart(type, place, list, top) {
  const years = Math.max(1, lastYear - firstYear);
  const x = (year) => LEFT + 6 + ((year - firstYear) / years) * (W - LEFT - RIGHT - 12);
  const y = (value) => H - BOTTOM - (top ? (value / top) * (H - TOP - BOTTOM) : 0);
  const title = `${named("type", type)}, ${place}`;
  const svg = draw("svg", { viewBox: `0 0 ${W} ${H}`, class: `chart ${hue(type)}`, role: "group",
    "aria-label": title });
  if (!list.length) {
    svg.append(draw("text", { class: "none", x: W / 2, y: (TOP + H - BOTTOM) / 2 + 4 }, "—"));
    return svg;
  }
  svg.append(
    draw("line", { class: "axis", x1: LEFT, x2: W - RIGHT, y1: H - BOTTOM, y2: H - BOTTOM }),
    draw("line", { class: "top", x1: LEFT, x2: W - RIGHT, y1: TOP, y2: TOP }),
    draw("text", { class: "most", x: LEFT, y: TOP - 6 }, short(top)),
    draw("text", { class: "year", x: LEFT, y: H - 4 }, String(firstYear)),
    draw("text", { class: "year end", x: W - RIGHT, y: H - 4 }, String(lastYear)));
  const largest = [...by(list.filter((one) => one.status === "actual"), (one) => one.year)]
    .map(([year, each]) => [year, Math.max(...each.map((one) => Number(one.value)))])
    .sort((one, other) => one[0] - other[0]);
  if (largest.length > 1) {
    svg.append(draw("polyline", { class: "line",
      points: largest.map(([year, value]) => `${x(year)},${y(value)}`).join(" ") }));
  }
  const seen = [...list].sort((one, other) => Number(other.value) - Number(one.value)).slice(0, 60);
  for (const point of seen) svg.append(pointLink(point, x(point.year), y(Number(point.value))));
  return svg;
}

/** Draw the charts of the places that hold ``query``; more of them when asked. */
function picture(query) {
  const list = points.filter((one) => inSpan(one.year));
  const places = [...by(list, (one) => one.place)]
    .filter(([place]) => folded(place).includes(query))
    .sort((one, other) => other[1].length - one[1].length || one[0].localeCompare(other[0], "ru"));
  const tops = new Map([...by(list, (one) => one.type)].map(([type, each]) =>
    [type, Math.max(...each.map((one) => Number(one.value)))]));
  const rows = make("div", { class: "multiples" });
  const add = more(places, STEP, ([place, each]) => {
    const types = by(each, (one) => one.type);
    rows.append(make("section", { class: "place" }, make("h3", {}, place),
      make("div", { class: "charts" }, data.picture.drawn.map((type) => {
        const own = types.get(type) || [];
        const top = state.common ? tops.get(type)
          : Math.max(0, ...own.map((one) => Number(one.value)));
        return make("figure", { class: own.length ? "" : "bare" },
          make("figcaption", { class: `label ${hue(type)}` }, named("type", type)),
          chart(type, place, own, top));
      }))));
  });
  const strays = points.length - list.length;
  return [make("p", { class: "hint" }, say("picture.hint")),
    make("div", { class: "row" }, toggle("common", state.common, (on) => change({ common: on }))),
    places.length ? rows : make("p", { class: "note" }, say("picture.none")), add,
    strays ? make("p", { class: "note" }, many("picture.strays", strays)) : null,
    data.picture.without ? make("p", { class: "note" }, many("picture.without", data.picture.without))
      : null];
}

/** Draw what a place says of a year: a small square a type, hollow where nothing is said. */
function squares(counts) {
  const side = Math.ceil(Math.sqrt(data.types.length)), size = 8;
  return draw("svg", { class: "squares", viewBox: `0 0 ${side * size} ${side * size}`,
    "aria-hidden": "true" }, data.types.map((type, i) => draw("rect", {
    class: (counts?.get(type) ? "full " : "hollow ") + hue(type), width: size - 2, height: size - 2,
    x: (i % side) * size + 1, y: Math.floor(i / side) * size + 1, rx: 1 })));
}

function legend() {
  return make("ul", { class: "legend" }, data.types.map((type) =>
    make("li", { class: `label ${hue(type)}` }, named("type", type))));
}

function cell(place, year, counts) {
  const total = counts ? [...counts.values()].reduce((one, other) => one + other, 0) : 0;
  const wanted = state.type ? counts?.get(state.type) || 0 : total;
  if (!wanted) {
    return make("td", { class: "gap" }, make("span", { class: "unseen" }, say("gap")));
  }
  const words = state.type ? many("facts", wanted)
    : `${many("facts", total)}, ${say("types.of", { n: counts.size, all: data.types.length })}`;
  return make("td", {}, make("button", { type: "button", class: "cell", title: words,
    "aria-label": `${place}, ${year}: ${words}`,
    onclick: () => change({ tab: "documents", query: place, year: String(year) }) },
  state.type ? make("span", { class: `count ${hue(state.type)}` }, String(wanted))
    : squares(counts)));
}

/** Draw the table of places and years with its gaps. */
function gaps(query) {
  const places = new Map();
  for (const [place, year, type, count] of data.picture.counts) {
    if (!inSpan(year) || !folded(place).includes(query)) continue;
    if (!places.has(place)) places.set(place, new Map());
    const years = places.get(place);
    if (!years.has(year)) years.set(year, new Map());
    years.get(year).set(type, count);
  }
  const columns = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => firstYear + i);
  const body = make("tbody");
  const add = more([...places].sort((one, other) => one[0].localeCompare(other[0], "ru")), 60,
    ([place, years]) => body.append(make("tr", {}, make("th", { scope: "row" }, place),
      columns.map((year) => cell(place, year, years.get(year))))));
  if (!places.size) return [make("p", { class: "note" }, say("picture.none"))];
  return [make("p", { class: "hint" }, say("gaps.hint")), state.type ? null : legend(),
    make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("tab.gaps") },
      make("table", { class: "gaps" }, make("thead", {}, make("tr", {},
        make("th", { scope: "col" }, say("place")),
        columns.map((year) => make("th", { scope: "col" }, String(year))))), body)), add];
}

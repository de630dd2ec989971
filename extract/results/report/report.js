"use strict";
// Everything an article says reaches the page as text nodes: no string is ever parsed as markup or run.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const form = byId("filters");
const holder = byId("cards");
const nothing = byId("nothing");
const cards = [...holder.querySelectorAll("article.card")];
const coverage = new Map(cards.map((card, place) => [card, place]));
const total = cards.length;

function element(name, properties, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

const many = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’ʼʻ`´]/g, "'").replace(/[“”«»]/g, '"').toLowerCase();

/* Filters */

let searched = null;

function searchable(card) {
  searched ??= new Map(cards.map((one) => [one, folded(textOf(one))]));
  return searched.get(card);
}

function textOf(card) {
  const event = data.events[card.id];
  const claims = event.claims.map((claim) => `${claim.value} ${claim.raw ?? ""} ${claim.tellers.join(" ")}`);
  const quotes = event.records.flatMap((id) => data.records[id]?.quotes ?? []);
  return [card.textContent, ...claims, ...quotes].join(" ").replace(/\s+/g, " ");
}

// Words, and phrases in quotation marks, as they are looked for.
function terms(text) {
  return [...folded(text).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([word, phrase]) => (phrase ?? word).trim().replace(/\s+/g, " ")).filter(Boolean);
}

// What each filter asks of an event, by the filter's name.
function wanted() {
  const words = terms(byId("search").value);
  const kinds = new Set([...form.querySelectorAll("input[name=kind]:checked")].map((box) => box.value));
  const [actor, outlet, from, to] = ["actor", "outlet", "from", "to"].map((id) => byId(id).value);
  const differs = byId("differs").checked;
  return {
    kind: (event) => kinds.has(event.kind),
    differs: (event) => !differs || event.differs,
    actor: (event) => !actor || event.actors.includes(actor),
    outlet: (event) => !outlet || event.outlets.includes(outlet),
    days: (event) => !(from || to) || within(event, from, to),
    words: (_, card) => words.every((word) => searchable(card).includes(word)),
  };
}

// Days as ISO texts sort as days do; an event without a date is in no range.
function within(event, from, to) {
  if (!event.from && !event.to) return false;
  return (!from || (event.to ?? event.from) >= from) && (!to || (event.from ?? event.to) <= to);
}

function filter() {
  const asks = Object.entries(wanted());
  const counts = { kind: new Map(), differs: new Map(), actor: new Map(), outlet: new Map() };
  const add = (name, value) => counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
  let shown = 0;
  for (const card of cards) {
    const event = data.events[card.id];
    const against = asks.filter(([, fits]) => !fits(event, card)).map(([name]) => name);
    const fit = !against.length;
    if (card.hidden === fit) card.hidden = !fit;
    shown += fit;
    if (against.length > 1) continue;
    // A number beside a choice is what would be shown with it, all else as it is.
    const open = (name) => fit || against[0] === name;
    if (open("kind")) add("kind", event.kind);
    if (open("differs") && event.differs) add("differs", "yes");
    if (open("actor")) event.actors.forEach((name) => add("actor", name));
    if (open("outlet")) event.outlets.forEach((name) => add("outlet", name));
  }
  tellCounts(counts);
  nothing.hidden = shown > 0 || total === 0;
  byId("status").textContent = shown === total ? many(total, "event") : `${shown.toLocaleString("en")} of ${many(total, "event")}`;
}

function tellCounts(counts) {
  for (const box of form.querySelectorAll("[data-count]")) box.textContent = (counts[box.dataset.count].get(box.dataset.of) ?? 0).toLocaleString("en");
  for (const name of ["actor", "outlet"]) {
    for (const option of byId(name).options) {
      const number = counts[name].get(option.value) ?? 0;
      if (!option.value || option.dataset.number === String(number)) continue;
      option.dataset.number = number;
      option.textContent = `${option.value} (${number.toLocaleString("en")})`;
    }
  }
}

let ordered = "coverage";

function order() {
  const by = byId("order").value;
  // Moving a card takes the focus off it.
  if (by === ordered) return;
  ordered = by;
  const day = (card) => data.events[card.id].from ?? data.events[card.id].to;
  const direction = by === "newest" ? -1 : 1;
  const sorted = [...cards].sort((a, b) => {
    const [one, two] = by === "coverage" ? [null, null] : [day(a), day(b)];
    if (one !== two) {
      if (one === null || two === null) return one === null ? 1 : -1;
      return one < two ? -direction : direction;
    }
    return coverage.get(a) - coverage.get(b);
  });
  holder.append(...sorted, nothing);
}

function clear() {
  form.reset();
  filter();
  order();
  remember();
}

/* What a card holds once it is opened */

function row(name, ...content) {
  return element("div", {}, element("dt", {}, name), element("dd", {}, ...content));
}

// Fonts, hyphens and voices go by it.
function languageOf(articleId) {
  const language = data.articles[articleId]?.language;
  return language ? { lang: language } : {};
}

function isolated(text) {
  return element("bdi", {}, text);
}

function button(text, open) {
  const made = element("button", { type: "button", className: "open" }, text);
  made.addEventListener("click", open);
  return made;
}

function claimRow(id, claim, place) {
  const title = `${claim.field}: ${claim.value}`;
  return element(
    "tr",
    { className: claim.rank },
    element("th", { scope: "row" }, claim.field),
    element("td", { dir: "auto" }, claim.value, claim.raw ? element("span", { className: "raw" }, `“${claim.raw}”`) : null),
    element("td", {}, isolated(claim.tellers.join("; ") || "no source recorded")),
    element("td", { title: claim.sources }, isolated(claim.outlets.join(", "))),
    element("td", {}, claim.rank, element("span", { className: "raw" }, claim.rule)),
    element("td", {}, labelled(button("Evidence", () => showClaim(id, place)), title), judgeClaim(claim, title)),
  );
}

function labelled(made, title) {
  made.setAttribute("aria-label", `${made.textContent}, ${title}`);
  return made;
}

function claimTable(id, event) {
  const names = ["Field", "Value", "According to", "Printed by", "Rank and rule", "Evidence"];
  const head = element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
  const body = element("tbody", {}, ...event.claims.map((claim, place) => claimRow(id, claim, place)));
  const table = element("table", {}, element("thead", {}, head), body);
  return element("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Claims" }, table);
}

// What an outlet that tells the event leaves out of it is seen by the gaps.
function matrix(event) {
  const head = ["Field", "Value", ...event.outlets].map((name) => element("th", { scope: "col" }, isolated(name)));
  const rows = event.claims.map((claim) =>
    element(
      "tr",
      { className: claim.rank },
      element("th", { scope: "row" }, claim.field),
      element("td", { dir: "auto" }, claim.value),
      ...event.outlets.map((name) => {
        const told = claim.outlets.includes(name);
        return element("td", { className: told ? "told" : "quiet" }, element("span", { role: "img", "aria-label": told ? "printed" : "not printed" }, told ? "●" : "–"));
      }),
    ),
  );
  const table = element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
  return element("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": "Which outlet prints what" }, table);
}

function recordItem(event, id, number) {
  const record = data.records[id];
  if (!record) return element("li", {}, id);
  const outlet = data.articles[record.article]?.outlet ?? record.article;
  const said = record.assertion === "asserted" ? null : element("span", { className: "tag" }, record.assertion);
  return element(
    "li",
    { value: number + 1 },
    element("strong", {}, isolated(outlet)),
    record.tellers.length ? element("span", { className: "quiet" }, " ", isolated(record.tellers.join("; "))) : null,
    " ",
    said,
    element("blockquote", {}, ...record.quotes.map((quote) => element("p", { dir: "auto", ...languageOf(record.article) }, quote))),
    labelled(button("Read in the article", () => showRecords([id])), `record ${number + 1}, ${outlet}`),
    record.at ? judgeRecord(id, event, `record ${number + 1}, ${outlet}`) : null,
  );
}

function mergeAccount(event) {
  const place = new Map(event.records.map((id, number) => [id, number + 1]));
  const pairs = event.reasons.map((pair) =>
    element(
      "li",
      {},
      `${pair.records.map((id) => place.get(id)).sort((a, b) => a - b).join(" and ")}: `,
      isolated(pair.why.join("; ")),
    ),
  );
  const records = element("ol", { className: "records" }, ...event.records.map((id, number) => recordItem(event, id, number)));
  const whole = judgeEvent(event, "records of this event") ?? "";
  if (!pairs.length) return [records, whole];
  const why = element("details", {}, element("summary", {}, `${many(pairs.length, "pair")} taken to tell the same, and what spoke for and against`), element("ul", { className: "rows" }, ...pairs));
  return [records, whole, why];
}

function fill(details) {
  if (details.dataset.filled || !details.matches(".more, .matrix, .merge")) return;
  details.dataset.filled = "yes";
  const { id } = details.closest("article");
  const event = data.events[id];
  const content = { more: () => [claimTable(id, event)], matrix: () => [matrix(event)], merge: () => mergeAccount(event) };
  details.append(...content[details.className]());
}

/* Printing */

function beforePrint() {
  for (const details of document.querySelectorAll("article:not([hidden]) details:not([open]), #said details:not([open])")) {
    fill(details);
    details.open = true;
    details.dataset.printed = "yes";
  }
}

function afterPrint() {
  for (const details of document.querySelectorAll("details[data-printed]")) {
    details.open = false;
    delete details.dataset.printed;
  }
}

/* Start */

let waiting = 0;
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target.id === "order") return (order(), remember());
  clearTimeout(waiting);
  waiting = setTimeout(() => (filter(), remember()), event.target.id === "search" ? 80 : 0);
});
form.addEventListener("reset", () => setTimeout(() => (filter(), order(), remember())));
byId("clear")?.addEventListener("click", clear);
holder.addEventListener("toggle", (event) => event.target.open && fill(event.target), true);
holder.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[data-records]");
  if (pressed) fromDifference(pressed);
});
for (const place of document.querySelectorAll("button[data-search]")) {
  place.addEventListener("click", () => {
    byId("search").value = place.dataset.search;
    filter();
    remember();
    byId("events").scrollIntoView();
    byId("search").focus({ preventScroll: true });
  });
}
for (const title of document.querySelectorAll("button[data-article]")) title.addEventListener("click", () => showArticle(title.dataset.article));
byId("evidence").addEventListener("close", () => ((passage = {}), remember()));
byId("close").addEventListener("click", () => byId("evidence").close());
byId("evidence").addEventListener("click", (event) => event.target === event.currentTarget && event.currentTarget.close());
addEventListener("beforeprint", beforePrint);
addEventListener("afterprint", afterPrint);
document.body.classList.add("scripted");
filter();

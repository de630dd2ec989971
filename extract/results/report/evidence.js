"use strict";
// Evidence: the full articles side by side, with the sentences and words behind a value marked.

function showClaim(event, place) {
  const claim = data.events[event].claims[place];
  showEvidence(`${claim.field}: ${claim.value}`, columnsOf(claim.passages.map(([id]) => id), new Map(claim.passages)), { event, claim: place });
}

function showField(event, field, ids, title = field) {
  const spans = new Map(ids.map((id) => [id, []]));
  for (const claim of data.events[event].claims.filter((one) => one.field === field)) {
    for (const [id, ranges] of claim.passages) spans.get(id)?.push(...ranges);
  }
  showEvidence(title, columnsOf(ids, spans), { event, field, records: ids.join(" ") });
}

function showRecords(ids) {
  showEvidence(data.articles[data.records[ids[0]].article]?.outlet ?? "Evidence", columnsOf(ids, new Map()), { records: ids.join(" ") });
}

function showArticle(id) {
  showEvidence(data.articles[id].title ?? id, [column(id, [], new Map())], { article: id });
}

function showEvidence(title, shown, address) {
  passage = address;
  byId("evidence-title").textContent = title;
  byId("columns").replaceChildren(...shown);
  if (!byId("evidence").open) byId("evidence").showModal();
  bringIntoSight(byId("columns"));
  remember();
}

function columnsOf(ids, spans) {
  const byArticle = new Map();
  for (const id of ids) byArticle.set(data.records[id].article, [...(byArticle.get(data.records[id].article) ?? []), id]);
  return [...byArticle].map(([article, records]) => column(article, records, spans));
}

function bringIntoSight(columns) {
  for (const text of columns.querySelectorAll(".text")) {
    const mark = text.querySelector("mark");
    if (mark) text.scrollTop = mark.offsetTop - text.offsetTop - 48;
  }
}

function column(articleId, ids, spans) {
  const article = data.articles[articleId] ?? { outlet: articleId, title: null, published: null, text: null };
  const tellers = [...new Set(ids.flatMap((id) => data.records[id].tellers))];
  const source = tellers.length ? `according to ${tellers.join("; ")}` : "no source recorded";
  const facts = [article.published ?? "date unknown", ...(ids.length ? [source] : [])];
  const region = { className: "text", tabIndex: 0, role: "region", dir: "auto", ...languageOf(articleId), "aria-label": `Article, ${article.outlet}` };
  return element(
    "section",
    { className: "column" },
    element("h3", {}, isolated(article.outlet)),
    article.title ? element("p", { className: "title", dir: "auto", ...languageOf(articleId) }, article.title) : null,
    element("p", { className: "quiet" }, isolated(facts.join(", "))),
    element("div", region, ...(article.text === null ? quoted(ids) : marked(article.text, ids, spans))),
  );
}

function quoted(ids) {
  return ids.flatMap((id) => data.records[id].quotes.map((quote) => element("p", {}, element("mark", {}, quote))));
}

function marked(text, ids, spans) {
  const sentences = ids.flatMap((id) => data.records[id].evidence);
  const words = ids.flatMap((id) => spans.get(id) ?? []);
  const cuts = [...new Set([0, text.length, ...sentences.flat(), ...words.flat()])].sort((a, b) => a - b);
  const covers = (ranges, start, end) => ranges.some(([from, to]) => from <= start && end <= to);
  return cuts.slice(1).map((end, place) => {
    const start = cuts[place];
    const piece = text.slice(start, end);
    if (covers(words, start, end)) return element("mark", { className: "words" }, piece);
    return covers(sentences, start, end) ? element("mark", {}, piece) : document.createTextNode(piece);
  });
}

function fromDifference(pressed) {
  const says = pressed.closest(".account").querySelector(".says bdi").textContent;
  const { field } = pressed.closest(".difference").dataset;
  showField(pressed.closest("article").id, field, pressed.dataset.records.split(" "), `${field}: ${says}`);
}

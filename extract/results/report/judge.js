"use strict";
// What a person says of the results: kept in this browser, counted, taken back, saved as judgements.jsonl. Nothing is sent.

const said = { who: "", acts: [], withdrawn: [] };
const shelf = `rashomon-judgements-${data.judging.key}`;
const given = data.judging.given;
const queue = byId("queue");
const WHY = {
  same: "both tell the same",
  different: "they tell of different things",
  correct: "the article says otherwise",
  reject: "the article does not say it",
};
let unsaved = false;

/* Keeping: a browser may refuse, as for a page opened from disk */

function recall() {
  try {
    Object.assign(said, JSON.parse(localStorage.getItem(shelf) ?? "{}"));
    said.who ||= localStorage.getItem("rashomon-who") ?? "";
  } catch {
    byId("kept").hidden = false;
  }
}

function keep() {
  try {
    localStorage.setItem(shelf, JSON.stringify(said));
    localStorage.setItem("rashomon-who", said.who);
  } catch {
    byId("kept").hidden = false;
  }
  unsaved = true;
  // The page that `review --page` serves listens, and writes the file.
  document.dispatchEvent(new CustomEvent("judged", { detail: lines() }));
  tell();
}

const asText = (line) => JSON.stringify(line, Object.keys(line).length ? undefined : undefined);
const lines = () => [...given.filter((_, place) => !said.withdrawn.includes(place)), ...said.acts.flat()];

/* Naming */

function ref(id) {
  const record = data.records[id];
  return {
    article: data.articles[record.article].sha256,
    kind: record.kind,
    spans: record.at.map(([start, end]) => ({ start, end })),
    ordinal: record.ordinal,
    quote: record.quotes.join(" … "),
  };
}

const recordKey = (one) => [one.article, one.kind, one.ordinal ?? 1, ...one.spans.map((span) => `${span.start}-${span.end}`)].join(" ");
const pairKey = (refs) => refs.map(recordKey).sort().join(" | ");
const keyOf = (line) => (line.records ? pairKey(line.records) : `${recordKey(line.record)} # ${line.field ?? ""}`);

/* Saying */

async function judge(...made) {
  if (!said.who) await askWho();
  if (!said.who) return false;
  const when = new Date().toISOString().replace(/\.\d+/, "");
  const why = byId("why").value.trim();
  said.acts.push(made.map((line) => ({ ...line, who: said.who, when, why: why || WHY[line.judgement] })));
  byId("why").value = "";
  keep();
  return true;
}

const same = (ids) => judge({ judgement: "same", records: ids.map(ref) });
const apart = (id, others) => judge(...others.map((other) => ({ judgement: "different", records: [ref(id), ref(other)] })));
const notSaid = (id) => judge({ judgement: "reject", record: ref(id) });

// A correction replaces all that a record holds in a field, so the values beside the one in question are said again.
function beside(id, field, places) {
  return (data.records[id].values[field] ?? []).filter((_, place) => !places.includes(place));
}

function valueNotSaid(claim, ids) {
  return judge(...chosen(claim, ids).map(([id, , places]) => {
    const rest = beside(id, claim.name, places);
    if (!rest.length) return { judgement: "reject", record: ref(id), field: claim.name };
    return { judgement: "correct", record: ref(id), field: claim.name, value: rest };
  }));
}

function valueWrong(claim, ids, value) {
  return judge(...chosen(claim, ids).map(([id, , places]) => {
    const rest = beside(id, claim.name, places);
    return { judgement: "correct", record: ref(id), field: claim.name, value: rest.length ? [...rest, value] : several(id, claim.name, value) };
  }));
}

const several = (id, field, value) => (typeof value === "object" && data.records[id].values[field] ? [value] : value);
const chosen = (claim, ids) => claim.passages.filter(([id]) => ids.includes(id));

function undo() {
  if (said.acts.length) said.acts.pop();
  else said.withdrawn.pop();
  keep();
}

function askWho() {
  const box = byId("who");
  byId("who-name").value = said.who;
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => ((said.who = byId("who-name").value.trim()), resolve()), { once: true }));
}

/* Telling what was said */

const WORDS = { same: "one event", different: "two events", correct: "corrected", reject: "not said" };

function tell() {
  const all = lines();
  const number = all.length;
  byId("judged-count").textContent = number ? `${many(number, "judgement")}${unsaved ? ", not saved yet" : ""}` : "Nothing judged yet";
  for (const id of ["undo", "save"]) byId(id).disabled = !number && !said.acts.length;
  byId("judge-bar").classList.toggle("busy", number > 0);
  byId("judged").replaceChildren(...all.map(judgedItem).reverse());
  byId("judged-all").hidden = !number;
  mark(document);
  byId("queue-left").textContent = many(questionsLeft().length, "question");
}

function judgedItem(line) {
  const refs = line.records ?? [line.record];
  const what = `${WORDS[line.judgement]}${line.field ? `, ${line.field.replaceAll("_", " ")}` : ""}`;
  const told = line.value === undefined ? "" : ` → ${typeof line.value === "string" ? line.value : JSON.stringify(line.value)}`;
  const back = element("button", { type: "button", className: "link" }, "Take back");
  back.addEventListener("click", () => takeBack(line));
  return element("li", {}, element("strong", {}, what), isolated(told), ...refs.map((one) => element("p", { className: "quiet", dir: "auto" }, `“${one.quote ?? ""}”`)), element("span", { className: "quiet" }, isolated(`${line.who}: ${line.why}`), " "), back);
}

function takeBack(line) {
  const place = given.indexOf(line);
  if (place >= 0) said.withdrawn.push(place);
  else said.acts = said.acts.map((act) => act.filter((one) => one !== line)).filter((act) => act.length);
  keep();
}

// Each group of buttons shows what was said last of what it is about.
function mark(within) {
  const latest = new Map(lines().map((line) => [keyOf(line), line]));
  for (const group of within.querySelectorAll(".judge")) {
    const line = latest.get(group.dataset.key) ?? latest.get(group.dataset.instead);
    group.querySelector(".verdict").textContent = line ? WORDS[line.judgement] : "";
  }
}

function save() {
  const text = lines().map((line) => `${JSON.stringify(line)}\n`).join("");
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type: "application/jsonl" })), download: "judgements.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  unsaved = false;
  tell();
}

/* Buttons beside what they judge */

function group(key, ...buttons) {
  const made = element("span", { className: "judge" }, ...buttons, element("span", { className: "verdict", role: "status" }));
  made.dataset.key = key;
  mark({ querySelectorAll: () => [made] });
  return made;
}

function choice(text, about, act) {
  return labelled(button(text, act), about);
}

function judgeRecord(id, event, about) {
  const others = event.records.filter((other) => other !== id && data.records[other]);
  const key = `${recordKey(ref(id))} # `;
  const made = group(key, others.length ? choice("Different", `${about} is another event`, () => apart(id, others)) : null, choice("Not said", about, () => notSaid(id)));
  if (others.length) made.dataset.instead = pairKey([ref(id), ref(others[0])]);
  return made;
}

function judgeEvent(event, about) {
  const ids = event.records.filter((id) => data.records[id]);
  return ids.length > 1 ? group(pairKey(ids.map(ref)), choice("Same: all are one event", about, () => same(ids))) : null;
}

function judgePair(ids) {
  if (!ids.every((id) => data.records[id]?.at)) return "";
  const about = `this pair`;
  return group(
    pairKey(ids.map(ref)),
    choice("Same", about, () => same(ids)),
    choice("Different", about, () => apart(ids[0], [ids[1]])),
    choice("Read both", about, () => ask({ ask: "pair", records: ids, why: [] }, null)),
  );
}

function judgeClaim(claim, title) {
  const ids = claim.passages.map(([id]) => id).filter((id) => data.records[id]?.at);
  if (!ids.length) return "";
  return group(
    `${recordKey(ref(ids[0]))} # ${claim.name}`,
    choice("Wrong", title, () => ask({ ask: "value", claim, correcting: true }, null)),
    choice("Not said", title, () => valueNotSaid(claim, ids)),
  );
}

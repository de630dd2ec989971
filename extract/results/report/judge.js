"use strict";
// What a person says of the results: kept in this browser, counted, taken back, saved as judgements.jsonl. Nothing is sent.

// An act is what one press of a button said: its lines, and which values of which records it changed.
const said = { who: "", acts: [], withdrawn: [] };
const shelf = `rashomon-judgements-${data.judging.key}`;
// The page that `review --page` serves holds what stands in the file.
const served = byId("file");
const given = served ? JSON.parse(served.textContent) : data.judging.given;
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
    if (!served) Object.assign(said, JSON.parse(localStorage.getItem(shelf) ?? "{}"));
    said.who ||= localStorage.getItem("rashomon-who") ?? "";
  } catch {
    byId("kept").hidden = false;
  }
}

function keep() {
  try {
    if (!served) localStorage.setItem(shelf, JSON.stringify(said));
    localStorage.setItem("rashomon-who", said.who);
  } catch {
    byId("kept").hidden = false;
  }
  unsaved = !served;
  // The served page listens, and writes the file.
  document.dispatchEvent(new CustomEvent("judged", { detail: lines() }));
  tell();
}

const lines = () => [...given.filter((_, place) => !said.withdrawn.includes(place)), ...said.acts.flatMap((act) => act.lines)];

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

const outletOf = (id) => data.articles[data.records[id].article]?.outlet ?? id;
const recordKey = (one) => [one.article, one.kind, one.ordinal ?? 1, ...one.spans.map((span) => `${span.start}-${span.end}`)].join(" ");
const pairKey = (refs) => refs.map(recordKey).sort().join(" | ");
const keyOf = (line) => (line.records ? pairKey(line.records) : `${recordKey(line.record)} # ${line.field ?? ""}`);

/* Saying */

async function judge(made, edits = []) {
  if (!said.who) await askWho();
  if (!said.who) return false;
  const when = new Date().toISOString().replace(/\.\d+/, "");
  const why = byId("why").value.trim();
  said.acts.push({ lines: made.map((line) => ({ ...line, who: said.who, when, why: why || WHY[line.judgement] })), edits });
  byId("why").value = "";
  keep();
  return true;
}

const same = (ids) => judge([{ judgement: "same", records: ids.map(ref) }]);
const apart = (id, others) => judge(others.map((other) => ({ judgement: "different", records: [ref(id), ref(other)] })));
const notSaid = (id) => judge([{ judgement: "reject", record: ref(id) }]);

// Instead of a claim's value another one; with null, none.
function change(claim, ids, value) {
  const edits = claim.passages.filter(([id]) => ids.includes(id)).map(([id, , places]) => ({ id, field: claim.name, places, value }));
  return judge(edits.map(correction), edits);
}

// A correction replaces all that a record holds in a field, so the values beside the one in question are said again.
function correction(edit) {
  const { id, field } = edit;
  const held = data.records[id].values[field] ?? [null];
  const edits = [...said.acts.flatMap((act) => act.edits), edit].filter((one) => one.id === id && one.field === field);
  const left = held.flatMap((value, place) => {
    const last = edits.findLast((one) => held.length === 1 || one.places.includes(place));
    if (!last) return [value];
    return last.value === null || (held.length > 1 && last.places[0] !== place) ? [] : [last.value];
  });
  if (!left.length) return { judgement: "reject", record: ref(id), field };
  return { judgement: "correct", record: ref(id), field, value: held.length > 1 ? left : left[0] };
}

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
  byId("save").disabled = !number;
  byId("undo").disabled = !said.acts.length && !said.withdrawn.length;
  byId("judge-bar").classList.toggle("busy", number > 0);
  byId("judged").replaceChildren(...all.map(judgedItem).reverse());
  byId("judged-all").hidden = !number;
  mark(document);
  byId("questions").textContent = many(questionsLeft().length, "question");
}

const verdict = (line) => `${line.field ? `${line.field.replaceAll("_", " ")} ` : ""}${WORDS[line.judgement]}`;

function judgedItem(line) {
  const refs = line.records ?? [line.record];
  const told = line.value === undefined ? "" : ` → ${typeof line.value === "string" ? line.value : JSON.stringify(line.value)}`;
  const back = element("button", { type: "button", className: "link" }, "Take back");
  back.addEventListener("click", () => takeBack(line));
  return element("li", {}, element("strong", {}, verdict(line)), isolated(told), ...refs.map((one) => element("p", { className: "quiet", dir: "auto" }, `“${one.quote ?? ""}”`)), element("span", { className: "quiet" }, isolated(`${line.who}: ${line.why}`), " "), back);
}

function takeBack(line) {
  const place = given.indexOf(line);
  if (place >= 0) said.withdrawn.push(place);
  else said.acts = said.acts.map((act) => ({ ...act, lines: act.lines.filter((one) => one !== line) })).filter((act) => act.lines.length);
  keep();
}

// Each group of buttons shows what was said last of what it is about.
function mark(within) {
  const latest = new Map(lines().map((line) => [keyOf(line), line]));
  for (const group of within.querySelectorAll(".judge")) {
    const line = latest.get(group.dataset.key) ?? latest.get(group.dataset.instead);
    group.querySelector(".verdict").textContent = line ? verdict(line) : "";
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
  const about = ids.map(outletOf).join(" and ");
  return group(
    pairKey(ids.map(ref)),
    choice("Same", about, () => same(ids)),
    choice("Different", about, () => apart(ids[0], [ids[1]])),
    choice("Read both", about, () => ask({ ask: "pair", records: ids, why: [] })),
  );
}

function judgeClaim(claim, title) {
  const ids = claim.passages.map(([id]) => id).filter((id) => data.records[id]?.at);
  if (!ids.length) return "";
  return group(
    `${recordKey(ref(ids[0]))} # ${claim.name}`,
    choice("Wrong", title, () => ask({ ask: "value", claim }, { correcting: true })),
    choice("Not said", title, () => change(claim, ids, null)),
  );
}

/* Start */

function judgeUnsure() {
  for (const item of byId("unsure").querySelectorAll("li[data-pair]:not([data-ready])")) {
    item.dataset.ready = "yes";
    item.append(judgePair(item.dataset.pair.split(" ")));
  }
}

byId("undo").addEventListener("click", undo);
byId("save").addEventListener("click", save);
byId("change-who").addEventListener("click", async () => (await askWho(), keep()));
byId("unsure").addEventListener("toggle", judgeUnsure, true);
addEventListener("beforeunload", (event) => unsaved && !byId("kept").hidden && event.preventDefault());

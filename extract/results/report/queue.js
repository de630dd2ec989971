"use strict";
// Questions one at a time, with the articles beside each other; those first whose answer would change most.

const asked = { question: null, walking: false, passed: [], before: [], correcting: false };

/* Which questions there are */

function claimOf(question) {
  return typeof question.claim === "object" ? question.claim : data.events[question.event].claims[question.claim];
}

function idsOf(question) {
  return question.ask === "pair" ? question.records : claimOf(question).passages.map(([id]) => id);
}

function questionsLeft() {
  const settled = new Set(lines().map(keyOf));
  const isOpen = (question) => {
    const ids = idsOf(question);
    if (!ids.length || !ids.every((id) => data.records[id]?.at)) return false;
    const keys = ids.map((id) => recordKey(ref(id)));
    if (keys.some((key) => settled.has(`${key} # `))) return false;
    if (question.ask === "pair") return !settled.has(keys.toSorted().join(" | "));
    return !keys.some((key) => settled.has(`${key} # ${claimOf(question).name}`));
  };
  return data.judging.queue.filter((question) => !asked.passed.includes(question) && isOpen(question));
}

function walk() {
  const [question] = questionsLeft();
  byId("nothing-left").hidden = Boolean(question);
  if (question) ask(question, { walking: true });
  else byId("queue").close();
}

/* One question */

function ask(question, { walking = false, correcting = false } = {}) {
  Object.assign(asked, { question, walking });
  const claim = question.ask === "pair" ? null : claimOf(question);
  const ids = idsOf(question);
  byId("queue-title").textContent = claim ? `${claim.field}: ${claim.value}?` : `Do these tell one ${data.records[ids[0]].kind}?`;
  byId("queue-place").textContent = walking ? `${many(questionsLeft().length, "question")} left` : "";
  const spans = new Map(claim?.passages ?? []);
  const columns = claim ? columnsOf(ids, spans) : ids.map((id) => column(data.records[id].article, [id], spans));
  byId("queue-columns").replaceChildren(...columns);
  byId("queue-why").replaceChildren(...reasonsFor(question, claim));
  byId("queue-answers").replaceChildren(...answers(ids, claim));
  correct(correcting);
  if (!byId("queue").open) byId("queue").showModal();
  bringIntoSight(byId("queue-columns"));
  if (!correcting) byId("queue-answers").querySelector("button").focus();
}

function reasonsFor(question, claim) {
  if (claim) return [isolated(`According to ${claim.tellers.join("; ") || "no source recorded"}`)];
  const now = { true: "Now one event. ", false: "Now apart. " }[question.joined] ?? "";
  return [now, isolated(question.why.join("; "))];
}

function answers(ids, claim) {
  const one = (key, text, act) => {
    const made = button(`${text} (${key})`, act);
    made.dataset.key = key;
    made.setAttribute("aria-keyshortcuts", key);
    return made;
  };
  const judging = claim
    ? [one("w", "Wrong", () => correct(true)), one("n", "Not said", () => answered(change(claim, ids, null)))]
    : [
        one("s", "Same", () => answered(same(ids))),
        one("d", "Different", () => answered(apart(ids[0], [ids[1]]))),
        ...ids.map((id, place) => one(`${place + 1}`, `Not said by ${outletOf(id)}`, () => answered(notSaid(id)))),
      ];
  const moving = [one("k", claim ? "It is right, go on" : "Skip", skip), one("b", "Back", back)];
  return asked.walking ? [...judging, ...moving] : judging;
}

async function answered(saying) {
  const { question, walking } = asked;
  if (!(await saying)) return;
  if (!walking) return byId("queue").close();
  asked.before.push({ question, said: true });
  walk();
}

function skip() {
  asked.passed.push(asked.question);
  asked.before.push({ question: asked.question, said: false });
  walk();
}

function back() {
  const before = asked.before.pop();
  if (!before) return;
  if (before.said) undo();
  asked.passed = asked.passed.filter((one) => one !== before.question);
  ask(before.question, { walking: true });
}

/* The right value: the article's words, selected there, or typed */

function correct(open) {
  asked.correcting = open;
  byId("correction").hidden = !open;
  if (!open) return;
  const claim = claimOf(asked.question);
  const ids = idsOf(asked.question);
  const field = data.judging.fields[data.records[ids[0]].kind]?.[claim.name] ?? {};
  byId("value-inputs").replaceChildren(...inputs(field, claim));
  delete byId("value-inputs").dataset.words;
  byId("value-records").replaceChildren(...(ids.length > 1 ? ids.map(recordBox) : []));
  byId("value-problem").textContent = "";
  byId("value-inputs").querySelector("input, select").focus();
}

function recordBox(id) {
  const box = element("input", { type: "checkbox", checked: true, value: id });
  return element("label", { className: "check" }, box, isolated(`${outletOf(id)}: “${data.records[id].quotes[0].slice(0, 90)}…”`));
}

function inputs(field, claim) {
  const options = (names, isNow) => names.map((name) => element("option", { value: name, selected: isNow(name) }, name.replaceAll("_", " ")));
  if (field.units) {
    const figure = (name, text) => element("label", {}, `${text} `, element("input", { type: "number", min: 0, name }));
    const unit = element("select", { name: "unit" }, ...options(field.units, (name) => claim.value.endsWith(` ${name.replaceAll("_", " ")}`)));
    return [figure("low", "From"), figure("high", "To"), element("label", {}, "Unit ", unit)];
  }
  const hint = field.sort === "date" ? "2021-02-26, or the article’s words" : "select words in the article, or type";
  const input = field.choices
    ? element("select", { name: "text" }, ...options(field.choices, (name) => name.replaceAll("_", " ") === claim.value))
    : element("input", { type: "text", name: "text", dir: "auto", placeholder: hint, autocomplete: "off" });
  return [element("label", {}, "Right value ", input)];
}

const inputOf = (name) => byId("value-inputs").querySelector(`[name=${name}]`);

// Null if there is none, or figures that cannot be.
function rightValue() {
  if (!inputOf("unit")) return inputOf("text").value.trim() || null;
  const [low, high] = ["low", "high"].map((name) => (inputOf(name).value === "" ? null : Number(inputOf(name).value)));
  const whole = [low, high].every((one) => one === null || (Number.isInteger(one) && one >= 0));
  if (!whole || (low ?? high) === null || (low !== null && high !== null && low > high)) return null;
  const { words } = byId("value-inputs").dataset;
  return { unit: inputOf("unit").value, low, high, ...(words ? { raw: words } : {}) };
}

function applyCorrection() {
  const value = rightValue();
  const boxes = [...byId("value-records").querySelectorAll("input")];
  const ids = boxes.length ? boxes.filter((box) => box.checked).map((box) => box.value) : idsOf(asked.question);
  if (value === null) byId("value-problem").textContent = inputOf("unit") ? "Give whole numbers, the first no larger than the second." : "Give the right value.";
  else if (!ids.length) byId("value-problem").textContent = "Tick at least one record.";
  else answered(change(claimOf(asked.question), ids, value));
}

function takeSelected() {
  const words = getSelection().toString().trim().replace(/\s+/g, " ");
  if (!asked.correcting || !words || !byId("queue-columns").contains(getSelection().anchorNode)) return;
  const figure = words.match(/\d[\d,.]*/)?.[0].replace(/\D/g, "");
  byId("value-inputs").dataset.words = words;
  if (inputOf("unit")) ["low", "high"].forEach((name) => (inputOf(name).value = figure ?? ""));
  else if (inputOf("text").matches("input")) inputOf("text").value = words;
}

/* Start */

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select")) return;
  const pressed = byId("queue-answers").querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!pressed) return;
  event.preventDefault();
  pressed.click();
}

function onEnter(act) {
  return (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    act();
  };
}

byId("queue").addEventListener("keydown", onKey);
byId("queue-close").addEventListener("click", () => byId("queue").close());
byId("queue-columns").addEventListener("mouseup", takeSelected);
byId("queue-columns").addEventListener("keyup", takeSelected);
byId("queue-columns").addEventListener("touchend", () => setTimeout(takeSelected));
byId("correction").addEventListener("keydown", onEnter(applyCorrection));
byId("apply").addEventListener("click", applyCorrection);
byId("start").addEventListener("click", () => ((asked.passed = []), walk()));
byId("who").addEventListener("keydown", onEnter(() => byId("who").close()));
byId("who-done").addEventListener("click", () => byId("who").close());
recall();
tell();
arrive();

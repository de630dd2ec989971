"use strict";
// One state, one address: "#" and an event's id, or "#?" with the filters and the passage that is open.

const NAMES = { search: "words", actor: "actor", outlet: "outlet", from: "from", to: "to", order: "order" };
let passage = {};

function state() {
  const told = new URLSearchParams();
  for (const [id, name] of Object.entries(NAMES)) if (byId(id).value && byId(id).value !== "coverage") told.set(name, byId(id).value);
  const boxes = [...form.querySelectorAll("input[name=kind]")];
  const kinds = boxes.filter((box) => box.checked).map((box) => box.value);
  if (kinds.length < boxes.length) told.set("kinds", kinds.join(" "));
  if (byId("differs").checked) told.set("differs", "yes");
  for (const [name, value] of Object.entries(passage)) told.set(name, value);
  return told.toString();
}

function remember() {
  const told = state();
  const now = told ? `#?${told}` : "";
  if (now !== location.hash) history.replaceState(null, "", now || location.pathname + location.search);
}

function restore(told) {
  form.reset();
  for (const [id, name] of Object.entries(NAMES)) if (told.has(name)) byId(id).value = told.get(name);
  if (told.has("kinds")) for (const box of form.querySelectorAll("input[name=kind]")) box.checked = told.get("kinds").split(" ").includes(box.value);
  byId("differs").checked = told.has("differs");
  filter();
  order();
  passage = Object.fromEntries(["event", "claim", "field", "records", "article"].filter((name) => told.has(name)).map((name) => [name, told.get(name)]));
  reopen();
}

// Opens the passage that an address names, as far as this page has it.
function reopen() {
  const event = Object.hasOwn(data.events, passage.event ?? "") ? data.events[passage.event] : null;
  const ids = (passage.records ?? "").split(" ").filter((id) => Object.hasOwn(data.records, id));
  if (event?.claims[passage.claim]) showClaim(passage.event, Number(passage.claim));
  else if (event && passage.field && ids.length) showField(passage.event, passage.field, ids);
  else if (ids.length) showRecords(ids);
  else if (Object.hasOwn(data.articles, passage.article ?? "")) showArticle(passage.article);
  else passage = {};
}

function arrive() {
  if (location.hash.startsWith("#?")) return restore(new URLSearchParams(location.hash.slice(2)));
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    return;
  }
  const target = byId(id);
  if (!target?.classList.contains("card")) return;
  if (target.hidden) clear();
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}

addEventListener("hashchange", arrive);

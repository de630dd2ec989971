"use strict";
// In the page that `review --page` serves: each judgement is in the file as soon as it is said.

const written = { lines: lines().map((line) => JSON.stringify(line)), turn: Promise.resolve() };

async function write(now) {
  const before = written.lines;
  const body = { add: now.filter((line) => !before.includes(line)), remove: before.filter((line) => !now.includes(line)) };
  try {
    const answer = await fetch("judgements", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
    written.lines = now;
    byId("written").textContent = "Written to the file.";
  } catch (error) {
    byId("written").textContent = `Not written: ${error.message}. Is the review still running? Save the file here instead.`;
  }
}

document.addEventListener("judged", (event) => {
  const now = event.detail.map((line) => JSON.stringify(line));
  written.turn = written.turn.then(() => write(now));
});
byId("judge-bar").append(element("span", { id: "written", role: "status" }));

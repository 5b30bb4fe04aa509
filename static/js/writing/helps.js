// How much is waiting to go into the report: asked for after the page, and again when one comes back to it.
import { form } from "./boxes.js";

const list = form.querySelector("[data-helps]");

async function ask() {
  try {
    const answer = await fetch(list.dataset.helps, { redirect: "manual" });
    if (answer.status !== 200) return;
    const waiting = await answer.json();
    for (const place of list.querySelectorAll("[data-help]")) place.textContent = waiting[place.dataset.help] ?? "";
  } catch {
    // offline: the links lead there without a count
  }
}

export function countHelps() {
  if (!list) return;
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
}

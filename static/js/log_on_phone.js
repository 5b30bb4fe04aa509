// The log page where the signal drops: what is saved goes to the service at once, or waits on this phone.
import { Keeper } from "./keep_typing.js";
import { MONTHS } from "./months.js";
import { newKey } from "./new_key.js";
import * as entries from "./waiting_entries.js";

const form = document.querySelector("form[data-log-new]");
const keeper = new Keeper(form);
const says = document.querySelector("[data-waiting-says]");
const OPEN = /^#waiting-([0-9a-f-]{36})$/;
const SOON = 1_000;
const ASKED = { body: "Choose the board or committee that you log this for", kind: "Choose what it was" };

let isSending = false;
let goesByItself = false;

form.addEventListener("submit", async (event) => {
  if (goesByItself) return;
  event.preventDefault();
  if (isSending) return;
  isSending = true;
  try {
    await save(event.submitter);
  } finally {
    isSending = false;
  }
});

async function save(button) {
  const entry = typedNow();
  const isKept = entries.keep(entry);
  const result = await whileSaying(button, isKept, () => entries.send(entry, entries.BRIEFLY));
  if (result.state === "saved") {
    entries.remove(entry.key);
    entries.sentJustNow(result.at);
    return location.assign(button?.value === "another" ? entries.LOG : "/desk/activity/");
  }
  const open = unanswered();
  if (open && !result.why) return askHere(open, entry);
  if (result.isAnswered) return askAgain({ ...entry, why: result.why }, button);
  if (result.why) stay({ ...entry, why: result.why });
  else if (isKept) leave(result.state);
  else entries.tell("This could not be sent, and this phone cannot keep it. Leave this page open and save again when you are connected.");
  says.focus();
  says.scrollIntoView({ block: "center" });
}

// A weak signal takes its time: the button says so at once, the page soon, and nothing can be typed that the answer
// would clear away.
async function whileSaying(button, isKept, sending) {
  const words = button?.textContent;
  const soon = setTimeout(() => entries.tell(isKept ? "Kept on this phone. Sending it now." : "Sending it now."), SOON);
  if (button) button.textContent = "Saving…";
  form.inert = true;
  try {
    return await sending();
  } finally {
    clearTimeout(soon);
    if (button) button.textContent = words;
    form.inert = false;
  }
}

function unanswered() {
  return Object.keys(ASKED).find((name) => form.elements[name] && !form.elements[name].value);
}

// The service, which cannot be reached, would not take it: what is typed stays in the form, and on this phone.
function askHere(name, entry) {
  if (!form.elements.client_key.value) entries.remove(entry.key);
  entries.tell(`${ASKED[name]}, then save.${keeper.keep() ? " What you typed is kept on this phone." : ""}`);
  form.querySelector(`input[name=${name}]`).focus({ preventScroll: true });
  says.scrollIntoView();
}

// It waits on this phone, and the form is free for the next entry.
function leave(state) {
  entries.say(state);
  clear();
}

// It waits on this phone and stays in the form: only a person can put it right.
function stay(entry) {
  entries.keep(entry);
  form.elements.client_key.value = entry.key;
  mark();
  entries.tell(entry.why.join(" "));
}

function typedNow() {
  const typed = keeper.typed();
  const key = form.elements.client_key.value || newKey();
  return { key, at: Date.now(), typed, what: inWords() };
}

// "Visit, 14 March 2025, Early Help team": what it is called while it waits.
function inWords() {
  const kind = form.querySelector("input[name=kind]:checked")?.labels[0].textContent.trim() ?? "No kind chosen yet";
  const day = ["day", "month", "year"].map((part) => form.elements[`on_${part}`].value.trim()).filter(Boolean);
  if (day.length === 3) day[1] = MONTHS[day[1] - 1] ?? day[1];
  const where = form.querySelector("[role=combobox]")?.value.trim() || form.elements.met.value.trim();
  return [kind, day.join(" "), where].filter(Boolean).join(", ");
}

// What is wrong is said by the service beside each question, so the form goes there as it would without this script.
// The entry stays on this phone until it is put right.
function askAgain(entry, button) {
  entries.keep(entry);
  form.elements.client_key.value = entry.key;
  goesByItself = true;
  form.requestSubmit(button ?? undefined);
}

// An empty form for the next entry, though this page was drawn with another one in it.
function clear() {
  for (const field of form.elements) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = false;
    else if (!["submit", "button"].includes(field.type) && field.name !== "csrfmiddlewaretoken") field.value = "";
  }
  setDay(today());
  form.closest("main").querySelector(".govuk-error-summary")?.remove();
  form.dispatchEvent(new Event("taken"));
  form.dispatchEvent(new Event("restored"));
  if (location.hash) history.replaceState(null, "", location.pathname);
}

// ---- The day ----------------------------------------------------------------------------------------------------------

const PARTS = ["day", "month", "year"];
let offered = form.dataset.today?.split("-").map(Number).reverse().join(" ") ?? ""; // "14 3 2025", as the page was drawn

function today() {
  const now = new Date();
  return [now.getDate(), now.getMonth() + 1, now.getFullYear()].join(" ");
}

function setDay(day) {
  day.split(" ").forEach((value, place) => (form.elements[`on_${PARTS[place]}`].value = value));
  offered = day;
}

// A page kept on the phone, or left open overnight, offers the day it was drawn on. Nobody has answered with that day
// while nothing else is answered.
function offerToday() {
  const shown = PARTS.map((part) => form.elements[`on_${part}`].value.trim()).join(" ");
  const isBegun = form.elements.kind.value || ["met", "seen", "place", "sentence"].some((name) => form.elements[name].value.trim());
  if (offered && shown === offered && !isBegun) setDay(today());
}

document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && offerToday());

// ---- An entry that waits, opened again -----------------------------------------------------------------------------------

function openWaiting() {
  const key = OPEN.exec(location.hash)?.[1];
  const entry = key && entries.entryOf(key);
  if (!entry) return;
  document.querySelector(".kept")?.remove();
  keeper.restore(entry.typed);
  form.elements.client_key.value = key;
  form.dispatchEvent(new Event("restored"));
  const more = form.querySelector(".more-of-it");
  more.open = [...more.querySelectorAll("input, textarea")].some((field) => (field.type === "checkbox" ? field.checked : field.value));
  entries.tell(["This entry waits on this phone. Put it right if you need to, and save it.", ...(entry.why ?? [])].join(" "));
  says.focus();
}

// The entry that is in the form, from the list or from a page that asked again, is not in the list as well.
function mark() {
  entries.open(form.elements.client_key.value);
  entries.draw();
}

form.addEventListener("restored", mark);
window.addEventListener("hashchange", openWaiting);
mark();
offerToday();
if ("logKept" in form.dataset) entries.tell("Opened without a connection. What you save is kept on this phone and will be sent when you are connected.");
openWaiting();

// ---- Opening this page without a connection --------------------------------------------------------------------------------

if ("serviceWorker" in navigator && window.caches && entries.person) {
  navigator.serviceWorker
    .register("/desk/activity/worker.js")
    .then(entries.keepPage)
    .catch(() => {}); // without it the open page still keeps what is typed
}

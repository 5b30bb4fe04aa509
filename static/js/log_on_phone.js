// The log page where the signal drops: what is saved goes to the service at once, or waits on this phone.
import { Keeper } from "./keep_typing.js";
import * as entries from "./waiting_entries.js";

const form = document.querySelector("form[data-log-new]");
const keeper = new Keeper(form);
const says = document.querySelector("[data-waiting-says]");
const OPEN = /^#waiting-([0-9a-f-]{36})$/;

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
  const result = await entries.send(entry);
  if (result.state === "saved") {
    entries.remove(entry.key);
    entries.sentJustNow(result.at);
    return location.assign(button?.value === "another" ? entries.LOG : "/desk/activity/");
  }
  if (result.isAnswered) return askAgain({ ...entry, why: result.why }, button);
  if (result.why) stay({ ...entry, why: result.why });
  else if (isKept) leave(result.state);
  else entries.tell("This could not be sent, and this phone cannot keep it. Leave this page open and save again when you are connected.");
  says.focus();
  says.scrollIntoView({ block: "center" });
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
  const key = form.elements.client_key.value || entries.newKey();
  return { key, at: Date.now(), typed, what: inWords() };
}

// "Visit, 14 March 2025, Early Help team": what it is called while it waits.
function inWords() {
  const kind = form.querySelector("input[name=kind]:checked")?.labels[0].textContent.trim() ?? "No kind chosen yet";
  const day = ["day", "month", "year"].map((part) => form.elements[`on_${part}`].value.trim()).filter(Boolean);
  const months = "January February March April May June July August September October November December".split(" ");
  if (day.length === 3) day[1] = months[day[1] - 1] ?? day[1];
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
  const today = new Date();
  const parts = { day: today.getDate(), month: today.getMonth() + 1, year: today.getFullYear() };
  for (const [part, value] of Object.entries(parts)) form.elements[`on_${part}`].value = value;
  form.closest("main").querySelector(".govuk-error-summary")?.remove();
  form.dispatchEvent(new Event("taken"));
  form.dispatchEvent(new Event("restored"));
  if (location.hash) history.replaceState(null, "", location.pathname);
}

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
openWaiting();

// ---- Opening this page without a connection --------------------------------------------------------------------------------

if ("serviceWorker" in navigator && window.caches && entries.person) {
  navigator.serviceWorker
    .register("/desk/activity/worker.js")
    .then(entries.keepPage)
    .catch(() => {}); // without it the open page still keeps what is typed
}

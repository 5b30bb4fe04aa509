// Logged activities that wait on this phone until the service has taken them, for each person by themselves.
//
// On every page of the desk what waits is sent: at once, when the connection is back, and every half minute. An entry
// bears a key that was made here, so that sending it again adds nothing. An entry that is refused stays, with the
// reasons, until it is put right or discarded. The log page (log_on_phone.js) puts entries in.
export const LOG = "/desk/activity/new/";
const LIST = "/desk/activity/";
const PAGE_CACHE = "log-page";
const PAGE_OF = "log-page-of";
const AGAIN = 30_000;
const PATIENCE = 15_000;
export const BRIEFLY = 8_000; // while somebody waits for the answer
const PARTING = 3_000;
const SENT = "sent-entry";

export const person = document.querySelector("[data-person]")?.dataset.person ?? "";
const prefix = `waiting:${person}:`;

// Why an entry still waits, in words; nothing is lost in any of these cases.
const WAITS = {
  offline: "Kept on this phone. It will be sent when you are connected.",
  trouble: "Kept on this phone. The service has a problem; it will be sent when that is over.",
  "signed-out": "You are signed out. It is kept on this phone and will be sent once you have signed in.",
  other: "Somebody else has signed in on this phone. It is kept here and will be sent once you have signed in again.",
};
const BARRED = "You do not chair a board or a committee now, so this cannot be logged. Copy what you need before you discard it.";
const UNREADABLE = "The service could not read this entry. Open it, shorten it and save it again.";

// ---- What waits ------------------------------------------------------------------------------------------------------

// One row of the browser's store for each entry, so that two tabs never write over each other's.
export function entryOf(key) {
  try {
    return JSON.parse(localStorage.getItem(prefix + key));
  } catch {
    return null;
  }
}

export function waiting() {
  try {
    const keys = Object.keys(localStorage).filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    return keys.map(entryOf).filter(Boolean).sort((one, other) => one.at - other.at);
  } catch {
    return [];
  }
}

// Whether the phone could keep it; a browser that keeps nothing, or is full, cannot.
export function keep(entry) {
  try {
    localStorage.setItem(prefix + entry.key, JSON.stringify(entry));
    navigator.storage?.persist?.().catch(() => {});
    return true;
  } catch {
    return false;
  }
}

export function remove(key) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // nothing was kept
  }
}

// ---- Sending ---------------------------------------------------------------------------------------------------------

function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

function post(entry, patience) {
  const body = new URLSearchParams(Object.entries(entry.typed).flatMap(([name, values]) => values.map((value) => [name, value])));
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token(), client_key: entry.key, typist: person })) body.set(name, value);
  const signal = AbortSignal.timeout?.(patience);
  return fetch(LOG, { method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual", signal });
}

// Signing in again changes the token that every form carries; a fresh page has the new one, and says whose it is.
async function renewToken() {
  const answer = await fetch(LIST, { redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE) });
  if (answer.type === "opaqueredirect") return "signed-out";
  if (!answer.ok) return "trouble";
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (fresh.querySelector("[data-person]")?.dataset.person !== person) return "other";
  const value = fresh.querySelector("input[name=csrfmiddlewaretoken]").value;
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = value;
  return "renewed";
}

// Sends one entry. "saved" with the time, "refused" with the reasons (``isAnswered`` where the form itself can be
// asked again), or a key of WAITS.
export async function send(entry, patience = PATIENCE) {
  try {
    let answer = await post(entry, patience);
    if (answer.status === 403) {
      const state = await renewToken();
      if (state !== "renewed") return { state };
      answer = await post(entry, patience);
    }
    if (answer.status === 403) return { state: "refused", why: [BARRED] };
    if (answer.type === "opaqueredirect") return { state: "signed-out" };
    if (answer.status === 400 || answer.status === 413) return { state: "refused", why: [UNREADABLE] };
    if (!answer.ok) return { state: "trouble" };
    const told = await answer.json();
    if (told.other_person) return { state: "other" };
    return told.saved ? { state: "saved", at: told.saved } : { state: "refused", why: told.refused, isAnswered: true };
  } catch {
    return { state: "offline" };
  }
}

let opened = ""; // the entry that is open in this page's form is not sent behind its back

export function open(key) {
  opened = key;
}

// Two tabs may both try: one has the lock, and where there are no locks the key makes the second do nothing.
async function sendWaiting() {
  if (!person || !waiting().some((entry) => !entry.why)) return;
  const work = async (lock) => lock && sendEach();
  await (navigator.locks ? navigator.locks.request("waiting-entries", { ifAvailable: true }, work) : work(true));
  draw();
}

async function sendEach() {
  const sent = [];
  let refused = 0;
  for (const entry of waiting()) {
    if (entry.why || entry.key === opened) continue;
    const result = await send(entry);
    const isSame = entryOf(entry.key)?.at === entry.at; // it may have been put right in another tab meanwhile
    if (result.state === "saved") {
      if (isSame) remove(entry.key);
      sent.push(result.at);
    } else if (result.state === "refused") {
      if (isSame) keep({ ...entry, why: result.why });
      refused += 1;
    } else {
      say(result.state);
      return;
    }
  }
  if (sent.length || refused) tell([toldOfSent(sent), toldOfRefused(refused)].filter(Boolean).join(" "), !refused);
}

function toldOfSent(times) {
  if (!times.length) return "";
  const many = times.length > 1;
  return `Sent at ${times.at(-1)}${many ? `, ${times.length} entries` : ""}, and saved in your log. Only you can read ${many ? "them" : "it"}.`;
}

function toldOfRefused(count) {
  if (!count) return "";
  return count > 1 ? `${count} entries cannot be saved as they are. Open them and put them right.` : "One entry cannot be saved as it is. Open it and put it right.";
}

// ---- Saying so -------------------------------------------------------------------------------------------------------

const says = document.querySelector("[data-waiting-says]");
let saysWhyItWaits = false;

export function tell(sentence, isDone = false) {
  if (!says) return;
  saysWhyItWaits = false;
  says.classList.toggle("waiting-says--done", isDone);
  says.textContent = sentence;
}

// Says why an entry waits, with the way out where there is one.
export function say(state) {
  if (!says) return;
  tell(WAITS[state]);
  saysWhyItWaits = true;
  if (state !== "signed-out" && state !== "other") return;
  says.append(" ", link("Sign in", `/accounts/login/?next=${encodeURIComponent(location.pathname)}`));
}

function link(words, address) {
  const made = document.createElement("a");
  Object.assign(made, { className: "govuk-link", href: address, textContent: words });
  return made;
}

// Another tab has kept, sent or discarded one: this one no longer says that what is gone still waits.
function follow() {
  if (saysWhyItWaits && !waiting().some((entry) => !entry.why)) tell("");
  draw();
}

// The entries that wait, on the pages of the log; elsewhere only how many, beside the name of the log.
export function draw() {
  const entries = waiting().filter((entry) => entry.key !== opened);
  drawCount(entries.length);
  const section = document.querySelector("[data-waiting]");
  if (!section) return;
  section.hidden = !entries.length;
  section.querySelector("[data-waiting-count]").textContent = entries.length === 1 ? "1 entry waits on this phone" : `${entries.length} entries wait on this phone`;
  section.querySelector("[data-waiting-list]").replaceChildren(...entries.map(line));
}

function drawCount(count) {
  const name = document.querySelector(`.desk-nav a[href="${LIST}"]`);
  if (name) name.textContent = count ? `Activity log (${count} waiting)` : "Activity log";
}

function line(entry) {
  const made = document.createElement("li");
  const what = made.appendChild(document.createElement("p"));
  what.textContent = entry.what;
  for (const sentence of entry.why ?? []) {
    const why = made.appendChild(document.createElement("p"));
    Object.assign(why, { className: "why", textContent: sentence });
  }
  const ways = made.appendChild(document.createElement("p"));
  ways.className = "waiting-ways";
  const away = document.createElement("button");
  Object.assign(away, { type: "button", className: "link-button", textContent: "Discard" });
  away.append(heard(entry));
  away.addEventListener("click", () => discard(entry));
  const way = link(entry.why ? "Open and put right" : "Open", `${LOG}#waiting-${entry.key}`);
  way.append(heard(entry));
  ways.append(way, away);
  return made;
}

function heard(entry) {
  const words = document.createElement("span");
  Object.assign(words, { className: "govuk-visually-hidden", textContent: `: ${entry.what}` });
  return words;
}

function discard(entry) {
  if (!confirm(`Discard this entry? What you typed is gone then: ${entry.what}`)) return;
  remove(entry.key);
  draw();
  tell("The entry is discarded.");
  says?.focus();
}

// What was sent by the page before this one.
export function sentJustNow(at) {
  try {
    sessionStorage.setItem(SENT, at);
  } catch {
    // it is said nowhere, and in the log all the same
  }
}

function tellWhatWasSent() {
  if (!says) return;
  try {
    const at = sessionStorage.getItem(SENT);
    sessionStorage.removeItem(SENT);
    if (at) tell(`Saved in your log at ${at}. Only you can read it.`, true);
  } catch {
    // nothing was noted
  }
}

// ---- The page that is kept on the phone --------------------------------------------------------------------------------

// Keeps the log page, as it is for somebody of whom nothing is known, with what it is drawn with.
export async function keepPage() {
  const answer = await fetch(`${LOG}?kept`, { redirect: "manual" });
  if (!answer.ok) return;
  localStorage.setItem(PAGE_OF, person);
  const cache = await caches.open(PAGE_CACHE);
  await cache.put(LOG, answer);
  const drawn = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const wanted = new Set(drawn.filter((url) => url.origin === location.origin && !url.pathname.startsWith("/desk/")).map((url) => url.href));
  await Promise.all([...wanted].map(async (url) => (await cache.match(url)) ?? cache.add(url)));
  for (const kept of await cache.keys()) if (!wanted.has(kept.url) && new URL(kept.url).pathname !== LOG) await cache.delete(kept);
}

async function forgetPage() {
  if (window.caches) await caches.delete(PAGE_CACHE);
}

// Whoever signs out leaves no page behind; what waits is sent first, if it can be.
const signOut = document.querySelector("form[data-sign-out]");
signOut?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const parting = new Promise((resolve) => setTimeout(resolve, PARTING));
  await Promise.allSettled([Promise.race([sendWaiting(), parting]), forgetPage()]);
  signOut.submit();
});

try {
  if (person && localStorage.getItem(PAGE_OF) !== person) forgetPage().catch(() => {});
} catch {
  // a browser that keeps nothing has no page of anybody else
}

tellWhatWasSent();
draw();
sendWaiting();
setInterval(sendWaiting, AGAIN);
window.addEventListener("online", sendWaiting);
window.addEventListener("storage", (event) => event.key?.startsWith(prefix) && follow());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendWaiting());

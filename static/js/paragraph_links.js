// Copies the address of a paragraph from its number, and says so. The number stays the plain link that it is, which is
// all that is left where the browser lets no page write to the clipboard.
const numbers = document.querySelectorAll(".paper .paragraph > a.number[href^='#']");
const hint = document.createElement("span");
const live = document.createElement("div");
const SAID_FOR = 4000; // milliseconds
let goes = 0;

function start() {
  hint.className = "copy-hint";
  hint.setAttribute("aria-hidden", "true"); // the link has its own name, and what happened is said below
  hint.addEventListener("pointerleave", leave);
  hint.addEventListener("mousedown", (event) => event.preventDefault()); // the number keeps the focus
  hint.addEventListener("click", () => hint.previousElementSibling.click());
  live.className = "govuk-visually-hidden";
  live.setAttribute("role", "status");
  document.body.append(live);
  for (const number of numbers) {
    number.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse") offer(number); });
    number.addEventListener("pointerleave", leave);
    number.addEventListener("focus", () => { if (number.matches(":focus-visible")) offer(number); });
    number.addEventListener("blur", () => hint.remove());
    number.addEventListener("click", copy);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hint.remove(); });
}

// From the number onto the hint and back is no leaving.
function leave({ relatedTarget }) {
  const number = hint.previousElementSibling;
  if (![number, hint].includes(relatedTarget) && document.activeElement !== number) hint.remove();
}

function offer(number) {
  if (hint.previousElementSibling !== number) say(number, `Copy link to ${number.textContent}`);
}

function say(number, words) {
  clearTimeout(goes);
  hint.textContent = words;
  number.after(hint);
}

async function copy(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // it is opened elsewhere
  const number = event.currentTarget;
  live.textContent = "";
  try {
    await navigator.clipboard.writeText(number.href);
  } catch {
    hint.remove();
    return;
  }
  say(number, "Link copied");
  live.textContent = `Link to ${number.textContent} copied`;
  goes = setTimeout(() => hint.remove(), SAID_FOR);
}

if (navigator.clipboard) start();

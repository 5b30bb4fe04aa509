// How long the report is, while one types: words and minutes to read, of the section and of the whole.
import { boxOf, form, paragraphOf, paragraphs } from "./boxes.js";
import { changed, currentParagraph } from "./editor.js";

const A_MINUTE = 230; // words that a reader takes in, in a minute
const place = form.querySelector("[data-counts]");
const counted = new WeakMap(); // paragraph -> { text, words }

function wordsIn(paragraph) {
  const text = boxOf(paragraph).value;
  const known = counted.get(paragraph);
  if (known?.text === text) return known.words;
  const words = text.replace(/\]\([^)\s]*\)/g, "]").split(/[\s|]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  counted.set(paragraph, { text, words });
  return words;
}

function told(words) {
  const minutes = Math.max(1, Math.round(words / A_MINUTE));
  const count = `${words.toLocaleString("en-GB")} word${words === 1 ? "" : "s"}`;
  return words ? `${count}, about ${minutes} minute${minutes === 1 ? "" : "s"} to read` : count;
}

const sum = (list) => list.reduce((total, paragraph) => total + wordsIn(paragraph), 0);

function refresh() {
  const all = paragraphs();
  const beside = currentParagraph() ?? (document.activeElement && paragraphOf(document.activeElement)) ?? all[0];
  const section = beside?.closest("[data-section]");
  place.querySelector("[data-count-whole]").textContent = told(sum(all));
  place.querySelector("[data-count-section]").textContent = told(section ? sum([...section.querySelectorAll("[data-paragraph]")]) : 0);
}

let waiting = 0;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 200);
}

export function startCounting() {
  place.hidden = false;
  for (const kind of ["text", "state"]) changed.addEventListener(kind, soon);
  form.addEventListener("renumbered", soon);
  refresh();
}

// Starts the publishable sentence from the other answers, until somebody writes it in their own words. The same
// sentence as reports/activity_sentences.py would start it with.
import { MONTHS } from "./months.js";

const form = document.querySelector("form[data-log]");
const { wordings, virtual, places } = JSON.parse(document.getElementById("sentences").textContent);
const sentence = form.elements.sentence;

function firstSentence() {
  const wording = (form.elements.is_virtual.checked ? virtual : wordings)[form.elements.kind.value];
  if (!wording) return "";
  const place = places[form.elements.place.value] ?? "";
  const met = form.elements.met.value.trim().replace(/\.$/, "");
  const pattern = place && met ? wording.both : place ? wording.at : met ? wording.with : wording.plain;
  const said = pattern.replace("{place}", () => place).replace("{met}", () => met);
  const length = period();
  return said && length ? `${said} ${length}` : said;
}

function period() {
  const [on, until] = [day("on"), day("until")];
  if (!on || !until || until <= on) return "";
  const sameMonth = on.getFullYear() === until.getFullYear() && on.getMonth() === until.getMonth();
  const first = [on.getDate()];
  if (!sameMonth) first.push(MONTHS[on.getMonth()]);
  if (on.getFullYear() !== until.getFullYear()) first.push(on.getFullYear());
  return `from ${first.join(" ")} to ${until.getDate()} ${MONTHS[until.getMonth()]} ${until.getFullYear()}`;
}

// The day in three boxes, with the month as a number or by its name; null until it is one.
function day(name) {
  const [date, typed, year] = ["day", "month", "year"].map((part) => form.elements[`${name}_${part}`].value.trim());
  const byName = MONTHS.findIndex((month) => typed.length >= 3 && month.toLowerCase().startsWith(typed.toLowerCase().replace(/\.$/, "")));
  const month = /^\d+$/.test(typed) ? Number(typed) - 1 : byName;
  if (!/^\d+$/.test(date) || !/^\d{4}$/.test(year) || month < 0) return null;
  const found = new Date(Number(year), month, Number(date));
  return found.getDate() === Number(date) && found.getMonth() === month ? found : null;
}

let started = firstSentence();

// A sentence that is empty, or just as it was started, follows the answers above it; an edited one stays.
function follow() {
  const next = firstSentence();
  if (["", started].includes(sentence.value.trim())) sentence.value = next;
  started = next;
}

// Why the team is so is asked once it is said how it is.
const why = form.elements.position_why.closest(".govuk-form-group");
function askWhy() {
  why.hidden = !form.elements.position.value && !form.elements.position_why.value.trim() && !why.classList.contains("govuk-form-group--error");
}

form.addEventListener("input", (event) => {
  if (event.target !== sentence) follow();
  askWhy();
});
form.addEventListener("restored", () => {
  started = firstSentence();
  askWhy();
});
if (!sentence.value) follow();
askWhy();

// Starts the publishable sentence from kind, place and office, until somebody writes it in their own words.
const form = document.querySelector("form[data-log]");
const { wordings, places } = JSON.parse(document.getElementById("sentences").textContent);
const sentence = form.elements.sentence;

function firstSentence() {
  const wording = wordings[form.elements.kind.value];
  if (!wording) return "";
  const place = places[form.elements.place.value] ?? "";
  const met = form.elements.met.value.trim().replace(/\.$/, "");
  const pattern = place && met ? wording.both : place ? wording.at : met ? wording.with : wording.plain;
  return pattern.replace("{place}", () => place).replace("{met}", () => met);
}

let started = firstSentence();

// A sentence that is empty, or just as it was started, follows the answers above it; an edited one stays.
function follow() {
  const next = firstSentence();
  if (["", started].includes(sentence.value.trim())) sentence.value = next;
  started = next;
}

form.addEventListener("input", (event) => {
  if (event.target !== sentence) follow();
});
form.addEventListener("restored", () => {
  started = firstSentence();
});

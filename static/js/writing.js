// A writing page with plain boxes, such as that of the minutes: it saves by itself and numbers what is typed.
// Every button works without this script, too.
import { addAfter, boxes, divide, form, grow, paragraphAt, paragraphs, renumber, showNumbers } from "./writing/boxes.js";
import { hooks, restore, typed } from "./writing/saving.js";

// Minutes have a line that says how many items are done, and a list of what stops publication.
function showProgress(told) {
  const [line, list] = ["[data-progress]", "[data-gaps]"].map((name) => form.querySelector(name));
  if (line) line.textContent = told.progress;
  if (!list) return;
  list.replaceChildren(...told.gaps.map(([sentence, address]) => {
    const entry = document.createElement("li");
    const link = entry.appendChild(document.createElement("a"));
    [link.className, link.href, link.textContent] = ["govuk-link", address, sentence];
    return entry;
  }));
  list.closest("details").hidden = !told.gaps.length;
}

hooks.took.push((told) => {
  showNumbers(told.numbers);
  showProgress(told);
});
form.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) {
    grow(event.target);
    divide(event.target);
    renumber();
  }
  typed();
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=do]");
  if (!button?.value.startsWith("add-after:")) return;
  const paragraph = button.closest("[data-paragraph]");
  if (!paragraph) return;
  event.preventDefault();
  addAfter(paragraph, "").focus();
});

restore((after, text, key) => addAfter(paragraphAt(after ?? "") ?? paragraphs().at(-1), text, key));
for (const box of boxes()) grow(box);
document.getElementById(location.hash.slice(1))?.focus();

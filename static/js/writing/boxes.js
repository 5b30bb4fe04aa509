// The boxes of a writing page: a textarea for each paragraph, whose text is what is saved, and its number.
import { newKey } from "../new_key.js";

export const form = document.querySelector("form[data-writing]");

const template = document.getElementById("new-paragraph");
const NEW_KEY = template.content.querySelector("[data-paragraph]").dataset.paragraph; // where the key of a new one goes
const canGrowByItself = CSS.supports("field-sizing", "content");
const isNumberedByServer = form.dataset.numberedBy === "server"; // minutes: the rule of their body, which only the server knows

export const boxes = () => [...form.querySelectorAll("[data-paragraph] textarea")];
export const paragraphs = () => [...form.querySelectorAll("[data-paragraph]")];
export const sections = () => [...form.querySelectorAll("[data-section]")];
export const paragraphOf = (place) => place.closest("[data-paragraph]");
export const paragraphAt = (key) => form.querySelector(`[data-paragraph="${CSS.escape(key)}"]`);
export const boxOf = (paragraph) => paragraph.querySelector("textarea");
export const keyOf = (paragraph) => paragraph.dataset.paragraph;
export const numberOf = (paragraph) => paragraph.querySelector("[data-number]").textContent;
export const versionOf = (key) => form.elements[`version-${key}`];

// A paragraph that the server does not know yet, with the words "after" which one it stands.
export function addAfter(paragraph, text, key = newKey()) {
  const added = drawnParagraph(key);
  paragraph.after(added);
  placeAfter(added, paragraph);
  const box = boxOf(added);
  box.value = text;
  grow(box);
  form.dispatchEvent(new CustomEvent("paragraph-added", { detail: added }));
  return box;
}

export function placeAfter(added, paragraph) {
  added.querySelector("input[name^='after-']").value = keyOf(paragraph);
}

export function drawnParagraph(key) {
  const copy = document.createElement("div");
  copy.innerHTML = template.innerHTML.replaceAll(NEW_KEY, key);
  return copy.querySelector("[data-paragraph]");
}

export function grow(box) {
  if (canGrowByItself || !box.offsetParent) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}

// Words after an empty line become a paragraph of their own at once, with the caret where it was.
export function divide(box) {
  if (!paragraphOf(box)) return;
  const text = box.value;
  const cut = /\n[^\S\n]*\n\s*(?![-*•◦▪‣·](?:\s|$))(?=\S)/.exec(text);
  if (!cut || !text.slice(0, cut.index).trim()) return;
  const rest = text.slice(cut.index + cut[0].length);
  const caret = box.selectionStart - cut.index - cut[0].length;
  box.value = text.slice(0, cut.index);
  grow(box);
  const added = addAfter(paragraphOf(box), rest);
  if (document.activeElement === box && caret >= 0) {
    added.focus();
    added.setSelectionRange(caret, caret);
  }
  divide(added);
  renumber();
}

// Numbers follow while one types, by the rule of reports/compose.py: an empty paragraph has none.
export function renumber() {
  if (isNumberedByServer) return;
  for (const [place, section] of sections().entries()) {
    let count = 0;
    for (const box of section.querySelectorAll("[data-paragraph] textarea")) {
      show(paragraphOf(box), box.value.trim() ? `${place + 1}.${++count}` : "");
    }
  }
  form.dispatchEvent(new Event("renumbered"));
}

export function showNumbers(numbers) {
  for (const [key, number] of Object.entries(numbers)) {
    const paragraph = paragraphAt(key);
    if (paragraph) show(paragraph, number);
  }
}

function show(paragraph, number) {
  const [own, ...others] = paragraph.querySelectorAll("[data-number]");
  if (own.textContent === (number || "new")) return;
  own.textContent = number || "new";
  for (const [place, other] of others.entries()) other.textContent = number || (place ? "" : "this one");
}

// What happened, said to those who listen and, where it is trouble, shown to everybody.
import { form } from "./boxes.js";

const live = form.querySelector("[data-announce]");

export function announce(text, { isTrouble = false } = {}) {
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
  if (isTrouble) showTrouble(text);
}

function showTrouble(text) {
  form.querySelector(".writing-trouble")?.remove();
  const banner = document.createElement("div");
  banner.className = "writing-trouble";
  const close = document.createElement("button");
  [close.type, close.className, close.textContent] = ["button", "link-button", "Close"];
  close.addEventListener("click", () => banner.remove());
  const sentence = document.createElement("p");
  sentence.textContent = text;
  banner.append(sentence, close);
  form.querySelector(".writing-bar").append(banner);
}

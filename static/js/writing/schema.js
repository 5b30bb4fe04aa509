// What a paragraph may hold, exactly as reports/typed.py and reports/markdown.py read it: words, then perhaps one table,
// then bullets; in them bold, italic, links and references to other paragraphs. Nothing else can be typed or pasted.
import { Schema } from "../../vendor/prosemirror/prosemirror-1.42.9.min.js";

export const LINK = /^(?:https?:\/\/|mailto:)[^\s\x00-\x1f]+$|^#[pm]-[A-Za-z0-9-]+$/i;
export const REFERENCE = /^#key-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
export const MOST_COLUMNS = 12;

const cellFacts = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, figure: { default: false } };
const isFigure = (cell) => ({ figure: cell.classList.contains("figure") });
const drawn = (cell) => (cell.attrs.figure ? { class: "figure" } : {});
const referred = (link) => {
  const key = REFERENCE.exec(link.getAttribute("href"))?.[1];
  return key ? { key, label: link.dataset.label ?? link.textContent } : false;
};

export const schema = new Schema({
  nodes: {
    doc: { content: "(words+ table? bullets?) | (table bullets?) | bullets" },
    words: { content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    table: {
      content: "row+",
      tableRole: "table",
      isolating: true,
      parseDOM: [{ tag: "table" }],
      toDOM: () => ["table", ["tbody", 0]],
    },
    row: { content: "(header | cell)+", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
    header: {
      content: "inline*",
      attrs: cellFacts,
      tableRole: "header_cell",
      isolating: true,
      parseDOM: [{ tag: "th", getAttrs: isFigure }],
      toDOM: (cell) => (cell.childCount ? ["th", { scope: "col", ...drawn(cell) }, 0] : ["td", drawn(cell), 0]), // one without words heads nothing
    },
    cell: {
      content: "inline*",
      attrs: cellFacts,
      tableRole: "cell",
      isolating: true,
      parseDOM: [{ tag: "td", getAttrs: isFigure }],
      toDOM: (cell) => ["td", drawn(cell), 0],
    },
    bullets: { content: "bullet+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", { class: "bullets" }, 0] },
    bullet: { content: "inline*", parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    text: { group: "inline" },
    reference: {
      inline: true,
      group: "inline",
      atom: true,
      attrs: { key: {}, label: { default: "" } },
      parseDOM: [{ tag: "a[href^='#key-']", priority: 60, getAttrs: referred }],
      toDOM: ({ attrs }) => ["a", { href: `#key-${attrs.key}`, "data-label": attrs.label }, attrs.label],
      leafText: ({ attrs }) => attrs.label,
    },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (link) => LINK.test(link.getAttribute("href")) && { href: link.getAttribute("href") } }],
      toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  },
});

export const { words, table, row, header, cell, bullets, bullet, reference } = schema.nodes;
export const { link, em, strong } = schema.marks;

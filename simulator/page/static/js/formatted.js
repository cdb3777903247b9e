// Telegram's text formatting as nodes: entities count UTF-16 units, as JavaScript's strings do.

import { h } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const LINKS = { url: (words) => (/^[a-z]+:/i.test(words) ? words : `https://${words}`), email: (words) => `mailto:${words}` };

/** Nodes for a text; `press.link(url)` and `press.command(text)` are called when somebody follows one. */
export function formatted(text, entities = [], press = {}) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, ordered, press);
}

function build(text, start, end, entities, press) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [entity, ...others] = rest;
    const stop = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || stop <= entity.offset) {
      rest = others;
      continue;
    }
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const inner = others.filter((other) => other.offset < stop);
    nodes.push(element(entity, text.slice(entity.offset, stop), build(text, entity.offset, stop, inner, press), press));
    at = stop;
    rest = others.filter((other) => other.offset >= stop);
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function element(entity, words, inner, press) {
  const { type } = entity;
  if (type === "text_link") return link(entity.url, inner, press);
  if (type in LINKS) return link(LINKS[type](words), inner, press);
  if (type === "bot_command") {
    return h("button", { class: "command", type: "button", onclick: () => press.command?.(words) }, inner);
  }
  if (type === "spoiler") return spoiler(inner);
  if (type in TAGS) return h(TAGS[type], { class: type === "expandable_blockquote" ? "expandable" : null }, inner);
  return h("span", { class: `entity ${type}` }, inner);
}

/** Links never leave the page by themselves: nothing here needs the network. */
function link(url, inner, press) {
  const follow = (event) => {
    event.preventDefault();
    press.link?.(url);
  };
  return h("a", { href: /^(https?|tg|mailto):/i.test(url) ? url : "#", rel: "noreferrer", title: url, onclick: follow }, inner);
}

function spoiler(inner) {
  const hidden = h("button", { class: "spoiler", type: "button", "aria-label": "Hidden text, press to show" }, inner);
  hidden.addEventListener("click", () => {
    hidden.classList.add("shown");
    hidden.removeAttribute("aria-label");
  });
  return hidden;
}

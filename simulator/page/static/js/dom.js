// Makes elements without ever reading text as HTML: what people typed can only become text nodes.

/** h("button", {class: "x", onclick: f, "aria-label": "…"}, "text", node, [nodes], null) */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(element, name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(element.dataset, value);
  else if (name === "style") for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** Replaces what is in `element`, but leaves it alone when nothing changed: focus and scrolling stay. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  return element;
}

/** A sign that screen readers pass over, because the words beside it say the same. */
export const sign = (text) => h("span", { class: "sign", "aria-hidden": "true" }, text);

let counted = 0;
export const freshId = (prefix) => `${prefix}-${++counted}`;

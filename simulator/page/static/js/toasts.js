// What a bot says over the chat after a press, and what did not work: shown for a moment, or until OK.

import { fill, h } from "./dom.js";

const SHOWN_MS = 4500;

/** Read out by screen readers, who are told of what is put there. */
export const announce = (text) => document.querySelector("#toasts").replaceChildren(text);

/** Over the chat with this key, else over everything; a newer one takes the place of the one before. */
export function toast(text, kind = "", key = null) {
  const place = document.querySelector(`.column[data-chat="${key}"] .middle`) ?? document.body;
  announce(text);
  document.querySelector(".toast")?.remove();
  const shown = h("div", { class: `toast ${kind}`, dir: "auto", "aria-hidden": "true" }, text);
  place.append(shown);
  setTimeout(() => shown.classList.add("going"), SHOWN_MS);
  setTimeout(() => shown.remove(), SHOWN_MS + 400);
}

/** Runs something; when it is refused, the refusal is told. */
export async function tried(action) {
  try {
    return await action();
  } catch (refusal) {
    toast(refusal.message, "refused");
    return null;
  }
}

/** A window of its own; resolves with what the closing button says ("" for Escape). */
export function dialog(title, content, buttons = [["OK", "ok"]]) {
  const answers = buttons.map(([label, value, style = ""]) =>
    h("button", { value, class: `answer ${style}`, autofocus: value === "ok" }, label),
  );
  const box = h(
    "dialog",
    { "aria-label": title },
    h("form", { method: "dialog" }, h("h2", { dir: "auto" }, title), content, h("div", { class: "answers" }, answers)),
  );
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => {
    box.addEventListener("close", () => {
      box.remove();
      resolve(box.returnValue);
    });
    box.addEventListener("click", (event) => event.target === box && box.close(""));
  });
}

/** A small list of things to do, below the button that opened it; Escape and a press elsewhere close it. */
export function menu(opener, label, items) {
  const choices = items.filter(Boolean).map(([text, action, style = ""]) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: style,
        onclick: () => {
          box.hidePopover();
          action();
        },
      },
      text,
    ),
  );
  const box = h("div", { popover: "auto", class: "menu", role: "menu", "aria-label": label }, choices);
  show(box, opener);
  const move = (step) => choices[(choices.indexOf(document.activeElement) + step + choices.length) % choices.length];
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1).focus();
    else if (event.key === "ArrowUp") move(-1).focus();
    else return;
    event.preventDefault();
  });
  choices[0]?.focus();
  return box;
}

/** Any content as a popover beside its opener. */
export function panel(opener, label, content) {
  const box = h("div", { popover: "auto", class: "menu panel", role: "dialog", "aria-label": label });
  fill(box, content);
  show(box, opener);
  box.querySelector("button, input, select")?.focus();
  return box;
}

function show(box, opener) {
  document.body.append(box);
  box.showPopover();
  const from = opener.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(from.left, innerWidth - size.width - 8));
  const below = from.bottom + 6 + size.height < innerHeight;
  box.style.left = `${left}px`;
  box.style.top = `${Math.max(8, below ? from.bottom + 6 : from.top - size.height - 6)}px`;
  opener.setAttribute("aria-expanded", "true");
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    opener.setAttribute("aria-expanded", "false");
    if (box.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
    box.remove();
  });
}

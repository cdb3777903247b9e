// Where the tour points: the column, the button to press, the message to look at, and words one can take over.

import { h, sign } from "./dom.js";
import { town } from "./state.js";

/** As tests name buttons: without signs before the words. */
export const plain = (label) => label.replace(/^[^\p{L}\p{N}]+/u, "").trim().toLowerCase();

export function clearMarks(columns) {
  for (const { element, hint } of columns.values()) {
    hint(null);
    for (const old of [element, ...element.querySelectorAll(".marked")]) old.classList.remove("marked", "pointed");
  }
}

export function mark(columns, step, keyOf, state) {
  const { floor } = state;
  const shown = (step.marks ?? []).map((one) => ({ one, column: [...columns.values()].find(({ view }) => view.key === keyOf(one)) }));
  // What comes later in the step is only there once what comes before is done.
  const pointed = shown.slice(state.reached).filter(({ column }) => column).reverse().find(({ one, column }) => point(column, one, floor));
  // Nobody is sent back: between a press and what it leads to, the button of the chat before would be pointed at again.
  if (pointed) state.reached = shown.indexOf(pointed);
  (pointed ?? shown[0])?.column?.element.classList.add("pointed");
}

function point(column, one, floor) {
  const found = buttonFor(column, one, floor) ?? messageFor(column, one, floor);
  found?.classList.add("marked");
  const words = found ? null : wordsFor(column, one, floor);
  if (words) suggest(column, words);
  return found ?? words;
}

/** The first of the wished buttons that the newest keyboard of the chat has. */
function buttonFor({ element, view }, { press = [] }, floor) {
  const boards = [...element.querySelectorAll(".message:not(.deleted)")].filter(
    (message) => message.querySelector(".keyboard") && Number(message.dataset.id) > (floor[view.key] ?? 0),
  );
  const keys = [...(boards.at(-1)?.querySelectorAll(".key") ?? []), ...element.querySelectorAll(".foot [data-label]")];
  const named = press.map((label) => keys.find((key) => plain(key.dataset.label) === plain(label)));
  return named.find(Boolean) ?? null;
}

function messageFor({ view, drawn }, { message }, floor) {
  if (!message) return null;
  const newest = sorted(view).filter((one) => isFresh(one, floor) && one.by_bot && one.text.includes(message)).at(-1);
  return newest ? drawn.get(newest.message_id) : null;
}

const sorted = (view) => [...(town.messages.get(view.key)?.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
const isFresh = (message, floor) => !message.deleted && message.message_id > (floor[message.chat] ?? 0);

/** Words that fit now: after the question they answer, or as long as nobody said them. */
function wordsFor({ view }, { say = [] }, floor) {
  const messages = sorted(view);
  const newest = messages.filter((message) => !message.deleted).at(-1);
  const fits = ({ text, when }) =>
    when
      ? newest?.by_bot && newest.text.includes(when)
      : !messages.some((message) => isFresh(message, floor) && message.text === text);
  return say.find(fits)?.text ?? null;
}

function suggest(column, words) {
  const take = h("button", { type: "button", class: "suggestion marked", dir: "auto", onclick: () => column.composer.write(words) }, words);
  column.hint([h("span", {}, sign("✍️ "), "Write this, or something of your own:"), take]);
}

/** Moves the focus to what is marked, or into the column. */
export function takeThere(columns) {
  const pointed = [...columns.values()].filter(({ element }) => element.classList.contains("pointed"));
  const withMark = pointed.find(({ element }) => element.querySelector(".marked")) ?? pointed[0];
  if (!withMark) return;
  withMark.element.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
  const target = withMark.element.querySelector(".marked");
  if (target?.tagName === "BUTTON") target.focus({ preventScroll: false });
  else withMark.focus();
}

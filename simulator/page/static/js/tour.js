// The guided tour, which comes as data: says what to do, shows where, and sees by itself when it is done.

import { fill, h, sign } from "./dom.js";
import { clearMarks, mark, takeThere } from "./marks.js";
import { look } from "./server.js";
import { announce } from "./toasts.js";
import { on, privateKey, tell, town } from "./state.js";
import { open } from "./views.js";

const KEPT = "tour";
const state = { step: null, floor: {}, reached: 0, began: 0, finished: false, seen: false };
let place;
let columns;

export function tour(element, shownColumns) {
  place = element;
  columns = shownColumns;
  resume();
  on("page", resume);
  on("message", ({ key, message }) => watch(key, message));
  // The columns listen as well: point only when they have drawn.
  for (const topic of ["chat", "views", "shown", "become"]) on(topic, () => queueMicrotask(marks));
}

/** A button in the bar to begin the tour, also once more. */
export function tourButton() {
  const button = h("button", { type: "button", class: "tool", hidden: true, onclick: () => begin() }, sign("🧭"), h("span", {}, "Tour"));
  const show = () => (button.hidden = !town.page.tour || state.step !== null);
  on("page", show);
  on("tour", show);
  show();
  return button;
}

/** Where it was before a reload, the invitation at first, or a notice while there is no tour yet. */
function resume() {
  const plan = town.page.tour;
  if (!plan) return notice();
  if (state.step !== null) return draw();
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept?.title === plan.title && kept.number <= town.number) {
    Object.assign(state, kept.state);
    return state.step === null ? hide() : enter();
  }
  return invite(plan);
}

function notice() {
  place.hidden = !town.page.notice;
  fill(place, h("p", { class: "notice", role: "status" }, sign("⏳ "), town.page.notice ?? ""));
}

function invite(plan) {
  openAll(plan.open ?? []);
  show(
    h("div", { class: "words" }, h("h2", {}, plan.title), h("p", {}, plan.text)),
    h("div", { class: "presses" }, button("Start the tour", begin, "primary"), button("I look around myself", end)),
  );
}

async function openAll(wanted) {
  for (const one of wanted) await open(keyOf(one), personIn(one), { focus: false });
}

function begin() {
  const newest = [...town.last].map(([key, message]) => [key, message.message_id]);
  Object.assign(state, { step: 0, floor: Object.fromEntries(newest), began: Date.now(), finished: false, seen: false });
  enter();
}

async function enter() {
  const step = town.page.tour.steps[state.step];
  Object.assign(state, { seen: false, reached: 0 });
  keep();
  tell("tour");
  draw();
  if (!step) return;
  const [first, ...more] = step.marks ?? [];
  for (const one of more) if (one.open) await open(keyOf(one), personIn(one), { focus: false });
  if (first) await open(keyOf(first), personIn(first), { focus: "look" });
  marks();
  await catchUp(step);
}

/** What happened before this step began may already fulfil it. */
async function catchUp(step) {
  const key = keyOf(step.done);
  if (!town.chats.has(key)) return;
  const { messages } = await look("/chat", { chat: key });
  for (const message of messages) watch(key, message);
}

function watch(key, message) {
  const step = town.page.tour?.steps[state.step];
  if (!step || state.seen || key !== keyOf(step.done)) return;
  const isNew = message.message_id > (state.floor[key] ?? 0);
  if (!isNew || !message.by_bot || message.deleted || !message.text.includes(step.done.sees)) return;
  state.seen = true;
  step.confirm ? draw() : next();
}

function next() {
  state.step += 1;
  if (state.step >= town.page.tour.steps.length) state.finished = true;
  enter();
}

function end() {
  state.step = null;
  clearMarks(columns);
  keep();
  tell("tour");
  hide();
}

const hide = () => (place.hidden = true);

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify({ title: town.page.tour.title, number: town.number, state }));
}

function draw() {
  const { steps, end: ending } = town.page.tour;
  if (state.finished) return finish(ending);
  const step = steps[state.step];
  const done = state.seen && step.confirm;
  show(
    progress(steps.length),
    h("div", { class: "words" }, h("h2", {}, `${state.step + 1} of ${steps.length} · ${step.title}`), h("p", {}, step.text)),
    h(
      "div",
      { class: "presses" },
      done ? button(step.confirm, next, "primary") : button("Show me where", () => takeThere(columns, step)),
      !done && button("Skip", next),
      button("End the tour", end),
    ),
  );
}

function finish(ending) {
  clearMarks(columns);
  const minutes = Math.max(1, Math.round((Date.now() - state.began) / 60000));
  show(
    progress(town.page.tour.steps.length),
    h(
      "div",
      { class: "words" },
      h("h2", {}, sign("🎉 "), ending.title),
      h("p", {}, ending.text.replace("{minutes}", minutes === 1 ? "a minute" : `${minutes} minutes`)),
      h("ul", { class: "next" }, ending.next.map((line) => h("li", {}, line))),
    ),
    h("div", { class: "presses" }, button("Close", end, "primary")),
  );
}

function progress(count) {
  const dots = Array.from({ length: count }, (_, at) =>
    h("li", { class: at < state.step ? "done" : at === state.step ? "now" : "" }),
  );
  return h("ol", { class: "dots", "aria-hidden": "true" }, dots);
}

const button = (label, action, style = "") => h("button", { type: "button", class: `press ${style}`, onclick: action }, label);

/** Drawn anew, the words are read out, unless they are the same; focus that was here stays here. */
function show(...content) {
  const focused = place.contains(document.activeElement);
  place.hidden = false;
  const before = place.querySelector(".words")?.textContent;
  fill(place, h("div", { class: "guide" }, content));
  const words = place.querySelector(".words");
  if (words.textContent !== before) announce(words.innerText);
  if (focused) place.querySelector("button")?.focus();
}

function marks() {
  const step = town.page.tour?.steps[state.step];
  clearMarks(columns);
  if (step) mark(columns, step, keyOf, state);
}

/** The chat meant by {person} or {chat: title}. */
export function keyOf({ person, chat }) {
  if (chat === undefined) return privateKey(idOf(person));
  return [...town.chats.values()].find((one) => one.title === chat && !one.migrated_to && !one.deleted)?.chat ?? chat;
}

const idOf = (name) => [...town.people.values()].find((person) => person.name === name)?.id;
const personIn = (one) => idOf(one.person);

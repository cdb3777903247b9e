// One chat as a column, phone-wide: head, messages, keyboard, what one writes. It follows its chat live.

import { composer } from "./composer.js";
import { fill, h, sign } from "./dom.js";
import { chatMenu } from "./groups.js";
import { replyKeyboard } from "./keyboards.js";
import { avatar, dayOf } from "./looks.js";
import { bubble } from "./message.js";
import { act } from "./server.js";
import { isPrivate, membersOf, nameOfBot, on, personOf, present, town } from "./state.js";
import { tried } from "./toasts.js";
import { become, close } from "./views.js";

const NEAR_END = 80;

/** {element, focus(), end()} for a view. */
export function column(view) {
  const parts = {
    owner: h("div", { class: "owner" }),
    head: h("header", { class: "head" }),
    log: h("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "Messages", tabindex: "0" }),
    down: h("button", { type: "button", class: "down", hidden: true, "aria-label": "To the newest message" }, sign("↓")),
    hint: h("div", { class: "hint", hidden: true }),
    foot: h("footer", { class: "foot" }),
  };
  const element = h(
    "section",
    { class: "column", dataset: { chat: view.key } },
    parts.owner,
    h("div", { class: "phone" }, parts.head, h("div", { class: "middle" }, parts.log, parts.down), parts.hint, parts.foot),
  );
  const self = { view, element, parts, drawn: new Map(), atEnd: true, hint: (content) => hint(parts, content) };
  self.composer = composer(self);
  self.reply = (message) => self.composer.reply(message);
  self.edit = (message) => self.composer.edit(message);
  self.focus = () => self.composer.focus();
  parts.down.addEventListener("click", () => toEnd(parts.log));
  const watching = staying(self);
  const stop = [
    on("chat", ({ key, changed, fresh }) => key === view.key && draw(self, fresh ? null : changed)),
    on("become", (changed) => changed === view && draw(self, null)),
  ];
  self.end = () => [() => watching.disconnect(), ...stop].forEach((off) => off());
  draw(self, null);
  return self;
}

/** Whoever reads the newest message goes on seeing it when the phone changes its size. */
function staying(self) {
  const { log, down } = self.parts;
  let height = 0;
  log.addEventListener("scroll", () => {
    if (log.clientHeight === height) down.hidden = self.atEnd = isAtEnd(log); // else the browser moved it, not somebody
  });
  const watching = new ResizeObserver(() => {
    height = log.clientHeight;
    if (self.atEnd) toEnd(log);
  });
  watching.observe(log);
  return watching;
}

function hint(parts, content) {
  parts.hint.hidden = !content;
  fill(parts.hint, content ?? []);
}

const isAtEnd = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
const toEnd = (log) => log.scrollTo({ top: log.scrollHeight });

/** `changed`: ids of the messages to draw anew; null for all. */
function draw(self, changed) {
  const { view, parts, element } = self;
  element.setAttribute("aria-label", `${titleOf(view)}, as ${town.people.get(view.person)?.name}`);
  owner(self);
  head(self);
  const stay = !self.atEnd && changed !== null;
  const focus = changed === null && focusIn(parts.log);
  if (changed === null) {
    self.drawn.clear();
    fill(parts.log);
  }
  const all = town.messages.get(view.key) ?? new Map();
  const wanted = changed ?? [...all.keys()].sort((a, b) => a - b);
  for (const id of wanted) place(self, all.get(id), changed !== null);
  if (focus) refocus(self.drawn.get(focus.id) ?? parts.log, focus.label, self);
  foot(self);
  if (stay) parts.down.hidden = false;
  else toEnd(parts.log);
}

export const titleOf = (view) => (isPrivate(view.key) ? nameOfBot(view.key) : town.chats.get(view.key)?.title ?? "");

function head(self) {
  const { view, parts } = self;
  const chat = town.chats.get(view.key);
  const typing = (town.typing.get(view.key) ?? 0) > Date.now();
  const title = titleOf(view);
  const options = h("button", { type: "button", class: "plain", "aria-label": `Options of ${title}`, "aria-haspopup": "menu" }, sign("⋮"));
  options.addEventListener("click", () => chatMenu(options, view));
  if (parts.head.contains(document.activeElement)) return; // drawing it anew would take the focus away
  fill(
    parts.head,
    avatar(title, isPrivate(view.key) ? view.key.split(":")[0] : view.key),
    h("div", { class: "title" }, h("h2", { dir: "auto" }, title), h("p", {}, typing ? h("i", {}, "is typing …") : subtitle(view, chat))),
    options,
    h("button", { type: "button", class: "plain", "aria-label": `Close ${title}`, onclick: () => close(view.key) }, sign("✕")),
  );
}

function subtitle(view, chat) {
  if (isPrivate(view.key)) return chat?.blocked ? "blocked" : "bot";
  const count = Object.values(chat?.members ?? {}).filter(present).length;
  return `${count} members${chat?.kind === "group" ? ", basic group" : ""}`;
}

/** Whose phone this is: the person one plays here; in a group it can be any member. */
function owner(self) {
  const { view, parts } = self;
  if (parts.owner.contains(document.activeElement)) return;
  const person = town.people.get(view.person) ?? personOf(view.key);
  if (!person) return;
  const name = isPrivate(view.key) ? h("b", { dir: "auto" }, person.name) : choice(view, town.chats.get(view.key));
  fill(parts.owner, avatar(person.name, person.id), h("span", {}, "You are ", name), person.role && h("small", {}, person.role));
}

function choice(view, chat) {
  const options = membersOf(chat ?? {}).map(([id]) =>
    h("option", { value: id, selected: Number(id) === view.person }, town.people.get(Number(id)).name),
  );
  const pick = h("select", { "aria-label": "The person you play" }, options);
  pick.addEventListener("change", () => become(view, Number(pick.value)));
  return pick;
}

function place(self, message, isNews) {
  const { view, parts, drawn } = self;
  if (!message) return;
  const fresh = bubble(message, view, self);
  const old = drawn.get(message.message_id);
  drawn.set(message.message_id, fresh);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset.label : null;
    // The focus moves before the old bubble goes: only then the browser keeps showing it to who works by keyboard.
    old.after(fresh);
    if (isNews) fresh.classList.add("changed");
    if (focused !== null) refocus(fresh, focused, self);
    old.remove();
    return;
  }
  const day = dayOf(message.date * 1000);
  if (parts.log.dataset.day !== day || !parts.log.childElementCount) {
    parts.log.dataset.day = day;
    parts.log.append(h("div", { class: "day" }, h("span", {}, day)));
  }
  if (isNews) fresh.classList.add("new");
  parts.log.append(fresh);
}

/** The button that has the focus, to find it again when everything is drawn anew. */
function focusIn(log) {
  const button = log.contains(document.activeElement) && document.activeElement.closest(".key");
  return button ? { id: Number(button.closest(".message").dataset.id), label: button.dataset.label } : null;
}

/** Whoever works by keyboard stays at the buttons when the bot edits the message under them. */
function refocus(fresh, label, self) {
  const same = [...fresh.querySelectorAll(".key")].find((key) => key.dataset.label === label);
  (same ?? fresh.querySelector(".key") ?? self.parts.log).focus();
}

function foot(self) {
  const { view, parts } = self;
  const chat = town.chats.get(view.key);
  if (isPrivate(view.key) && (!chat || chat.blocked)) {
    const start = () => tried(() => act("/start", { person: view.person, bot: Number(view.key.split(":")[0]) }));
    const label = chat?.blocked ? "Restart" : "Start";
    return fill(parts.foot, h("button", { type: "button", class: "start", dataset: { label }, onclick: start }, label));
  }
  const over = chat?.migrated_to ? "The group has moved to a supergroup." : chat?.deleted ? "The group is deleted." : null;
  if (over) return fill(parts.foot, h("p", { class: "over" }, over));
  const keyboard = replyKeyboard(chat, view);
  if (parts.foot.firstElementChild !== self.composer.element) fill(parts.foot, self.composer.element);
  parts.foot.querySelector(".reply-keyboard")?.remove();
  if (keyboard) parts.foot.append(keyboard);
  return parts.foot;
}

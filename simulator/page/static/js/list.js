// The list of all chats under the headings of their roles: private chats of people, and groups.

import { fill, h, sign } from "./dom.js";
import { addGroup, addPerson } from "./groups.js";
import { avatar, shortDayOf, timeOf } from "./looks.js";
import { now, on, privateKey, town } from "./state.js";
import { open, playerOf, viewOf } from "./views.js";

const REST = "Others";

export function list(element) {
  const redraw = () => draw(element);
  for (const topic of ["chats", "page", "views", "become", "clock"]) on(topic, redraw);
  on("arrival", ({ chat }) => {
    if (!viewOf(chat)) town.unread.set(chat, (town.unread.get(chat) ?? 0) + 1);
  });
  on("shown", ({ key }) => {
    town.unread.delete(key);
    redraw();
  });
  redraw();
}

function draw(element) {
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const roles = [...(town.page.roles ?? [])];
  const people = [...town.people.values()];
  const groups = [...town.chats.values()].filter((chat) => chat.kind !== "private" && !chat.migrated_to && !chat.deleted);
  const others = [...people, ...groups].some((one) => !roles.includes(one.role));
  if (others || !roles.length) roles.push(REST);
  const of = (role) => (one) => (roles.includes(one.role) ? one.role : REST) === role;
  fill(element, roles.map((role) => section(role, people.filter(of(role)), groups.filter(of(role)))));
  if (focused) element.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
}

function section(role, people, groups) {
  const given = role === REST ? null : role;
  const add = (label, name, action) =>
    h("button", { type: "button", class: "add", "aria-label": `${label}: ${role}`, title: label, dataset: { focus: `${name} ${role}` }, onclick: action }, name);
  return h(
    "section",
    { "aria-label": role },
    h("h2", {}, role, h("span", { class: "adding" }, add("Add a person", "+ 👤", () => addPerson(given)), add("Add a group", "+ 👥", () => addGroup(given)))),
    h("ul", {}, groups.map(groupEntry), people.map(personEntry)),
  );
}

function groupEntry(chat) {
  return entry(chat.chat, chat.title, chat.chat, () => open(chat.chat, viewOf(chat.chat)?.person ?? playerOf(chat)));
}

function personEntry(person) {
  const key = privateKey(person.id);
  return entry(key, person.name, person.id, () => open(key, person.id));
}

function entry(key, name, id, show) {
  const last = town.last.get(key);
  const unread = town.unread.get(key) ?? 0;
  const preview = last ? previewOf(last) : "has not pressed Start yet";
  const state = viewOf(key) ? "open" : "";
  const button = h(
    "button",
    { type: "button", class: `entry ${state}`, "aria-current": state ? "true" : null, dataset: { focus: key, key }, onclick: show },
    avatar(name, id),
    h("b", { dir: "auto" }, name),
    h("time", {}, last ? whenOf(last) : ""),
    h("span", { class: "preview", dir: "auto" }, preview),
    unread > 0 && h("span", { class: "unread" }, String(unread), h("span", { class: "heard" }, " unread")),
  );
  return h("li", {}, button);
}

function previewOf(message) {
  const kinds = { photo: "🖼 Picture", location: "📍 Location", contact: "👤 Contact", poll: "📊 Poll", voice: "🎤 Voice" };
  const kind = Object.keys(kinds).find((name) => name in message.content);
  return message.text.split("\n").find(Boolean) || kinds[kind] || (message.service ? "The group changed" : message.media ?? "Message");
}

function whenOf(message) {
  const date = message.date * 1000;
  return now() - date < 20 * 3600 * 1000 ? timeOf(date) : shortDayOf(date);
}

/** The same list can be folded away on a narrow screen. */
export function listButton() {
  const flip = () => {
    const shown = document.body.classList.toggle("listing");
    button.setAttribute("aria-expanded", String(shown));
  };
  const button = h("button", { type: "button", class: "plain lister", "aria-label": "All chats", "aria-expanded": "false", onclick: flip }, sign("☰"));
  const fold = () => {
    document.body.classList.remove("listing");
    button.setAttribute("aria-expanded", "false");
  };
  on("shown", ({ focus }) => focus && fold()); // somebody chose a chat
  document.addEventListener("click", (event) => event.target === document.body && fold()); // the shade beside it
  return button;
}

// Which chats stand side by side, and through whose eyes each is seen. Kept over a reload of the page.

import { loadChat, membersOf, privateKey, tell, town } from "./state.js";

const KEPT = "open-chats";
export const views = []; // {key, person}: one for each chat, in the order of the columns

export const viewOf = (key) => views.find((view) => view.key === key);

/** Opens a chat (or turns to it) as this person; `to` is what shall be seen of it. */
export async function open(key, person, { focus = true } = {}) {
  const view = viewOf(key);
  if (view) {
    if (person && view.person !== person) become(view, person);
  } else {
    views.push({ key, person });
    await loadChat(key);
    tell("views");
  }
  keep();
  tell("shown", { key, focus });
}

export const openPrivate = (personId, options) => open(privateKey(personId), personId, options);

export function close(key) {
  const index = views.findIndex((view) => view.key === key);
  if (index < 0) return;
  views.splice(index, 1);
  town.messages.delete(key);
  keep();
  tell("views");
}

/** Plays another person in the same group. */
export function become(view, person) {
  view.person = person;
  keep();
  tell("become", view);
}

/** Who one would play in a group at first: its creator, else somebody who is there. */
export function playerOf(chat) {
  const members = membersOf(chat);
  const creator = members.find(([, status]) => status === "creator") ?? members[0];
  return creator ? Number(creator[0]) : null;
}

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify(views));
}

/** What was open before a reload, as far as it still exists. */
export async function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  for (const { key, person } of kept) {
    const known = town.chats.has(key) || (key.includes(":") && town.people.has(person));
    if (known) await open(key, person, { focus: false });
  }
  return views.length > 0;
}

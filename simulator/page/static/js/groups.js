// Things one does with whole chats: adding people and groups, the bot coming and going, blocking.

import { h } from "./dom.js";
import { act } from "./server.js";
import { bot, botIn, isPrivate, membersOf, town } from "./state.js";
import { dialog, menu, tried } from "./toasts.js";
import { open, openPrivate } from "./views.js";

const LANGUAGES = { en: "English", de: "Deutsch", uk: "Українська", ru: "Русский", ar: "العربية", fa: "فارسی", tr: "Türkçe" };
const KINDS = { supergroup: "Supergroup", group: "Basic group", forum: "Supergroup with topics" };
const CLOSING = [["Add", "ok"], ["Cancel", ""]];

const choices = (named) => Object.entries(named).map(([value, label]) => h("option", { value }, label));

export async function addPerson(role) {
  const name = h("input", { required: true, maxlength: 64, autocomplete: "off", dir: "auto", autofocus: true });
  const language = h("select", {}, choices(LANGUAGES));
  const fields = [h("label", {}, "First name", name), h("label", {}, "Language of their Telegram", language)];
  if ((await dialog(role ? `Add somebody: ${role}` : "Add a person", fields, CLOSING)) !== "ok") return;
  const person = await tried(() => act("/people", { name: name.value.trim(), language: language.value, role }));
  if (person) await openPrivate(person.id);
}

export async function addGroup(role) {
  const title = h("input", { required: true, maxlength: 128, autocomplete: "off", dir: "auto", autofocus: true });
  const kind = h("select", {}, choices(KINDS));
  const people = [...town.people.values()];
  const creator = h("select", {}, people.map((person) => h("option", { value: person.id }, person.name)));
  const withBot = h("input", { type: "checkbox", checked: true });
  const fields = [
    h("label", {}, "Name of the group", title),
    h("label", {}, "Kind", kind),
    h("label", {}, "Opened by", creator),
    h("label", { class: "tick" }, withBot, `Add ${bot().name} to it`),
  ];
  if ((await dialog(role ? `Add a group: ${role}` : "Add a group", fields, CLOSING)) !== "ok") return;
  const by = Number(creator.value);
  const group = await tried(() => act("/groups", { title: title.value.trim(), kind: kind.value, creator: by, role }));
  if (!group) return;
  if (withBot.checked) await tried(() => act("/add-bot", { chat: group.chat, by }));
  await open(group.chat, by);
}

export function chatMenu(opener, view) {
  const chat = town.chats.get(view.key);
  const items = isPrivate(view.key) ? privateItems(view, chat) : groupItems(view, chat);
  menu(opener, "Options of this chat", items);
}

function privateItems(view, chat) {
  const wish = { person: view.person, bot: Number(view.key.split(":")[0]) };
  return [
    chat && !chat.blocked && ["Block the bot", () => tried(() => act("/block", wish)), "danger"],
    chat?.blocked && ["Unblock the bot", () => tried(() => act("/unblock", wish))],
    ["Press Start again", () => tried(() => act("/start", wish))],
  ];
}

function groupItems(view, chat) {
  const wish = { chat: view.key, by: view.person };
  const isAdmin = ["creator", "administrator"].includes(chat.members[view.person]);
  return [
    !botIn(chat) && [`Add ${bot().name}`, () => tried(() => act("/add-bot", wish))],
    botIn(chat) && isAdmin && [`Remove ${bot().name}`, () => tried(() => act("/remove-bot", wish)), "danger"],
    ["Add a member …", () => addMember(view, chat)],
    isAdmin && ["Make somebody administrator …", () => promote(view, chat)],
    isAdmin && ["Rename …", () => rename(view, chat)],
    chat.kind === "group" && isAdmin && ["Upgrade to supergroup", () => upgrade(view)],
    ["Leave the group", () => tried(() => act("/leave", { chat: view.key, person: view.person })), "danger"],
  ];
}

async function addMember(view, chat) {
  const inside = new Set(membersOf(chat).map(([id]) => Number(id)));
  const outside = [...town.people.values()].filter((person) => !inside.has(person.id));
  const person = await dialog("Add whom?", null, [...outside.map((one) => [one.name, String(one.id)]), ["Cancel", ""]]);
  if (person) await tried(() => act("/join", { chat: view.key, person: Number(person), by: view.person }));
}

async function promote(view, chat) {
  const ordinary = membersOf(chat).filter(([, status]) => status === "member");
  const named = ordinary.map(([id]) => [town.people.get(Number(id)).name, id]);
  const user = await dialog("Make whom administrator?", null, [...named, ["Cancel", ""]]);
  if (user) await tried(() => act("/promote", { chat: view.key, user: Number(user), by: view.person }));
}

async function rename(view, chat) {
  const title = h("input", { required: true, value: chat.title, maxlength: 128, dir: "auto", autofocus: true });
  const answer = await dialog("Rename the group", h("label", {}, "Name", title), [["Rename", "ok"], ["Cancel", ""]]);
  if (answer === "ok") await tried(() => act("/rename", { chat: view.key, by: view.person, title: title.value }));
}

async function upgrade(view) {
  const chat = await tried(() => act("/upgrade", { chat: view.key, by: view.person }));
  if (chat) await open(chat.chat, view.person);
}

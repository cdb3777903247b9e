// Buttons under messages and in place of the letters: drawing them, pressing them, and what the bot answers.

import { h } from "./dom.js";
import { act } from "./server.js";
import { bot, town } from "./state.js";
import { dialog, toast, tried } from "./toasts.js";
import { open, openPrivate } from "./views.js";

export function inlineKeyboard(message, view) {
  if (!message.buttons.length || message.deleted) return null;
  const rows = message.buttons.map((row) => h("div", { class: "row" }, row.map((face) => inlineButton(face, message, view))));
  return h("div", { class: "keyboard", role: "group", "aria-label": "Buttons" }, rows);
}

function inlineButton(face, message, view) {
  const button = h("button", { type: "button", dir: "auto", class: `key ${face.style ?? ""}`, dataset: { label: face.text } }, face.text);
  if (face.url) button.classList.add("leads");
  button.addEventListener("click", () => pressing(button, face, message, view));
  return button;
}

async function pressing(button, face, message, view) {
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const wish = { person: view.person, chat: view.key, message_id: message.message_id, timeout: 0 };
  const named = face.data === undefined ? { label: face.text } : { data: face.data };
  const result = await tried(() => act("/tap", { ...wish, ...named }));
  button.removeAttribute("aria-busy");
  if (result) answered(result, view);
}

function answered({ answer, url }, view) {
  if (answer?.text && answer.alert) dialog(bot().name, h("p", { dir: "auto", class: "said" }, answer.text));
  else if (answer?.text) toast(answer.text, "", view.key);
  const link = answer?.url ?? url;
  if (link) followLink(link, view);
}

/** Links to a bot open its chat; others would leave this machine, so they are only told. */
export async function followLink(url, { person, key }) {
  const parts = new URL(url, "https://t.me/");
  const isBot = town.bots.some(({ username }) => botIn(parts) === username.toLowerCase());
  if (!isBot) return toast(`On a phone this link would open ${url}`, "", key);
  const payload = parts.searchParams.get("startgroup");
  if (payload !== null) return chooseGroup(person, payload);
  const started = parts.searchParams.has("start") ? await tried(() => act("/open", { person, url })) : true;
  return started && openPrivate(person);
}

function botIn(parts) {
  if (parts.protocol === "tg:") return parts.searchParams.get("domain")?.toLowerCase();
  return ["t.me", "telegram.me"].includes(parts.hostname) ? parts.pathname.slice(1).toLowerCase() : null;
}

async function chooseGroup(person, payload) {
  const mine = [...town.chats.values()].filter((chat) => chat.members?.[person] && !chat.deleted && !chat.migrated_to);
  const choice = await dialog(
    "Add the bot to which group?",
    h("p", {}, mine.length ? "Groups of the person you play:" : "The person you play is in no group yet."),
    [...mine.map((chat) => [chat.title, chat.chat]), ["Cancel", ""]],
  );
  if (!choice) return;
  await tried(() => act("/add-bot", { chat: choice, by: person, payload: payload || null }));
  open(choice, person);
}

/** The reply keyboard: labels that are written for the person, a contact or a place. */
export function replyKeyboard(chat, view) {
  const rows = chat?.keyboard ?? [];
  if (!rows.length) return null;
  const signs = { request_contact: "👤 ", request_location: "📍 " };
  const key = (face) => {
    const wanted = Object.keys(signs).find((name) => face[name]);
    const press = () => tried(() => act("/tap", { person: view.person, chat: view.key, label: face.text, timeout: 0 }));
    const shown = { type: "button", dir: "auto", class: "key", dataset: { label: face.text }, onclick: press };
    return h("button", shown, wanted && !/^\p{Emoji_Presentation}/u.test(face.text) ? signs[wanted] : "", face.text);
  };
  const drawn = rows.map((row) => h("div", { class: "row" }, row.map(key)));
  return h("div", { class: "reply-keyboard", role: "group", "aria-label": "Keyboard of the bot" }, drawn);
}

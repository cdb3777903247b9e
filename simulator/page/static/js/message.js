// One message as a bubble: who, what, when, and the signs for edited, silent, protected, deleted.

import { h, sign } from "./dom.js";
import { formatted } from "./formatted.js";
import { followLink, inlineKeyboard } from "./keyboards.js";
import { hueOf, timeOf } from "./looks.js";
import { media } from "./media.js";
import { act } from "./server.js";
import { isPrivate, town } from "./state.js";
import { menu, tried } from "./toasts.js";

/** The element of a message; `column` offers `reply(message)` and `edit(message)`. */
export function bubble(message, view, column) {
  if (message.service) return service(message);
  const own = message.from_id === view.person;
  const state = [own ? "own" : "", message.by_bot ? "bot" : "", message.deleted ? "deleted" : ""].join(" ");
  const named = !own && !isPrivate(view.key);
  const box = h(
    "div",
    { class: "bubble", dir: "auto" },
    named && h("div", { class: "sender", dir: "auto", style: { "--hue": hueOf(message.from_id) } }, senderOf(message)),
    message.forwarded && h("div", { class: "origin" }, `Forwarded from ${originOf(message.forwarded)}`),
    quoted(message),
    !message.deleted && media(message, view),
    words(message, view),
    marks(message),
  );
  const name = own ? "You" : senderOf(message);
  return h(
    "article",
    { class: `message ${state}`, "aria-label": `${name}, ${timeOf(message.date * 1000)}`, dataset: { id: message.message_id } },
    h("div", { class: "line" }, box, !message.deleted && actions(message, view, column, own)),
    inlineKeyboard(message, view),
  );
}

const senderOf = (message) => (message.anonymous ? town.chats.get(message.chat)?.title ?? message.from : message.from);

function originOf(origin) {
  return origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title ?? "somebody";
}

function words(message, view) {
  if (!message.text) return null;
  const { content } = message;
  const press = {
    link: (url) => followLink(url, view),
    command: (text) => tried(() => act("/say", { person: view.person, chat: view.key, text })),
  };
  const entities = content.entities ?? content.caption_entities ?? [];
  return h("div", { class: "text", dir: "auto" }, formatted(message.text, entities, press));
}

function quoted(message) {
  if (message.reply_to === null) return null;
  const original = town.messages.get(message.chat)?.get(message.reply_to);
  const shown = original && !original.deleted ? original.text || original.media || "Message" : "Deleted message";
  return h("div", { class: "quote" }, h("b", { dir: "auto" }, original ? original.from : ""), h("span", { dir: "auto" }, shown));
}

function marks(message) {
  const told = [
    message.deleted && "deleted",
    message.edited && !message.deleted && "edited",
    message.silent && "🔕 silent",
    message.protected && "🔒 protected",
  ].filter(Boolean);
  const date = new Date(message.date * 1000);
  const time = h("time", { datetime: date.toISOString() }, timeOf(date));
  const reactions = Object.values(message.reactions).flat().map((one) => one.emoji ?? "👍");
  return [
    reactions.length > 0 && h("div", { class: "reactions" }, reactions.join(" ")),
    h("div", { class: "marks", dir: "ltr" }, told.map((mark) => h("span", {}, mark)), time),
  ];
}

function actions(message, view, column, own) {
  const remove = () =>
    tried(() => act("/delete", { person: view.person, chat: view.key, message_id: message.message_id }));
  const show = () =>
    menu(opener, "What to do with this message", [
      ["Reply", () => column.reply(message)],
      own && message.text && ["Edit", () => column.edit(message)],
      own && ["Delete", remove, "danger"],
    ]);
  const opener = h(
    "button",
    { type: "button", class: "more", "aria-label": "Reply, edit or delete", "aria-haspopup": "menu", onclick: show },
    sign("⋯"),
  );
  return opener;
}

const SERVICE = {
  new_chat_members: (members, by) => {
    const names = members.map((member) => member.first_name).join(", ");
    return names === by ? `${by} joined` : `${by} added ${names}`;
  },
  left_chat_member: (member, by) => (member.first_name === by ? `${by} left` : `${by} removed ${member.first_name}`),
  new_chat_title: (title, by) => `${by} named the group “${title}”`,
  migrate_to_chat_id: () => "The group is now a supergroup, in a chat of its own",
  migrate_from_chat_id: () => "The group was upgraded to a supergroup",
  pinned_message: (_, by) => `${by} pinned a message`,
  forum_topic_created: ({ name }, by) => `${by} opened the topic “${name}”`,
};

function service(message) {
  const kind = Object.keys(SERVICE).find((name) => name in message.content);
  const told = kind ? SERVICE[kind](message.content[kind], message.from) : "Something changed";
  return h("div", { class: "service", dataset: { id: message.message_id } }, h("span", { dir: "auto" }, told));
}

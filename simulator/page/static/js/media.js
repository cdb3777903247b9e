// What a message can carry besides text: pictures, files, places, cards, votes.

import { h, sign } from "./dom.js";
import { act } from "./server.js";
import { dialog, tried } from "./toasts.js";

/** Nodes for everything in the content that is not text. */
export function media(message, view) {
  const { content } = message;
  const kind = Object.keys(SHOWN).find((name) => name in content);
  return kind ? SHOWN[kind](content[kind], message, view) : null;
}

const SHOWN = {
  photo: (sizes) => photo(sizes.at(-1)),
  document: (file) => card("📄", file.file_name ?? "Document", `${file.file_size} bytes`, `/page/files/${file.file_unique_id}`),
  voice: (voice) => card("🎤", "Voice message", `${voice.duration} s`),
  video: (video) => card("🎬", "Video", `${video.duration ?? 0} s`),
  audio: () => card("🎵", "Audio"),
  animation: () => card("🎞", "Animation"),
  sticker: (sticker) => h("div", { class: "sticker", role: "img", "aria-label": `Sticker ${sticker.emoji}` }, sticker.emoji),
  location: (place) => map(place),
  contact: (person) => card("👤", [person.first_name, person.last_name].filter(Boolean).join(" "), person.phone_number),
  dice: (dice) => h("div", { class: "sticker" }, dice.emoji),
  poll,
};

function photo({ file_unique_id: id, width, height }) {
  const address = `/page/files/${id}`;
  const large = () => dialog("Picture", h("img", { class: "large", src: address, alt: "Picture" }), [["Close", "ok"]]);
  const picture = h("img", { src: address, alt: "Picture", loading: "lazy", width, height });
  return h("button", { type: "button", class: "photo", onclick: large, "aria-label": "Picture, press to enlarge" }, picture);
}

function card(emoji, title, detail = "", address = null) {
  const words = h("span", {}, h("b", { dir: "auto" }, title), h("small", { dir: "auto" }, detail));
  const icon = h("span", { class: "icon", "aria-hidden": "true" }, emoji);
  return address
    ? h("a", { class: "card", href: address, download: title }, icon, words)
    : h("div", { class: "card" }, icon, words);
}

/** No real map: nothing is fetched from anywhere. */
function map({ latitude, longitude }) {
  const words = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return h("div", { class: "map", role: "img", "aria-label": `Location ${words}` }, sign("📍"), h("small", {}, words));
}

function poll(content, message, view) {
  const vote = (number) =>
    tried(() => act("/vote", { person: view.person, chat: view.key, message_id: message.message_id, options: [number] }));
  const options = content.options.map((option, number) => {
    const press = { type: "button", class: "option", disabled: content.is_closed, onclick: () => vote(number) };
    return h("button", press, h("span", { dir: "auto" }, option.text), h("b", {}, String(option.voter_count)));
  });
  return h("div", { class: "poll" }, h("b", { dir: "auto" }, content.question), options);
}

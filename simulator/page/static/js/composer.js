// Where one writes: text, replies, edits of one's own messages, and what is attached.

import { attachMenu } from "./attaching.js";
import { fill, h, sign } from "./dom.js";
import { act } from "./server.js";
import { town } from "./state.js";
import { tried } from "./toasts.js";

/** {element, focus(), reply(message), edit(message), write(text)} for a column. */
export function composer(column) {
  const { view } = column;
  const field = h("textarea", { rows: "1", dir: "auto", placeholder: "Message", "aria-label": "Message", enterkeyhint: "send" });
  const about = h("div", { class: "about", hidden: true });
  const attach = h("button", { type: "button", class: "plain", "aria-label": "Attach", "aria-haspopup": "menu" }, sign("📎"));
  const send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, sign("➤"));
  const element = h("form", { class: "composer" }, about, h("div", { class: "writing" }, attach, field, send));
  const state = { reply: null, edit: null };

  const settle = (reply, edit) => {
    Object.assign(state, { reply, edit });
    const message = reply ?? edit;
    about.hidden = !message;
    if (!message) return;
    const cancel = () => {
      if (state.edit) grow("");
      settle(null, null);
      field.focus();
    };
    const stop = h("button", { type: "button", class: "plain", "aria-label": "Cancel", onclick: cancel }, sign("✕"));
    const words = h("span", { dir: "auto" }, message.text || message.media || "");
    fill(about, h("b", {}, edit ? "Edit" : `Reply to ${message.from}`), words, stop);
  };
  const grow = (text = field.value) => {
    field.value = text;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  };
  const submit = async () => {
    const text = field.value;
    const { reply, edit } = state;
    if (!text.trim()) return;
    grow("");
    settle(null, null);
    const sent = await tried(() => written(view, text, reply, edit));
    if (sent === null && !field.value) grow(text); // nothing typed is lost when it was refused
  };

  element.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("input", () => grow());
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    } else if (event.key === "Escape" && (state.reply || state.edit)) {
      if (state.edit) grow("");
      settle(null, null);
    } else if (event.key === "ArrowUp" && !field.value) {
      const last = lastOwn(view);
      if (!last) return;
      event.preventDefault();
      begin.edit(last);
    }
  });
  attach.addEventListener("click", () => attachMenu(attach, view, () => state.reply));

  const begin = {
    reply: (message) => {
      settle(message, null);
      field.focus();
    },
    edit: (message) => {
      settle(null, message);
      begin.write(message.text);
    },
    write: (text) => {
      grow(text);
      field.focus();
      field.setSelectionRange(text.length, text.length);
    },
  };
  return { element, focus: () => field.focus(), ...begin };
}

function written(view, text, reply, edit) {
  const where = { person: view.person, chat: view.key };
  if (edit) return act("/edit", { ...where, message_id: edit.message_id, text });
  return act("/say", { ...where, text, reply_to: reply?.message_id ?? null });
}

function lastOwn(view) {
  const messages = [...(town.messages.get(view.key)?.values() ?? [])];
  return messages.filter((message) => message.from_id === view.person && message.text && !message.deleted).at(-1);
}

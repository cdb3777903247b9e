// Starts the page: connects, lays out bar, list and columns, and keeps the columns in step with what is open.

import { bar } from "./bar.js";
import { column } from "./column.js";
import { h } from "./dom.js";
import { list } from "./list.js";
import { connect, on, town } from "./state.js";
import { tour } from "./tour.js";
import { restore, views } from "./views.js";

const place = document.querySelector("#columns");
const columns = new Map(); // view -> column
const empty = h("p", { class: "empty" }, "Choose a chat from the list. Each opens as a phone of its own, side by side.");

function layOut() {
  for (const [view, shown] of columns) {
    if (views.includes(view)) continue;
    shown.end();
    shown.element.remove();
    columns.delete(view);
  }
  for (const view of views) {
    if (columns.has(view)) continue;
    const made = column(view);
    columns.set(view, made);
    place.append(made.element);
    made.parts.log.scrollTop = made.parts.log.scrollHeight;
  }
  views.length ? empty.remove() : place.append(empty);
}

function turnTo({ key, focus }) {
  const shown = [...columns.values()].find((one) => one.view.key === key);
  if (!shown || !focus) return;
  shown.element.scrollIntoView({ behavior: "smooth", inline: "center", block: "nearest" });
  // On a touch screen the focus would bring up the letters and hide half of the chat.
  if (focus === true && matchMedia("(pointer: fine)").matches) shown.focus();
}

document.addEventListener("keydown", (event) => {
  // Escape leaves what one is writing for the chat's messages, and the list for the chats.
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (document.body.classList.contains("listing")) document.querySelector(".lister").click();
});

await connect();
bar(document.querySelector("#bar"));
list(document.querySelector("#list"));
on("views", layOut);
on("shown", turnTo);
await restore();
layOut();
tour(document.querySelector("#tour"), columns);
document.body.dataset.ready = String(town.number);

// The raw traffic between bot and Telegram: what the bot asked for, what it was answered, which updates it got.

import { fill, h, sign } from "./dom.js";
import { look } from "./server.js";
import { timeOf } from "./looks.js";
import { town } from "./state.js";

const KEPT = 400;
const EVERY_MS = 800;
const state = { seen: 0, timer: null, hidden: "" };
const place = () => document.querySelector("#traffic");

/** Shows or hides the view; says whether it is shown now. */
export function flipTraffic() {
  const shown = place().hidden;
  place().hidden = !shown;
  clearInterval(state.timer);
  if (shown) {
    if (!place().childElementCount) build();
    fetchNew();
    state.timer = setInterval(fetchNew, EVERY_MS);
  }
  return shown;
}

function build() {
  const filter = h("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the traffic" });
  const rows = h("ol", { class: "rows", tabindex: "0", "aria-label": "Requests and updates" });
  filter.addEventListener("input", () => {
    state.hidden = filter.value.toLowerCase();
    for (const row of rows.children) sift(row);
  });
  const empty = h("button", { type: "button", class: "tool", onclick: () => fill(rows) }, "Empty");
  fill(place(), h("header", {}, h("h2", {}, "Raw traffic"), filter, empty), rows);
}

const sift = (row) => (row.hidden = state.hidden !== "" && !row.dataset.words.includes(state.hidden));

async function fetchNew() {
  const { requests } = await look("/requests", { after: state.seen }).catch(() => ({ requests: [] }));
  if (!requests.length) return;
  if (requests.at(-1).number < state.seen) state.seen = 0; // the simulator began anew
  state.seen = requests.at(-1).number;
  const rows = place().querySelector(".rows");
  const atEnd = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 60;
  for (const request of requests.slice(-KEPT)) rows.append(...rowsOf(request));
  while (rows.childElementCount > KEPT) rows.firstElementChild.remove();
  if (atEnd) rows.scrollTop = rows.scrollHeight;
}

/** A poll is shown by the updates that it brought; one that brought none is not shown. */
function rowsOf(request) {
  if (request.method.toLowerCase() === "getupdates" && request.status === 200) {
    return (request.updates ?? []).map((update) => {
      const kind = Object.keys(update).find((name) => name !== "update_id");
      return row("in", kind, `update ${update.update_id}`, update, request.time);
    });
  }
  const failed = request.status !== 200;
  const id = request.params.chat_id;
  const chat = town.people.get(Number(id))?.name ?? town.chats.get(id)?.title ?? id ?? "";
  const told = failed ? `${request.status} ${request.description}` : `${((request.seconds ?? 0) * 1000).toFixed(1)} ms`;
  const whole = { params: readable(request.params), result: request.result };
  return [row(failed ? "failed" : "out", request.method, [chat, told].filter(Boolean).join(" · "), whole, request.time)];
}

/** Nested values arrive as JSON in text. */
function readable(params) {
  const opened = ([name, value]) => {
    if (!/^[[{]/.test(value)) return [name, value];
    try {
      return [name, JSON.parse(value)];
    } catch {
      return [name, value];
    }
  };
  return Object.fromEntries(Object.entries(params).map(opened));
}

const DIRECTIONS = { in: ["⬇", "to the bot"], out: ["⬆", "from the bot"], failed: ["⚠", "refused"] };

function row(direction, name, detail, whole, time) {
  const [arrow, words] = DIRECTIONS[direction];
  const json = JSON.stringify(whole, null, 2);
  const made = h(
    "li",
    { class: direction, dataset: { words: `${name} ${detail} ${json}`.toLowerCase() } },
    h(
      "details",
      {},
      h("summary", {}, h("time", {}, timeOf(new Date(time))), sign(arrow), h("span", { class: "heard" }, words), h("b", {}, name), h("span", { class: "detail" }, detail)),
      h("pre", { tabindex: "0" }, json),
    ),
  );
  sift(made);
  return made;
}

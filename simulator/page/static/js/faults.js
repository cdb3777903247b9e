// Faults to switch on, as Telegram has them on bad days, to see what the bot makes of them.

import { fill, h, sign } from "./dom.js";
import { act, ask, look } from "./server.js";
import { panel, tried } from "./toasts.js";

const FAULTS = [
  ["Telegram is slow", "every request takes 2 seconds", { delay: 2, times: null }],
  ["Too many requests", "429 for new messages: wait 5 seconds", { method: "sendMessage", retry_after: 5, times: null }],
  ["Telegram is broken", "500 for new messages", { method: "sendMessage", code: 500, times: null }],
  ["The connection drops", "every new message arrives, its answer does not", { method: "sendMessage", drop: "after", times: null }],
];

const key = (fault) => [fault.method ?? "", fault.code ?? "", fault.retry_after ?? "", fault.delay || "", fault.drop ?? ""].join("|");

export function faultsButton() {
  const count = h("span", { class: "count", hidden: true });
  const button = h("button", { type: "button", class: "tool", "aria-haspopup": "dialog" }, sign("⚡"), h("span", {}, "Faults"), count);
  const show = (faults) => {
    count.hidden = !faults.length;
    count.textContent = `${faults.length} on`;
  };
  button.addEventListener("click", async () => {
    const { faults } = (await tried(() => look("/faults"))) ?? { faults: [] };
    panel(button, "Faults", switches(faults, show));
  });
  look("/faults").then(({ faults }) => show(faults), () => {});
  return button;
}

function switches(faults, show) {
  const active = new Set(faults.map(key));
  const rows = FAULTS.map(([name, words, wish]) => {
    const box = h("input", { type: "checkbox", role: "switch", checked: active.has(key(wish)) });
    const change = async () => {
      box.checked ? active.add(key(wish)) : active.delete(key(wish));
      show((await tried(() => order(active))) ?? []);
    };
    box.addEventListener("change", change);
    return h("label", { class: "switch" }, box, h("span", {}, h("b", {}, name), h("small", {}, words)));
  });
  const note = h("p", { class: "note" }, "They hold until you switch them off. Watch what the bot does, and the traffic.");
  return fill(h("div", {}), rows, note);
}

/** The simulator forgets all faults at once, so those that stay on are ordered again. */
async function order(active) {
  await ask("DELETE", "/faults");
  for (const [, , wish] of FAULTS) if (active.has(key(wish))) await act("/faults", wish);
  return (await look("/faults")).faults;
}

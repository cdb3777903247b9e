// The bar above everything: clock to jump ahead, faults to switch on, raw traffic, light and dark.

import { fill, h, sign } from "./dom.js";
import { faultsButton } from "./faults.js";
import { listButton } from "./list.js";
import { dayOf, shortDayOf, timeOf, untilTomorrowAtNine } from "./looks.js";
import { advance, now, on, town } from "./state.js";
import { menu, tried } from "./toasts.js";
import { tourButton } from "./tour.js";
import { flipTraffic } from "./traffic.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const WEEK = 7 * 24 * HOUR;

export function bar(element) {
  const title = h("h1", { dir: "auto" });
  const state = h("span", { class: "state", role: "status" });
  const traffic = h("button", { type: "button", class: "tool", "aria-pressed": "false" }, sign("⇅"), h("span", {}, "Traffic"));
  traffic.addEventListener("click", () => traffic.setAttribute("aria-pressed", String(flipTraffic())));
  fill(
    element,
    listButton(),
    h("img", { src: "/page/icon.svg", alt: "", class: "logo", width: 28, height: 28 }),
    title,
    state,
    h("span", { class: "room" }),
    tourButton(),
    clockButton(),
    faultsButton(),
    traffic,
    themeButton(),
  );
  const named = () => {
    title.textContent = town.page.title ?? "Pretended Telegram";
    document.title = title.textContent;
  };
  on("page", named);
  on("connection", () => (state.textContent = town.connected ? "" : "Connection lost, trying again …"));
  named();
}

function clockButton() {
  const face = h("span", { class: "wide" });
  const short = h("span", { class: "narrow" });
  const button = h("button", { type: "button", class: "tool clock", "aria-haspopup": "menu" }, sign("🕙"), face, short);
  const draw = () => {
    face.textContent = `${dayOf(now())}, ${timeOf(now())}`;
    short.textContent = `${shortDayOf(now())} ${timeOf(now())}`;
    button.setAttribute("aria-label", `It is ${face.textContent}. Jump ahead`);
  };
  button.addEventListener("click", () =>
    menu(button, "Jump ahead", [
      ["10 minutes ahead", () => jump(10 * MINUTE)],
      ["1 hour ahead", () => jump(HOUR)],
      ["To 9:00 tomorrow", () => jump(untilTomorrowAtNine(now()))],
      ["1 week ahead", () => jump(WEEK)],
    ]),
  );
  setInterval(draw, 1000);
  on("clock", draw);
  on("page", draw);
  draw();
  return button;
}

const jump = (seconds) => tried(() => advance(seconds));

function themeButton() {
  const button = h("button", { type: "button", class: "plain theme", "aria-label": "Light or dark" }, sign("◐"));
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    localStorage.setItem("theme", document.documentElement.dataset.theme);
  });
  const kept = localStorage.getItem("theme");
  if (kept) document.documentElement.dataset.theme = kept;
  return button;
}

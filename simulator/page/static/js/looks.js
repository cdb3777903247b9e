// Small things that look the same everywhere: avatars, times, days.

import { h } from "./dom.js";
import { town } from "./state.js";

const HUES = [207, 262, 152, 24, 340, 186, 44, 290, 96, 228];

export const hueOf = (id) => HUES[Math.abs(Number(id)) % HUES.length];

export function avatar(name, id) {
  const letters = (name.match(/\p{L}/gu) ?? ["?"]).slice(0, 1).join("");
  const second = name.split(/\s+/)[1]?.match(/\p{L}/u)?.[0] ?? "";
  return h("span", { class: "avatar", "aria-hidden": "true", style: { "--hue": hueOf(id) } }, (letters + second).toUpperCase());
}

const formats = new Map();

function format(options) {
  const key = JSON.stringify(options) + town.page.timezone;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: town.page.timezone, ...options }));
  return formats.get(key);
}

export const timeOf = (date) => format({ hour: "2-digit", minute: "2-digit" }).format(date);
export const dayOf = (date) => format({ weekday: "long", day: "numeric", month: "long" }).format(date);
export const shortDayOf = (date) => format({ weekday: "short" }).format(date);

/** Seconds until nine o'clock tomorrow in the town's time zone. */
export function untilTomorrowAtNine(instant) {
  const parts = format({ hour: "numeric", minute: "numeric", second: "numeric", hourCycle: "h23" }).formatToParts(instant);
  const [hour, minute, second] = ["hour", "minute", "second"].map((type) => Number(parts.find((part) => part.type === type).value));
  const seconds = 33 * 3600 - (hour * 3600 + minute * 60 + second);
  // The night in which clocks are changed is an hour longer or shorter.
  const reached = Number(format({ hour: "numeric", hourCycle: "h23" }).format(new Date(+instant + seconds * 1000)));
  return seconds + (9 - reached) * 3600;
}

// Sending a picture, a place, a contact.

import { h } from "./dom.js";
import { act } from "./server.js";
import { town } from "./state.js";
import { dialog, menu, toast, tried } from "./toasts.js";

const LARGEST = 10 * 1024 * 1024;
const SAMPLES = ["🥾", "🧥", "🚲", "🪑", "🧸", "🍲"];

export function attachMenu(opener, view, replyTo) {
  const send = (kind, fields = {}) =>
    tried(() => act("/send", { person: view.person, chat: view.key, kind, reply_to: replyTo()?.message_id ?? null, ...fields }));
  menu(opener, "Attach", [
    ["🖼 A picture from here …", () => choosePicture(send)],
    ["🎨 A sample picture", async () => send("photo", { picture: await samplePicture() })],
    ["📍 A location …", () => choosePlace(send)],
    ["👤 A contact …", () => chooseContact(send, view)],
    ["📄 A document", () => send("document")],
    ["🎤 A voice message", () => send("voice")],
    ["🙂 A sticker", () => send("sticker")],
  ]);
}

function choosePicture(send) {
  const input = h("input", { type: "file", accept: "image/png,image/jpeg,image/gif" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST) toast("Telegram takes pictures up to 10 MB.", "refused");
    else send("photo", { picture: await base64(file) });
  });
  input.click();
}

function base64(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
  });
}

/** Something to look at without a file at hand. */
function samplePicture() {
  const canvas = h("canvas", { width: 640, height: 480 });
  const paint = canvas.getContext("2d");
  const hue = Math.floor(Math.random() * 360);
  const ground = paint.createLinearGradient(0, 0, 640, 480);
  ground.addColorStop(0, `hsl(${hue} 70% 82%)`);
  ground.addColorStop(1, `hsl(${(hue + 60) % 360} 60% 62%)`);
  paint.fillStyle = ground;
  paint.fillRect(0, 0, 640, 480);
  paint.font = "240px sans-serif";
  paint.textAlign = "center";
  paint.textBaseline = "middle";
  paint.fillText(SAMPLES[hue % SAMPLES.length], 320, 250);
  return new Promise((resolve) => canvas.toBlob(async (blob) => resolve(await base64(blob)), "image/png"));
}

async function choosePlace(send) {
  const last = JSON.parse(localStorage.getItem("place") ?? "[50.8803, 12.0833]");
  const latitude = h("input", { type: "number", step: "any", min: -90, max: 90, value: last[0], required: true });
  const longitude = h("input", { type: "number", step: "any", min: -180, max: 180, value: last[1], required: true });
  const fields = [h("label", {}, "Latitude", latitude), h("label", {}, "Longitude", longitude)];
  const answer = await dialog("Share a location", fields, [["Share", "ok"], ["Cancel", ""]]);
  if (answer !== "ok") return;
  const place = [Number(latitude.value), Number(longitude.value)];
  localStorage.setItem("place", JSON.stringify(place));
  send("location", { latitude: place[0], longitude: place[1] });
}

async function chooseContact(send, view) {
  const options = [...town.people.values()].map((person) => [person.id === view.person ? `${person.name} (you)` : person.name, String(person.id)]);
  const choice = await dialog("Share whose contact?", null, [...options, ["Cancel", ""]]);
  if (!choice) return;
  const person = town.people.get(Number(choice));
  const card = { first_name: person.name, phone_number: person.phone, user_id: person.id };
  send("contact", person.id === view.person ? {} : card);
}

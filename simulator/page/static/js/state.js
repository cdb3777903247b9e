// What the page knows of the pretended Telegram: people, chats, messages, clock. Views listen and draw.

import { act, follow, look } from "./server.js";

export const town = {
  bots: [],
  people: new Map(), // id -> person
  chats: new Map(), // key -> chat without messages
  messages: new Map(), // key -> Map(id -> message), only of chats that are open
  last: new Map(), // key -> newest message, for the list
  unread: new Map(), // key -> number
  typing: new Map(), // key -> until (ms)
  page: {},
  aheadMs: 0,
  number: 0,
  connected: false,
};

const listeners = new Map();

/** Calls `draw(detail)` for every change of that topic: chats, chat, page, clock, connection, message. */
export function on(topic, draw) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(draw);
  return () => listeners.get(topic).delete(draw);
}

export function tell(topic, detail) {
  for (const draw of [...(listeners.get(topic) ?? [])]) draw(detail);
}

export const now = () => new Date(Date.now() + town.aheadMs);
export const bot = () => town.bots[0];
export const privateKey = (personId) => `${bot().id}:${personId}`;
export const isPrivate = (key) => key.includes(":");
export const personOf = (key) => town.people.get(Number(key.split(":")[1]));
export const present = (status) => ["creator", "administrator", "member", "restricted"].includes(status);
export const membersOf = (chat) =>
  Object.entries(chat.members ?? {}).filter(([id, status]) => present(status) && town.people.has(Number(id)));
export const botIn = (chat) => town.bots.some(({ id }) => present(chat.members?.[id]));
export const nameOfBot = (key) => town.bots.find(({ id }) => key.startsWith(`${id}:`))?.name ?? bot().name;

/** Fetches everything anew: at the start, after a reconnection, after a reset. */
async function loadAll() {
  const [bots, people, chats, clock, page] = await Promise.all(
    ["/bots", "/people", "/chats", "/clock", "/page"].map((path) => look(path)),
  );
  town.bots = bots.bots;
  town.people = new Map(people.people.map((person) => [person.id, person]));
  town.chats = new Map();
  for (const chat of chats.chats) keepChat(chat);
  town.number = chats.number;
  town.page = page;
  town.aheadMs = new Date(clock.now) - Date.now();
  await Promise.all([...town.messages.keys()].map((key) => loadChat(key)));
  for (const topic of ["page", "chats", "clock"]) tell(topic);
}

function keepChat({ messages, ...chat }) {
  town.chats.set(chat.chat, chat);
  const newest = messages.filter((message) => !message.deleted).at(-1);
  const shown = town.last.get(chat.chat);
  if (newest && (!shown || newest.message_id >= shown.message_id)) town.last.set(chat.chat, newest);
}

/** All messages of a chat that is being opened; a chat that does not exist yet (nobody pressed Start) has none. */
export async function loadChat(key) {
  town.messages.set(key, new Map()); // from now on changes are kept, also while the whole is being fetched
  if (town.chats.has(key)) {
    const chat = await look("/chat", { chat: key });
    keepMessages(chat);
    keepChat(chat);
  }
  tell("chat", { key, fresh: true });
}

/** Answers can overtake each other: the newer state of a message stays. */
function keepMessages({ chat, messages }) {
  const kept = town.messages.get(chat);
  if (!kept) return;
  for (const message of messages) {
    if ((kept.get(message.message_id)?.changed ?? 0) <= message.changed) kept.set(message.message_id, message);
  }
}

const fetching = new Map(); // key -> lowest change number wanted next

/** Fetches what changed in a chat; changes that come while a fetch is under way wait for one more. */
async function refresh(key, after) {
  if (fetching.has(key)) {
    fetching.set(key, Math.min(fetching.get(key), after));
    return;
  }
  fetching.set(key, Infinity);
  let chat;
  try {
    chat = await look("/chat", { chat: key, after });
  } catch {
    fetching.delete(key); // the connection is gone: everything is fetched anew when it is back
    return;
  }
  const isNew = !town.chats.has(key);
  keepChat(chat);
  keepMessages(chat);
  for (const message of chat.messages) tell("message", { key, message });
  tell("chat", { key, changed: chat.messages.map((message) => message.message_id) });
  tell("chats", { isNew });
  const missed = fetching.get(key);
  fetching.delete(key);
  if (missed < Infinity) await refresh(key, missed);
}

function heard(change) {
  town.number = Math.max(town.number, change.number);
  if (change.kind === "reset") loadAll();
  else if (change.kind === "page") look("/page").then((page) => ((town.page = page), tell("page")));
  else if (change.kind === "clock") readClock();
  else if (change.kind === "person") {
    look("/people").then(({ people }) => {
      town.people = new Map(people.map((person) => [person.id, person]));
      tell("chats", {});
    });
  } else if (change.kind === "chat_action") {
    town.typing.set(change.chat, Date.now() + 5000);
    tell("chat", { key: change.chat, changed: [] });
  } else if (change.chat) {
    if (change.kind === "message") {
      town.typing.delete(change.chat);
      tell("arrival", change);
    }
    refresh(change.chat, change.number - 1);
  }
}

export async function readClock(told) {
  const { now: instant } = told ?? (await look("/clock"));
  town.aheadMs = new Date(instant) - Date.now();
  tell("clock");
}

export const advance = async (seconds) => readClock(await act("/clock", { advance: seconds }));

export function connect() {
  return new Promise((ready) => {
    follow({
      opened: async () => {
        await loadAll();
        town.connected = true;
        tell("connection");
        ready();
      },
      heard,
      lost: () => {
        town.connected = false;
        tell("connection");
      },
    });
  });
}

// The only door to the simulator: its control interface, and the stream of changes.

/** Asks the control interface; a refusal becomes an Error with its sentence. */
export async function ask(verb, path, body) {
  const options = { method: verb };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { "Content-Type": "application/json" };
  }
  const answer = await fetch(`/control${path}`, options);
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error ?? `the simulator answered ${answer.status}`);
  return told;
}

export const look = (path, query = {}) => ask("GET", `${path}?${new URLSearchParams(query)}`);
export const act = (path, body) => ask("POST", path, body);

const KINDS = [
  "message", "edit", "delete", "vote", "service", "group", "member", "member_changed", "member_left", "group_deleted", "upgrade",
  "username", "pin", "unpin", "title", "join_request", "block", "unblock", "person", "page", "clock", "chat_action", "reset", "reaction",
];
const AGAIN_MS = 1000;

/**
 * Calls `opened` whenever the stream (re)opens, so that what was missed is fetched, and `heard` for each change.
 * The browser reconnects by itself, except after an answer that it takes for final: then we do.
 */
export function follow({ opened, heard, lost }) {
  const stream = new EventSource("/events");
  stream.addEventListener("open", opened);
  stream.addEventListener("error", () => {
    lost();
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow({ opened, heard, lost }), AGAIN_MS);
  });
  for (const kind of KINDS) stream.addEventListener(kind, (event) => heard(JSON.parse(event.data)));
}

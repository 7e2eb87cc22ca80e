// The web chat's interface for programs, as the page uses it.

// `status` is 0 where the server was not reached.
export class ApiError extends Error {
  constructor(status, body) {
    super(body.error || String(status));
    this.status = status;
  }
}

async function ask(path, options) {
  const answer = await fetch(path, options).catch(() => { throw new ApiError(0, {}); });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(answer.status, body);
  return body;
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const where = (chat, me) => (chat ? { room: chat } : { private_with: me });

export const session = () => ask("/api/session");
export const rehearse = (body) => post("/api/rehearsal", body);
export const films = () => ask("/api/films");
export const film = (name) => ask(`/api/films/${encodeURIComponent(name)}`);
export const say = (body) => post("/api/messages", body);
export const recall = (me, message) => post("/api/recalls", { from: me, message });
export const search = (text) => ask(`/api/people?${new URLSearchParams({ search: text })}`);
export const people = (ids) => ask(`/api/people?${new URLSearchParams(ids.map((id) => ["id", id]))}`);

// `further` may ask for the `latest` records of the conversation to `open`.
export const chats = (me, { database, marks }, further = {}) =>
  ask(`/api/chats?${new URLSearchParams([["as", me], ...(database ? [["database", database]] : []), ...Object.entries(further),
    ...Object.entries(marks).map(([chat, seq]) => ["read", `${seq}:${chat}`])])}`);
export const latest = (chat, me, count, before) =>
  ask(`/api/messages?${new URLSearchParams({ latest: count, ...(before ? { before } : {}), ...where(chat, me) })}`);
export const after = (chat, me, seq) => ask(`/api/messages?${new URLSearchParams({ after: seq, ...where(chat, me) })}`);
export const cards = (me, numbers) =>
  ask(`/api/requests?${new URLSearchParams([["as", me], ...numbers.map((number) => ["number", number])])}`);
export const sendPicture = (me, blob) =>
  ask(`/api/pictures?${new URLSearchParams({ from: me })}`, { method: "POST", headers: { "Content-Type": blob.type }, body: blob });

// Calls `onRecord` and `onChange` with what is new, and `onState` with whether we are connected, until the returned
// function is called.
export function listen(me, { onRecord, onChange, onState }) {
  let isOver = false;
  let socket = null;
  const heard = (news) => (news.changed ? onChange(news) : onRecord(news));
  const open = () => {
    if (isOver) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/api/events?${new URLSearchParams({ as: me, changes: 1 })}`);
    socket.addEventListener("open", () => isOver || onState(true));
    socket.addEventListener("message", (event) => isOver || heard(JSON.parse(event.data)));
    socket.addEventListener("close", () => {
      if (isOver) return;
      onState(false);
      setTimeout(open, 1500);
    });
  };
  open();
  return () => {
    isOver = true;
    if (socket) socket.close();
  };
}

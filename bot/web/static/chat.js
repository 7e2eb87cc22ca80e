// The plain page over the web chat's interface for programs. Every text goes in as textContent.

const TEXTS = {
  zh: { me: "我是", where: "在", send: "发送", bot: "微光", secret: "私聊微光", other: "English", lost: "连接断了，正在重连……", quoting: "引用：" },
  en: { me: "I am", where: "in", send: "Send", bot: "Weiguang", secret: "Private: Weiguang", other: "中文", lost: "Connection lost, trying again…", quoting: "Quoting: " },
};
const PRIVATE = " private";
const byId = (id) => document.getElementById(id);
const state = { language: "zh", people: [], rooms: [], names: new Map(), quote: null, loaded: 0, zone: "Asia/Shanghai" };

async function ask(path, options) {
  const answer = await fetch(path, options);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error);
  return body;
}

function tell(trouble) {
  byId("trouble").hidden = !trouble;
  byId("trouble").textContent = trouble || "";
}

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function translate() {
  const texts = TEXTS[state.language];
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  for (const spot of document.querySelectorAll("[data-text]")) spot.textContent = texts[spot.dataset.text];
  byId("language").textContent = texts.other;
  fillPlaces();
}

function fillPlaces() {
  const kept = byId("where").value;
  const me = state.people.find((person) => person.id === byId("person").value);
  const rooms = state.rooms.filter((room) => me && me.rooms.includes(room.id));
  byId("where").replaceChildren(...rooms.map((room) => option(room.id, room.name)), option(PRIVATE, TEXTS[state.language].secret));
  if ([...byId("where").options].some((one) => one.value === kept)) byId("where").value = kept;
}

function conversation() {
  const where = byId("where").value;
  return where === PRIVATE ? { private_with: byId("person").value } : { room: where };
}

function isHere(record) {
  const here = conversation();
  if (here.room) return record.room === here.room;
  return record.room === null && (record.from ?? record.to) === here.private_with;
}

function show(record) {
  if (record.seq <= state.loaded || !isHere(record)) return;
  state.loaded = record.seq;
  const item = document.createElement("li");
  const isMine = record.from === byId("person").value;
  item.className = record.kind ? "bot" : isMine ? "mine" : "theirs";
  const who = document.createElement("div");
  who.className = "who";
  const at = new Date(record.at).toLocaleTimeString(state.language, { timeZone: state.zone, hour: "2-digit", minute: "2-digit" });
  who.textContent = `${record.kind ? TEXTS[state.language].bot : state.names.get(record.from) ?? record.from}  ${at}`;
  const words = document.createElement("div");
  words.className = "words";
  words.textContent = record.text;
  words.addEventListener("click", () => quote(record));
  item.append(who, words);
  byId("records").append(item);
  item.scrollIntoView({ block: "end" });
}

function quote(record) {
  state.quote = record ? record.id : null;
  byId("quoted").hidden = !record;
  byId("quoted-text").textContent = record ? TEXTS[state.language].quoting + record.text.slice(0, 40) : "";
  byId("text").focus();
}

async function load() {
  state.loaded = 0;
  quote(null);
  byId("records").replaceChildren();
  const query = new URLSearchParams({ latest: "100", ...conversation() });
  const found = await ask(`/api/messages?${query}`);
  found.messages.forEach(show);
}

async function catchUp() {
  const query = new URLSearchParams({ after: String(state.loaded), ...conversation() });
  const found = await ask(`/api/messages?${query}`);
  found.messages.forEach(show);
}

async function say(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  if (!text) return;
  const where = byId("where").value;
  const place = where === PRIVATE ? { private: true } : { room: where };
  const quoted = state.quote ? { quote: state.quote } : {};
  const body = JSON.stringify({ from: byId("person").value, text, id: crypto.randomUUID(), ...place, ...quoted });
  try {
    await ask("/api/messages", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    byId("text").value = "";
    quote(null);
    tell(null);
  } catch (fault) {
    tell(fault.message);
  }
}

function listen() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const socket = new WebSocket(`${scheme}://${location.host}/api/events`);
  socket.addEventListener("open", () => catchUp().then(() => tell(null), (fault) => tell(fault.message)));
  socket.addEventListener("message", (event) => show(JSON.parse(event.data)));
  socket.addEventListener("close", () => {
    tell(TEXTS[state.language].lost);
    setTimeout(listen, 2000);
  });
}

async function start() {
  const session = await ask("/api/session");
  state.language = session.language === "en" ? "en" : "zh";
  state.zone = session.timezone;
  byId("community").textContent = session.community;
  state.people = (await ask("/api/people")).people;
  state.rooms = (await ask("/api/rooms")).rooms;
  state.names = new Map(state.people.map((person) => [person.id, person.name]));
  const choices = session.person ? state.people.filter((person) => person.id === session.person) : state.people;
  byId("person").replaceChildren(...choices.map((person) => option(person.id, person.name)));
  translate();
  byId("person").addEventListener("change", () => { fillPlaces(); load(); });
  byId("where").addEventListener("change", load);
  byId("say").addEventListener("submit", say);
  byId("unquote").addEventListener("click", () => quote(null));
  byId("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; translate(); });
  await load();
  listen();
}

start().catch((fault) => tell(fault.message));

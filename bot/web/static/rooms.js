// The list of conversations.

import { html } from "./htm-preact-3.1.1.js";
import { Avatar, publicName } from "./bubble.js";
import { stamp } from "./time.js";

function lastLine(chat, app) {
  const { last } = chat;
  if (!last) return "";
  const who = last.from === app.me ? app.texts.you : publicName(app.nameOf(last));
  if (last.recalls || last.recalled) return `${who} ${app.texts.recalled}`;
  const what = (last.text || app.texts.aPicture).replace(/\s+/g, " ").slice(0, 40);
  return last.kind ? what : `${who}: ${what}`;
}

const isCalled = (chat, app) =>
  chat.unread > 0 && (app.called.has(chat.room || "") || Boolean(chat.last && (chat.last.mentions || []).includes(app.me)));

function Room({ chat, app, isOpen, onOpen }) {
  const { texts } = app;
  const name = chat.room ? chat.name : texts.secret;
  return html`<li>
    <button type="button" class="room ${isOpen ? "open" : ""}" aria-current=${isOpen ? "true" : undefined} onClick=${() => onOpen(chat.room)}>
      ${chat.room ? html`<${Avatar} id=${chat.room} name=${name} />` : html`<${Avatar} isBot=${true} />`}
      <span class="room-name">${name}</span>
      <span class="room-time">${chat.last ? stamp(chat.last.at, app.now(), app.zone, texts) : ""}</span>
      <span class="room-last">${isCalled(chat, app) && html`<b class="called">${texts.called}</b> `}${lastLine(chat, app)}</span>
      ${chat.unread > 0 && html`<span class="unread" aria-label=${texts.unread(chat.unread)}>${chat.unread > 99 ? "99+" : chat.unread}</span>`}
    </button>
  </li>`;
}

// The first room, the staff's, one's own with the bot; then the others, those with the newest message first.
function inOrder(chats) {
  const rank = (chat, i) => (i === 0 ? 0 : chat.kind === "staff" ? 1 : chat.room === null ? 2 : 3);
  const seq = (chat) => (chat.last ? chat.last.seq : 0);
  const ranked = chats.map((chat, i) => ({ chat, rank: rank(chat, i) }));
  return ranked.sort((a, b) => a.rank - b.rank || seq(b.chat) - seq(a.chat)).map(({ chat }) => chat);
}

export function Rooms({ app, chats, chat, onOpen, children }) {
  return html`<nav class="rooms" aria-label=${app.texts.chats}>
    ${children}
    <ul>${inOrder(chats).map((one) => html`<${Room} key=${one.room || "~"} chat=${one} app=${app} isOpen=${one.room === chat} onOpen=${onOpen} />`)}</ul>
  </nav>`;
}

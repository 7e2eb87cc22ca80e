// The list of conversations, and whom to be.

import { html, useEffect, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { Avatar, publicName } from "./bubble.js";
import { stamp } from "./time.js";

export const FAVOURITES = ["li", "he", "zhou"];

const roleOf = (person, texts) =>
  person.roles.some((role) => role === "staff" || role === "admin") ? texts.staff
    : person.roles.includes("volunteer") ? texts.volunteer : texts.resident;

function lastLine(chat, app) {
  const { last } = chat;
  if (!last) return "";
  if (last.recalls || last.recalled) return app.texts.recalled;
  const who = last.kind ? "" : `${publicName(app.nameOf(last))}: `;
  return who + (last.text || app.texts.aPicture).replace(/\s+/g, " ").slice(0, 40);
}

function Room({ chat, app, isOpen, onOpen }) {
  const { texts } = app;
  const name = chat.room ? chat.name : texts.secret;
  return html`<li>
    <button type="button" class="room ${isOpen ? "open" : ""}" aria-current=${isOpen ? "true" : undefined} onClick=${() => onOpen(chat.room)}>
      ${chat.room ? html`<${Avatar} id=${chat.room} name=${name} />` : html`<${Avatar} isBot=${true} />`}
      <span class="room-name">${name}</span>
      <span class="room-time">${chat.last ? stamp(chat.last.at, app.now(), app.zone, texts) : ""}</span>
      <span class="room-last">${lastLine(chat, app)}</span>
      ${chat.unread > 0 && html`<span class="unread" aria-label=${texts.unread(chat.unread)}>${chat.unread > 99 ? "99+" : chat.unread}</span>`}
    </button>
  </li>`;
}

export function Rooms({ app, chats, chat, onOpen, children }) {
  return html`<nav class="rooms" aria-label=${app.texts.chats}>
    ${children}
    <ul>${chats.map((one) => html`<${Room} key=${one.room || "~"} chat=${one} app=${app} isOpen=${one.room === chat} onOpen=${onOpen} />`)}</ul>
  </nav>`;
}

export function Picker({ texts, onChoose, onClose }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState([]);
  const [known, setKnown] = useState([]);
  useEffect(() => { api.people(FAVOURITES).then(({ people }) => setKnown(people), () => setKnown([])); }, []);
  useEffect(() => {
    let isOld = false;
    const wait = setTimeout(() => {
      if (!text && known.length) return setFound([]);
      return api.search(text).then(({ people }) => isOld || setFound(people.slice(0, 30)), () => isOld || setFound([]));
    }, 150);
    return () => { isOld = true; clearTimeout(wait); };
  }, [text, known.length]);
  useEffect(() => {
    const close = (event) => event.key === "Escape" && onClose && onClose();
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [onClose]);
  const choices = text ? found : [...known, ...found];
  return html`<div class="sheet" role="dialog" aria-modal="true" aria-label=${texts.who}>
    <div class="sheet-inner">
      <h1>${texts.who}</h1>
      <p>${texts.chooseFirst}</p>
      <input type="search" autofocus placeholder=${texts.search} aria-label=${texts.search} value=${text} onInput=${(event) => setText(event.target.value)} />
      <ul class="people">
        ${choices.map((person) => html`<li key=${person.id}><button type="button" onClick=${() => onChoose(person.id)}>
          <${Avatar} id=${person.id} name=${person.name} /><span>${person.name}</span><small>${roleOf(person, texts)}</small></button></li>`)}
        ${text && choices.length === 0 && html`<li class="aside">${texts.nobody}</li>`}
      </ul>
    </div>
  </div>`;
}

// A transcript, played at reading speed: the group on the left, private messages beside it, cards as they change.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { Bubble, publicName } from "./bubble.js";
import { isOffer } from "./chats.js";
import { needsStamp, stamp } from "./time.js";
import { isWide, Modal } from "./windows.js";

const FASTEST_MS = 900;
const PER_LETTER_MS = 45;
const SLOWEST_MS = 4500;
const FASTEST_PACE = 8;
const STATE_AFTER = {
  offer: "open", "private-offer": "open", "claim-confirmed": "claimed", "claim-released": "open", "completion-noted": "done",
  "review-prompt": "done", "review-thanks": "closed", "request-cancelled": "cancelled",
};

// How each request stands after these messages, as far as they tell it.
function cardsAfter(messages, film) {
  const cards = new Map();
  const requesters = new Map();
  let speaker = null;
  for (const record of messages) {
    if (record.from) speaker = record.from;
    const state = record.request && STATE_AFTER[record.kind];
    if (!state) continue;
    const card = cards.get(record.request) || { number: record.request, helpers: [], service: {}, rating: null };
    if (isOffer(record) && !requesters.has(record.request)) requesters.set(record.request, speaker);
    const helpers = record.mentions.filter((who) => who !== requesters.get(record.request)).map((who) => publicName(film.people[who] || who));
    cards.set(record.request, { ...card, state, helpers: record.kind === "claim-confirmed" ? helpers : state === "open" ? [] : card.helpers });
  }
  return cards;
}

function Pane({ film, records, me, cards, texts, language, label }) {
  const list = useRef(null);
  useLayoutEffect(() => { list.current.scrollTop = list.current.scrollHeight; });
  const nameOf = (record) => (record.kind ? texts.bot : film.people[record.from] || record.from);
  const placeOf = (record) => (record.room ? film.rooms[record.room] || record.room : `${texts.privately}: ${publicName(film.people[record.to || record.from] || texts.bot)}`);
  const lastOffer = new Map(records.filter(isOffer).map((record) => [record.request, record]));
  const items = [];
  records.forEach((record, i) => {
    const before = records[i - 1];
    if (needsStamp(record, before)) items.push(html`<li class="aside stamp" key=${`t${record.seq}`}>${stamp(record.at, new Date(film.messages[0].at), film.timezone, texts)}</li>`);
    if (!before || placeOf(record) !== placeOf(before)) items.push(html`<li class="aside place" key=${`p${record.seq}`}>${placeOf(record)}</li>`);
    items.push(html`<${Bubble} key=${record.seq} record=${record} me=${me} isFresh=${true} language=${language} texts=${texts} nameOf=${nameOf}
      card=${lastOffer.get(record.request) === record ? cards.get(record.request) : null} />`);
  });
  return html`<ol class="messages" ref=${list} tabindex="0" aria-live="polite" aria-label=${label}>${items}</ol>`;
}

export function Film({ film: name, texts, language, onClose }) {
  const [film, setFilm] = useState(null);
  const [count, setCount] = useState(0);
  const [pace, setPace] = useState(1);
  useEffect(() => {
    api.film(name).then((found) => {
      const mentioned = (ids) => ids.map((id) => ({ id, name: found.people[id] || id, label: publicName(found.people[id] || id) }));
      setFilm({ ...found, messages: found.messages.map((one, i) => ({ ...one, seq: i + 1, mentioned: mentioned(one.mentions) })) });
    }, onClose);
  }, [name]);
  useEffect(() => {
    if (!film || count >= film.messages.length) return undefined;
    const before = count ? film.messages[count - 1].text.length : 0;
    const wait = setTimeout(() => setCount(count + 1), Math.min(SLOWEST_MS, FASTEST_MS + before * PER_LETTER_MS) / pace);
    return () => clearTimeout(wait);
  }, [film, count, pace]);
  if (!film) return html`<${Modal} label=${texts.films} kind="film" onClose=${onClose}><p class="waiting">${texts.wait}</p><//>`;
  const records = film.messages.slice(0, count);
  const first = film.messages.find((record) => record.from && record.room);
  const shared = { film, me: first ? first.from : null, cards: cardsAfter(records, film), texts, language };
  const isDouble = isWide() && film.messages.some((record) => !record.room) && film.messages.some((record) => record.room);
  return html`<${Modal} label=${film.title} kind="film" onClose=${onClose}>
    <header><div class="title"><h2>${film.title}</h2><p>${film.community}${count >= film.messages.length ? ` · ${texts.over}` : ""}</p></div>
      <button type="button" disabled=${pace >= FASTEST_PACE} onClick=${() => setPace(pace * 2)}>${texts.faster}</button>
      <button type="button" autofocus onClick=${onClose}>${texts.stop}</button></header>
    <div class="panes">
      ${isDouble
        ? html`<${Pane} ...${shared} label=${texts.group} records=${records.filter((record) => record.room)} />
          <${Pane} ...${shared} label=${texts.privately} records=${records.filter((record) => !record.room)} />`
        : html`<${Pane} ...${shared} label=${film.title} records=${records} />`}
    </div><//>`;
}

// One message: who, what, and what can be done with it. Every text goes through Preact's escaping.

import { html, useState } from "./htm-preact-3.1.1.js";

const COLOURS = 8;
const MENTION = /(@[^\s@\u2005]{1,24}(?=[\u2005\s]|$))/u;
const RECALL_WITHIN_MS = 2 * 60 * 1000;

export const publicName = (name) =>
  (name || "").replace(/\d+(-\d+){1,3}|\d+\s*(号楼|栋|幢|座)(\s*\d+\s*(单元|门))?(\s*\d{2,4}\s*(室|房|号)?)?/g, "").trim() || name;

const colourOf = (id) => [...String(id)].reduce((sum, letter) => (sum * 33 + letter.codePointAt(0)) >>> 0, 5) % COLOURS;

export function Avatar({ id, name, isBot }) {
  if (isBot) return html`<span class="avatar bot" aria-hidden="true">✦</span>`;
  const initial = [...publicName(name || id || "?")][0];
  return html`<span class="avatar colour${colourOf(id)}" aria-hidden="true">${initial}</span>`;
}

export function Words({ text }) {
  return text.split(MENTION).map((part, i) => (i % 2 ? html`<span class="mention">${part}</span>` : part));
}

function Card({ card, language, texts }) {
  const helpers = card.helpers.length ? html`<div>${texts.helpers}: ${card.helpers.join("、")}</div>` : null;
  const rating = card.rating ? html` · ${texts.stars(card.rating)}` : null;
  return html`<div class="card ${card.state}" role="note">
    <div class="card-head"><b>${texts.request(card.number)}</b> ${card.service[language] || card.service.zh}</div>
    <div class="state">${texts.states[card.state] || card.state}${rating}</div>
    ${helpers}
  </div>`;
}

function Quoted({ record, nameOf }) {
  return html`<div class="quoted">${nameOf(record)}: ${record.recalled ? "…" : record.text.slice(0, 60)}</div>`;
}

function Actions({ record, isMine, texts, actions, close }) {
  const isFresh = Date.parse(record.at) > actions.now() - RECALL_WITHIN_MS;
  const act = (what) => () => { close(); what(record); };
  return html`<div class="actions" role="group">
    <button type="button" onClick=${act(actions.quote)}>${texts.quote}</button>
    ${!isMine && record.from && html`<button type="button" onClick=${act(actions.mention)}>${texts.mention}</button>`}
    ${isMine && isFresh && html`<button type="button" onClick=${act(actions.recall)}>${texts.recall}</button>`}
  </div>`;
}

export function Bubble({ record, me, card, quoted, language, texts, nameOf, actions }) {
  const [isOpen, setOpen] = useState(false);
  const isMine = record.from === me;
  const isBot = Boolean(record.kind);
  const name = nameOf(record);
  if (record.recalled) return html`<li class="aside">${name} ${texts.recalled}</li>`;
  return html`<li class="message ${isMine ? "mine" : isBot ? "theirs bot" : "theirs"}" data-kind=${record.kind || "said"}>
    <${Avatar} id=${record.from || "bot"} name=${name} isBot=${isBot} />
    <div class="content">
      <div class="who">${name}</div>
      <div class="line">
        <div class="bubble">
          ${record.picture && html`<a href=${`/api/pictures/${record.picture}`} target="_blank" rel="noopener"><img class="picture" src=${`/api/pictures/${record.picture}`} alt=${texts.aPicture} loading="lazy" /></a>`}
          ${record.text && html`<div class="words"><${Words} text=${record.text} /></div>`}
        </div>
        ${actions && html`<button type="button" class="more" aria-label=${`${texts.more}: ${name}`} aria-expanded=${isOpen} onClick=${() => setOpen(!isOpen)}>⋯</button>`}
      </div>
      ${quoted && html`<${Quoted} record=${quoted} nameOf=${nameOf} />`}
      ${card && html`<${Card} card=${card} language=${language} texts=${texts} />`}
      ${isOpen && actions && html`<${Actions} record=${record} isMine=${isMine} texts=${texts} actions=${actions} close=${() => setOpen(false)} />`}
    </div>
  </li>`;
}

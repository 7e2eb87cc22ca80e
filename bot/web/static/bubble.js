// One message: who, what, and what can be done with it. Every text goes through Preact's escaping.

import { html, useState } from "./htm-preact-3.1.1.js";
import { Modal } from "./windows.js";

const COLOURS = 8;
const RECALL_WITHIN_MS = 2 * 60 * 1000;
const BOT_LABELS = ["@微光", "@Weiguang", "@weiguang", "@bot"];

export const publicName = (name) =>
  (name || "").replace(/\d+(-\d+){1,3}|\d+\s*(号楼|栋|幢|座)(\s*\d+\s*(单元|门))?(\s*\d{2,4}\s*(室|房|号)?)?/g, "").trim() || name;

// Well mixed: neighbours by name or id are no neighbours by colour.
function colourOf(id) {
  let hash = 2166136261;
  for (const letter of String(id)) hash = Math.imul(hash ^ letter.codePointAt(0), 37);
  return ((hash ^ (hash >>> 13)) >>> 4) % COLOURS;
}

// What tells it from others: of 第十一网格 the number, else the first letter.
function initialOf(name) {
  const numbered = /^第([一二三四五六七八九十百]{1,3}|\d{1,3})/.exec(name);
  return numbered ? numbered[1].slice(0, 2) : [...publicName(name)][0];
}

export function Avatar({ id, name, isBot }) {
  if (isBot) return html`<span class="avatar bot" aria-hidden="true">✦</span>`;
  return html`<span class="avatar colour${colourOf(id)}" aria-hidden="true">${initialOf(name || id || "?")}</span>`;
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");

// The text with those whom it really mentions marked; "me" is marked more.
export function Words({ text, mentioned = [], me }) {
  if (!text.includes("@")) return text;
  const own = new Map(BOT_LABELS.map((label) => [label, null]));
  for (const { id, name, label } of mentioned) for (const called of [name, label]) own.set(`@${called}`, id);
  const labels = [...own.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return text.split(new RegExp(`(${labels.join("|")})`, "u")).map((part, i) =>
    (i % 2 ? html`<span class=${own.get(part) && own.get(part) === me ? "mention me" : "mention"}>${part}</span>` : part));
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

// What somebody quotes, in one line.
export const quoteOf = (record, nameOf, texts) =>
  `${publicName(nameOf(record))}: ${record.recalled ? texts.recalledShort : record.text.slice(0, 60) || (record.picture ? texts.aPicture : "")}`;

function Picture({ id, texts }) {
  const [isLarge, setLarge] = useState(false);
  const source = `/api/pictures/${encodeURIComponent(id)}`;
  return html`<button type="button" class="see" aria-label=${`${texts.aPicture} ${texts.enlarge}`} onClick=${() => setLarge(true)}>
      <img class="picture" src=${source} alt=${texts.aPicture} /></button>
    ${isLarge && html`<${Modal} label=${texts.aPicture} kind="viewer" onClose=${() => setLarge(false)}>
      <button type="button" class="shut" autofocus aria-label=${texts.close} onClick=${() => setLarge(false)}>×</button>
      <img src=${source} alt=${texts.aPicture} onClick=${() => setLarge(false)} /><//>`}`;
}

function Actions({ record, isMine, texts, actions }) {
  const isFresh = Date.parse(record.at) > actions.now() - RECALL_WITHIN_MS;
  const act = (what) => () => { actions.open(null); what(record); };
  return html`<div class="actions" role="group" aria-label=${texts.more}>
    <button type="button" onClick=${act(actions.quote)}>${texts.quote}</button>
    ${!isMine && record.from && html`<button type="button" onClick=${act(actions.mention)}>${texts.mention}</button>`}
    ${isMine && isFresh && html`<button type="button" onClick=${act(actions.recall)}>${texts.recall}</button>`}
  </div>`;
}

export function Bubble({ record, me, card, isFresh, isOpen, isStop, language, texts, nameOf, actions }) {
  const isMine = record.from === me;
  const isBot = Boolean(record.kind);
  const name = nameOf(record);
  if (record.recalled) return html`<li class="aside">${isMine ? texts.you : publicName(name)} ${texts.recalled}</li>`;
  const toggle = () => actions.open(isOpen ? null : record.seq);
  const onTap = (event) => { if (!event.target.closest("button, a") && getSelection().isCollapsed) toggle(); };
  const side = isMine ? "mine" : isBot ? "theirs bot" : "theirs";
  const calls = !isMine && (record.mentions || []).includes(me) ? "calls-me" : "";
  return html`<li class="message ${side} ${calls} ${isFresh ? "fresh" : ""}" data-kind=${record.kind || "said"}>
    <${Avatar} id=${record.from || "bot"} name=${name} isBot=${isBot} />
    <div class="content">
      <div class="who">${name}</div>
      <div class="line" onClick=${actions && onTap}>
        <div class="bubble">
          ${record.picture && html`<${Picture} id=${record.picture} texts=${texts} />`}
          ${record.text && html`<div class="words"><${Words} text=${record.text} mentioned=${record.mentioned} me=${me} /></div>`}
        </div>
        ${actions && html`<button type="button" class="more" tabindex=${isStop ? 0 : -1} aria-label=${`${texts.more}: ${name}`} aria-expanded=${Boolean(isOpen)} onClick=${toggle}>⋯</button>`}
      </div>
      ${record.quoted && html`<div class="quoted">${quoteOf(record.quoted, nameOf, texts)}</div>`}
      ${card && html`<${Card} card=${card} language=${language} texts=${texts} />`}
      ${isOpen && actions && html`<${Actions} record=${record} isMine=${isMine} texts=${texts} actions=${actions} />`}
    </div>
  </li>`;
}

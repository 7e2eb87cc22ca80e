// On this machine alone: the bot's clock, the line, and conversations played as films.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { Bubble } from "./bubble.js";
import { needsStamp, stamp } from "./time.js";

const FASTEST_MS = 900;
const PER_LETTER_MS = 45;
const SLOWEST_MS = 4500;

export function Panel({ app, state, setState, onFilm }) {
  const [films, setFilms] = useState([]);
  const [name, setName] = useState("");
  const [isBusy, setBusy] = useState(false);
  const { texts } = app;
  useEffect(() => { api.films().then(({ films: found }) => { setFilms(found); setName(found.length ? found[0].name : ""); }, () => {}); }, []);
  const act = (body) => async () => {
    setBusy(true);
    try { setState(await api.rehearse(body)); } finally { setBusy(false); }
  };
  return html`<details class="panel"><summary>${texts.rehearsal}</summary>
    <p>${texts.now}: <time>${state ? state.now.slice(0, 16).replace("T", " ") : ""}</time></p>
    <div class="buttons">
      <button type="button" disabled=${isBusy} onClick=${act({ advance: 600 })}>${texts.plus}</button>
      <button type="button" disabled=${isBusy} onClick=${act({ until: "09:00" })}>${texts.tomorrow}</button>
      ${state && state.line === "cut"
        ? html`<button type="button" disabled=${isBusy} onClick=${act({ line: "up" })}>${texts.mendLine}</button>`
        : html`<button type="button" disabled=${isBusy} onClick=${act({ line: "cut" })}>${texts.cutLine}</button>`}
    </div>
    ${films.length > 0 && html`<div class="buttons"><label class="film-choice">${texts.films}
      <select value=${name} onChange=${(event) => setName(event.target.value)}>
        ${films.map((film) => html`<option key=${film.name} value=${film.name}>${film.title}</option>`)}
      </select></label>
      <button type="button" class="play" onClick=${() => onFilm(name)}>▶ ${texts.play}</button></div>`}
  </details>`;
}

export function Film({ name, texts, language, onClose }) {
  const [film, setFilm] = useState(null);
  const [shown, setShown] = useState(0);
  const [pace, setPace] = useState(1);
  const list = useRef(null);
  const close = useRef(null);
  useEffect(() => { api.film(name).then(setFilm, onClose); }, [name]);
  useEffect(() => { if (close.current) close.current.focus(); }, [film]);
  useEffect(() => {
    if (!film || shown >= film.messages.length) return undefined;
    const before = shown ? film.messages[shown - 1].text.length : 0;
    const wait = setTimeout(() => setShown(shown + 1), Math.min(SLOWEST_MS, FASTEST_MS + before * PER_LETTER_MS) / pace);
    return () => clearTimeout(wait);
  }, [film, shown, pace]);
  useLayoutEffect(() => { if (list.current) list.current.scrollTop = list.current.scrollHeight; });
  if (!film) return html`<div class="sheet film"><p class="waiting">${texts.wait}</p></div>`;
  const nameOf = (record) => (record.kind ? texts.bot : film.people[record.from] || record.from);
  const placeOf = (record) => (record.room ? film.rooms[record.room] || record.room : `${texts.privately}: ${film.people[record.to || record.from] || texts.bot}`);
  const messages = film.messages.slice(0, shown);
  const isOver = shown >= film.messages.length;
  return html`<div class="sheet film" role="dialog" aria-modal="true" aria-label=${film.title}>
    <header><div class="title"><h1>${film.title}</h1><p>${film.community}</p></div>
      <button type="button" onClick=${() => setPace(pace * 2)}>${texts.faster}</button>
      <button type="button" ref=${close} onClick=${onClose}>${texts.stop}</button></header>
    <ol class="messages" ref=${list} tabindex="0" aria-label=${film.title}>
      ${messages.map((record, i) => html`
        ${(needsStamp(record, messages[i - 1]) || i === 0) && html`<li class="aside stamp" key=${`t${i}`}>${stamp(record.at, new Date(film.messages[0].at), "Asia/Shanghai", texts)}</li>`}
        ${(i === 0 || placeOf(record) !== placeOf(messages[i - 1])) && html`<li class="aside place" key=${`p${i}`}>${placeOf(record)}</li>`}
        <${Bubble} key=${i} record=${record} me=${null} language=${language} texts=${texts} nameOf=${nameOf} />`)}
      ${isOver && html`<li class="aside">${texts.over}</li>`}
    </ol></div>`;
}

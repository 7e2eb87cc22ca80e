// On this machine alone: the bot's clock, the line, and which conversation to play as a film.

import { html, useEffect, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { clock } from "./time.js";

const isEnglish = (film) => film.name.endsWith(".en");

export function Panel({ app, stage, rehearse, onFilm }) {
  const { texts, language } = app;
  const [isOpen, setOpen] = useState(false);
  const [films, setFilms] = useState([]);
  const [name, setName] = useState(null);
  const [isBusy, setBusy] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isOpen) return undefined;
    if (!films.length) api.films().then(({ films: found }) => setFilms(found), () => {});
    const ticking = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(ticking);
  }, [isOpen]);
  const act = (body) => async () => {
    setBusy(true);
    try { await rehearse(body); } catch { /* the line is lost: the banner says so */ } finally { setBusy(false); }
  };
  const isOwn = (film) => isEnglish(film) === (language === "en");
  const sorted = [...films.filter(isOwn), ...films.filter((film) => !isOwn(film))];
  const chosen = sorted.some((film) => film.name === name) ? name : sorted.length ? sorted[0].name : "";
  return html`<div class="panel">
    <button type="button" class="premiere" onClick=${() => onFilm(texts.premiere)}>▶ ${texts.premiereTitle}</button>
    <details onToggle=${(event) => setOpen(event.currentTarget.open)}><summary>${texts.rehearsal}</summary>
      <p>${texts.now}: <time>${clock(app.now(), app.zone)}</time></p>
      <div class="buttons">
        <button type="button" disabled=${isBusy} onClick=${act({ advance: 600 })}>${texts.plus}</button>
        <button type="button" disabled=${isBusy} onClick=${act({ until: "09:00" })}>${texts.tomorrow}</button>
        ${stage.moved && html`<button type="button" disabled=${isBusy} onClick=${act({ back: true })}>${texts.back2now}</button>`}
        <button type="button" disabled=${isBusy} onClick=${act({ line: stage.line === "cut" ? "up" : "cut" })}>${stage.line === "cut" ? texts.mendLine : texts.cutLine}</button>
      </div>
      ${sorted.length > 0 && html`<div class="buttons"><label class="film-choice">${texts.films}
        <select value=${chosen} onChange=${(event) => setName(event.target.value)}>
          ${sorted.map((film) => html`<option key=${film.name} value=${film.name}>${film.title}</option>`)}
        </select></label>
        <button type="button" class="play" onClick=${() => onFilm(chosen)}>▶ ${texts.play}</button></div>`}
    </details>
  </div>`;
}

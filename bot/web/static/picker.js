// Whom to be, where one may choose: favourites, and everybody by name, role, skill, grid or id.

import { html, useEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { Avatar } from "./bubble.js";
import { keep, kept } from "./kept.js";

const FAVOURITES = ["li", "he", "zhou"];
const SHOWN = 30;
const PAUSE_MS = 150;

const roleOf = (person, texts) =>
  person.roles.some((role) => role === "staff" || role === "admin") ? texts.staff
    : person.roles.includes("volunteer") ? texts.volunteer : texts.resident;

export function Picker({ texts, onChoose, onClose }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState({ people: [], more: false });
  const [favourites, setFavourites] = useState(kept("favourites", FAVOURITES));
  const [known, setKnown] = useState(null);
  const input = useRef(null);
  useEffect(() => { input.current.focus(); }, []);
  useEffect(() => { api.people(favourites).then(({ people }) => setKnown(people), () => setKnown([])); }, [favourites]);
  useEffect(() => {
    let isOld = false;
    if (known === null || (!text && known.length)) return undefined;
    const wait = setTimeout(() => {
      api.search(text).then((answer) => isOld || setFound(answer), () => isOld || setFound({ people: [], more: false }));
    }, text ? PAUSE_MS : 0);
    return () => { isOld = true; clearTimeout(wait); };
  }, [text, known]);
  useEffect(() => {
    const close = (event) => event.key === "Escape" && onClose && onClose();
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [onClose]);
  const choices = text || (known && !known.length) ? found.people.slice(0, SHOWN) : known || [];
  const isMore = choices !== known && (found.more || found.people.length > SHOWN);
  const star = (id) => {
    const next = favourites.includes(id) ? favourites.filter((one) => one !== id) : [...favourites, id];
    setFavourites(next);
    keep("favourites", next);
  };
  // Enter takes the first of what is asked for, even while the answer is under way.
  const onKey = async (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const { people } = text ? await api.search(text).catch(() => found) : { people: choices };
    if (people.length) onChoose(people[0].id);
  };
  return html`<main class="sheet" aria-label=${texts.who}>
    <div class="sheet-inner">
      <div class="sheet-head"><h1>${texts.who}</h1>${onClose && html`<button type="button" onClick=${onClose}>${texts.back}</button>`}</div>
      <p>${texts.chooseFirst}</p>
      <input ref=${input} type="search" placeholder=${texts.search} aria-label=${texts.search} value=${text} onInput=${(event) => setText(event.target.value)} onKeyDown=${onKey} />
      <ul class="people">
        ${choices.map((person) => html`<li key=${person.id}><button type="button" class="person" onClick=${() => onChoose(person.id)}>
          <${Avatar} id=${person.id} name=${person.name} /><span>${person.name}</span><small>${roleOf(person, texts)}${person.grid ? ` · ${person.grid}` : ""}</small></button>
          <button type="button" class="star" aria-pressed=${favourites.includes(person.id)} aria-label=${`${texts.favourites}: ${person.name}`} onClick=${() => star(person.id)}>${favourites.includes(person.id) ? "★" : "☆"}</button></li>`)}
        ${isMore && html`<li class="aside">${texts.moreFound}</li>`}
        ${text && choices.length === 0 && html`<li class="aside">${texts.nobody}</li>`}
      </ul>
    </div>
  </main>`;
}

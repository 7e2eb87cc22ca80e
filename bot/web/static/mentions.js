// Whom an @ may mean: those who have spoken here, and whoever in the room is called so.

import { html, useRef, useState } from "./htm-preact-3.1.1.js";
import { Avatar, publicName } from "./bubble.js";

const MOST = 5;
const PAUSE_MS = 150;
const BEGUN = /(?:^|[^A-Za-z0-9._])@([^\s@,，。!！?？:：]{0,12})$/;

function speakers(records, me) {
  const found = new Map();
  for (const record of [...records].reverse()) if (record.from && record.from !== me && !record.recalled) found.set(record.from, record.name || record.from);
  return [...found].map(([id, name]) => ({ id, name }));
}

export function useSuggestions({ app, records, input, onChange, onCall }) {
  const [found, setFound] = useState([]);
  const [active, setActive] = useState(-1);
  const asked = useRef({ count: 0, timer: null });
  const show = (people) => { setFound(people.slice(0, MOST)); setActive(-1); };
  const hide = () => { asked.current.count += 1; clearTimeout(asked.current.timer); show([]); };
  const look = (text) => {
    hide();
    const begun = app.chat && BEGUN.exec(text.slice(0, input.current.selectionStart));
    if (!begun) return;
    const word = begun[1].toLowerCase();
    const near = speakers(records, app.me).filter(({ name }) => name.toLowerCase().includes(word));
    show(near);
    if (!word || near.length >= MOST) return;
    const { count } = asked.current;
    asked.current.timer = setTimeout(() => app.findPeople(word).then((people) => {
      if (count === asked.current.count) show([...near, ...people.filter(({ id }) => !near.some((one) => one.id === id))]);
    }, () => {}), PAUSE_MS);
  };
  const choose = ({ id, name }) => {
    const label = publicName(name);
    const at = input.current.selectionStart;
    const before = input.current.value.slice(0, at).replace(/@[^@]*$/, `@${label} `);
    onChange(before + input.current.value.slice(at));
    input.current.setSelectionRange(before.length, before.length);
    input.current.focus();
    onCall({ id, label });
    hide();
  };
  // Whether the key was for us.
  const onKey = (event) => {
    if (!found.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + found.length) % found.length);
    else if (event.key === "Escape") hide();
    else if (event.key === "Enter" && active >= 0) choose(found[active]);
    else return false;
    event.preventDefault();
    return true;
  };
  return { found, active, look, hide, choose, onKey };
}

export function Suggestions({ suggestions, label }) {
  const { found, active, choose } = suggestions;
  if (!found.length) return null;
  return html`<ul class="suggestions" role="listbox" aria-label=${label}>
    ${found.map((person, i) => html`<li key=${person.id} role="option" aria-selected=${i === active} onMouseDown=${(event) => { event.preventDefault(); choose(person); }}>
      <${Avatar} id=${person.id} name=${person.name} />${person.name}</li>`)}
  </ul>`;
}

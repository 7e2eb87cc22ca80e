// One conversation: its messages, and the line in which one writes.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import { publicName, quoteOf } from "./bubble.js";
import { Messages } from "./messages.js";
import { Suggestions, useSuggestions } from "./mentions.js";
import { faultText } from "./texts.js";

const LONGEST_SIDE = 1600;
const FINAL = new Set([400, 403, 404, 409, 413]);
const newId = () => (crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`);

async function smaller(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff"; // what is transparent would become black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

// The line in which one writes. `draft` outlives it: what was begun in a conversation waits there, and what could not
// be sent goes out, under the same id, when the line is back.
function useWriting(app, draft, input) {
  const [quoted, setQuoted] = useState(draft.quoted);
  const [trouble, setTrouble] = useState(draft.unsent ? 0 : null);
  const [isBusy, setBusy] = useState(false);
  const write = (text) => { draft.text = text; if (input.current) input.current.value = text; };
  const quote = (record) => { draft.quoted = record; setQuoted(record); if (input.current) input.current.focus(); };

  const deliver = async (message) => {
    setBusy(true);
    draft.unsent = message;
    try {
      await app.say({ id: message.id, ...message.said });
      draft.unsent = null;
      setTrouble(null);
    } catch (fault) {
      if (!draft.text) write(message.typed);
      if (FINAL.has(fault.status)) draft.unsent = null;
      if (!draft.quoted && message.quoted) quote(message.quoted);
      setTrouble(fault.status);
    } finally {
      setBusy(false);
    }
  };
  const send = async (further = {}) => {
    const typed = draft.text.trim();
    if ((!typed && !further.picture) || isBusy) return;
    const called = [...new Set(draft.mentions.filter(({ label }) => typed.includes(`@${label}`)).map(({ id }) => id))];
    const said = { text: typed, ...(quoted ? { quote: quoted.id } : {}), ...(called.length ? { mention: called } : {}), ...further };
    const again = draft.unsent && JSON.stringify(draft.unsent.said) === JSON.stringify(said);
    const message = again ? draft.unsent : { id: newId(), said, typed, quoted };
    write("");
    draft.quoted = null;
    setQuoted(null);
    await deliver(message);
    if (!draft.unsent) draft.mentions = [];
    if (input.current) input.current.focus();
  };
  useEffect(() => {
    if (!app.isUp || !draft.unsent || isBusy) return;
    if (draft.text.trim() === draft.unsent.typed) { write(""); draft.quoted = null; setQuoted(null); }
    deliver(draft.unsent);
  }, [app.isUp]);
  return { quoted, quote, trouble, setTrouble, isBusy, write, send };
}

const ATTACH = html`<svg aria-hidden="true" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"><rect x="3" y="4" width="18" height="16" rx="3" /><circle cx="9" cy="10" r="1.8" /><path d="M4 18l5-5 4 4 3-3 5 5" /></svg>`;

export function Talk({ app, draft, records, isWhole, hasLoaded, onEarlier, onBack, onLetter }) {
  const input = useRef(null);
  const { texts } = app;
  const { quoted, quote, trouble, setTrouble, isBusy, write, send } = useWriting(app, draft, input);
  const call = (person) => { draft.mentions.push(person); };
  const suggestions = useSuggestions({ app, records, input, onChange: write, onCall: call });
  useLayoutEffect(() => { input.current.value = draft.text; }, []);
  const actions = {
    now: () => app.now().getTime(),
    quote,
    recall: (record) => { app.recall(record).catch((fault) => setTrouble(fault.status)); input.current.focus(); },
    mention: (record) => {
      const label = publicName(app.nameOf(record));
      call({ id: record.from, label });
      write(`${draft.text}@${label} `);
      input.current.focus();
    },
  };
  const onInput = () => { draft.text = input.current.value; suggestions.look(draft.text); };
  const onKey = (event) => {
    if (event.isComposing || suggestions.onKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    suggestions.hide();
    send();
  };
  const onPicture = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    const blob = await smaller(file).catch(() => null);
    if (!blob) { setTrouble("picture"); return; }
    try {
      const { id } = await app.sendPicture(blob);
      await send({ picture: id });
    } catch (fault) {
      setTrouble(FINAL.has(fault.status) ? "picture" : fault.status);
    }
  };
  const far = app.elsewhere > 99 ? "99+" : app.elsewhere;
  return html`<section class="talk" aria-label=${app.title}>
    <header>
      <button type="button" class="back" onClick=${onBack} aria-label=${app.elsewhere ? `${texts.back}, ${texts.unread(far)}` : texts.back}>‹${app.elsewhere > 0 && html`<span class="unread">${far}</span>`}</button>
      <div class="title"><h2>${app.title}</h2>${!app.chat && html`<p>${texts.secretHint}</p>`}</div>
    </header>
    <div role="status">${app.letter && app.chat && html`<button type="button" class="letter" onClick=${onLetter}>✉ ${texts.letter}</button>`}</div>
    <${Messages} app=${app} records=${records} isWhole=${isWhole} hasLoaded=${hasLoaded} actions=${actions} onEarlier=${onEarlier} />
    ${trouble !== null && html`<p class="trouble" role="alert">${faultText(texts, trouble)} ${!draft.unsent && html`<button type="button" aria-label=${texts.close} onClick=${() => setTrouble(null)}>×</button>`}</p>`}
    <form class="compose" onSubmit=${(event) => { event.preventDefault(); send(); }}>
      <${Suggestions} suggestions=${suggestions} label=${texts.mention} />
      ${quoted && html`<div class="quoting"><span>${quoteOf(quoted, app.nameOf, texts)}</span>
        <button type="button" aria-label=${texts.cancelQuote} onClick=${() => quote(null)}>×</button></div>`}
      <label class="attach" title=${texts.picture}>${ATTACH}<span class="hidden">${texts.picture}</span>
        <input type="file" accept="image/jpeg,image/png,image/webp" onChange=${onPicture} /></label>
      <textarea ref=${input} rows="1" maxlength="4000" placeholder=${texts.write} aria-label=${texts.write} onInput=${onInput} onKeyDown=${onKey}></textarea>
      <button type="submit" class="send" disabled=${isBusy}>${texts.send}</button>
    </form>
  </section>`;
}

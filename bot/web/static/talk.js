// One conversation: its messages, and the line in which one writes.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import { Bubble, publicName } from "./bubble.js";
import { needsStamp, stamp } from "./time.js";

const LONGEST_SIDE = 1600;
const NEAR_THE_END_PX = 120;

async function smaller(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
}

function Messages({ app, records, actions, onEarlier }) {
  const list = useRef(null);
  const held = useRef({ first: null, height: 0, atEnd: true });
  const { texts, me, zone, now, cards, language } = app;
  useLayoutEffect(() => {
    const box = list.current;
    const first = records.length ? records[0].seq : null;
    if (held.current.first !== null && first !== null && first < held.current.first) box.scrollTop += box.scrollHeight - held.current.height;
    else if (held.current.atEnd) box.scrollTop = box.scrollHeight;
    held.current = { ...held.current, first, height: box.scrollHeight };
  });
  useEffect(() => { held.current = { first: null, height: 0, atEnd: true }; }, [app.chat, me]);
  const onScroll = () => {
    const box = list.current;
    held.current.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END_PX;
    if (box.scrollTop === 0 && records.length) onEarlier();
  };
  const byId = new Map(records.map((record) => [record.id, record]));
  const shown = records.filter((record) => !record.recalls);
  return html`<ol class="messages" ref=${list} onScroll=${onScroll} tabindex="0" aria-live="polite" aria-label=${app.title}>
    ${shown.length > 0 && records.length >= 50 && html`<li class="aside"><button type="button" onClick=${onEarlier}>${texts.earlier}</button></li>`}
    ${shown.length === 0 && html`<li class="aside">${app.chat ? texts.empty : texts.emptySecret}</li>`}
    ${shown.map((record, i) => html`
      ${needsStamp(record, shown[i - 1]) && html`<li class="aside stamp" key=${`t${record.seq}`}>${stamp(record.at, now(), zone, texts)}</li>`}
      <${Bubble} key=${record.seq} record=${record} me=${me} language=${language} texts=${texts} nameOf=${app.nameOf}
        card=${record.kind === "offer" || record.kind === "private-offer" ? cards.get(record.request) : null}
        quoted=${record.quote ? byId.get(record.quote) : null} actions=${actions} />`)}
  </ol>`;
}

export function Talk({ app, records, onSay, onRecall, onEarlier, onBack, trouble, setTrouble }) {
  const [quoted, setQuoted] = useState(null);
  const [mentions, setMentions] = useState([]);
  const [isBusy, setBusy] = useState(false);
  const input = useRef(null);
  const { texts } = app;
  useEffect(() => { setQuoted(null); setMentions([]); setTrouble(null); }, [app.chat, app.me]);
  const actions = {
    now: () => app.now().getTime(),
    quote: (record) => { setQuoted(record); input.current.focus(); },
    recall: (record) => onRecall(record).catch((fault) => setTrouble(fault.status === 409 ? texts.tooLate : fault.message)),
    mention: (record) => {
      setMentions([...mentions, record.from]);
      input.current.value += `@${publicName(app.nameOf(record))} `;
      input.current.focus();
    },
  };
  const send = async (further = {}) => {
    const text = input.current.value.trim();
    if ((!text && !further.picture) || isBusy) return;
    setBusy(true);
    try {
      await onSay({ text, ...(quoted ? { quote: quoted.id } : {}), ...(mentions.length ? { mention: mentions } : {}), ...further });
      input.current.value = "";
      setQuoted(null);
      setMentions([]);
      setTrouble(null);
    } catch (fault) {
      setTrouble(fault.message);
    } finally {
      setBusy(false);
      input.current.focus();
    }
  };
  const onKey = (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPicture = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (!file) return;
    try {
      const { id } = await app.sendPicture(await smaller(file));
      await send({ picture: id });
    } catch {
      setTrouble(texts.files);
    }
  };
  return html`<main class="talk">
    <header>
      <button type="button" class="back" onClick=${onBack} aria-label=${texts.back}>‹</button>
      <div class="title"><h1>${app.title}</h1>${!app.chat && html`<p>${texts.secretHint}</p>`}</div>
    </header>
    <${Messages} app=${app} records=${records} actions=${actions} onEarlier=${onEarlier} />
    ${trouble && html`<p class="trouble" role="alert">${trouble}</p>`}
    <form class="compose" onSubmit=${(event) => { event.preventDefault(); send(); }}>
      ${quoted && html`<div class="quoting"><span>${app.nameOf(quoted)}: ${quoted.text.slice(0, 60)}</span>
        <button type="button" aria-label=${texts.cancelQuote} onClick=${() => setQuoted(null)}>×</button></div>`}
      <label class="attach" title=${texts.picture}><svg aria-hidden="true" width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8"><rect x="3" y="4" width="18" height="16" rx="3" /><circle cx="9" cy="10" r="1.8" /><path d="M4 18l5-5 4 4 3-3 5 5" /></svg><span class="hidden">${texts.picture}</span>
        <input type="file" accept="image/jpeg,image/png,image/webp" onChange=${onPicture} /></label>
      <textarea ref=${input} rows="1" maxlength="4000" placeholder=${texts.write} aria-label=${texts.write} onKeyDown=${onKey}></textarea>
      <button type="submit" class="send" disabled=${isBusy}>${texts.send}</button>
    </form>
  </main>`;
}

// The messages of one conversation: where one stands in them, and which one's menu is open.

import { html, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import { Bubble } from "./bubble.js";
import { isOffer } from "./chats.js";
import { needsStamp, stamp } from "./time.js";

const NEAR_THE_END_PX = 120;
const STEPS = { ArrowUp: -1, ArrowDown: 1 };

// Keeps the reader where they are: at the end, or, in what is older, at the same message.
function usePlace(records, me) {
  const list = useRef(null);
  const held = useRef({ first: null, last: 0, height: 0, view: 0, atEnd: true });
  const [isBelow, setBelow] = useState(false);
  const toEnd = () => { list.current.scrollTop = list.current.scrollHeight; held.current.atEnd = true; setBelow(false); };
  useLayoutEffect(() => {
    const box = list.current;
    const was = held.current;
    const first = records.length ? records[0].seq : null;
    const newest = records.length ? records[records.length - 1] : { seq: 0 };
    // Whoever has just scrolled is where they are now: the event of it comes later.
    const isSame = was.height > 0 && was.view === box.clientHeight;
    const atEnd = isSame ? was.height - box.scrollTop - box.clientHeight < NEAR_THE_END_PX : was.atEnd;
    const isNew = was.last > 0 && newest.seq > was.last;
    if (was.first !== null && first !== null && first < was.first) box.scrollTop += box.scrollHeight - was.height;
    else if (atEnd || (isNew && newest.from === me)) toEnd();
    else if (isNew && !newest.recalls) setBelow(true);
    held.current = { ...held.current, first, last: newest.seq, height: box.scrollHeight, view: box.clientHeight };
  });
  const onScroll = () => {
    const box = list.current;
    held.current.atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END_PX;
    if (held.current.atEnd) setBelow(false);
    return box.scrollTop;
  };
  const onGrown = () => { // a picture has come
    if (held.current.atEnd) list.current.scrollTop = list.current.scrollHeight;
    Object.assign(held.current, { height: list.current.scrollHeight, view: list.current.clientHeight });
  };
  useLayoutEffect(() => { // larger type, or a keyboard on the screen
    const watch = new ResizeObserver(onGrown);
    watch.observe(list.current);
    return () => watch.disconnect();
  }, []);
  return { list, isBelow, toEnd, onScroll, onGrown };
}

export function Messages({ app, records, isWhole, hasLoaded, actions, onEarlier }) {
  const { texts, me, zone, now, cards, language } = app;
  const { list, isBelow, toEnd, onScroll, onGrown } = usePlace(records, me);
  const [open, setOpen] = useState(null);
  const since = useRef(null);
  if (since.current === null && hasLoaded) since.current = records.length ? records[records.length - 1].seq : 0;
  const onKey = (event) => {
    if (event.key === "Escape" && open !== null) return setOpen(null);
    const step = STEPS[event.key];
    if (!step || !event.target.classList.contains("more")) return undefined;
    const stops = [...list.current.querySelectorAll(".more")];
    const next = stops[stops.indexOf(event.target) + step];
    if (next) { event.preventDefault(); next.focus(); }
    return undefined;
  };
  const shown = records.filter((record) => !record.recalls);
  const lastOffer = new Map(shown.filter(isOffer).map((record) => [record.request, record]));
  const items = [];
  shown.forEach((record, i) => {
    if (needsStamp(record, shown[i - 1])) items.push(html`<li class="aside stamp" key=${`t${record.seq}`}>${stamp(record.at, now(), zone, texts)}</li>`);
    items.push(html`<${Bubble} key=${record.seq} record=${record} me=${me} language=${language} texts=${texts} nameOf=${app.nameOf}
      isFresh=${record.seq > since.current} isOpen=${open === record.seq} isStop=${i === shown.length - 1}
      card=${lastOffer.get(record.request) === record ? cards.get(record.request) : null} actions=${{ ...actions, open: setOpen }} />`);
  });
  return html`<div class="reading">
    <ol class="messages" ref=${list} onScroll=${() => { if (onScroll() === 0 && !isWhole) onEarlier(); }} onLoadCapture=${onGrown} onKeyDown=${onKey}
      tabindex="0" aria-live="polite" aria-label=${app.title}>
      ${shown.length > 0 && !isWhole && html`<li class="aside" key="earlier"><button type="button" onClick=${onEarlier}>${texts.earlier}</button></li>`}
      ${shown.length === 0 && hasLoaded && html`<li class="aside" key="empty">${app.chat ? texts.empty : texts.emptySecret}
        ${app.onFilm && app.chat && html`<p><button type="button" class="premiere" onClick=${() => app.onFilm(texts.premiere)}>▶ ${texts.premiereTitle}</button></p>`}</li>`}
      ${items}
    </ol>
    ${isBelow && html`<button type="button" class="below" onClick=${toEnd}>↓ ${texts.below}</button>`}
  </div>`;
}

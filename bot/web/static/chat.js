// The page: who one is, one's conversations, and the one that is open.

import { html, render, useCallback, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { Film, Panel } from "./rehearsal.js";
import { Picker, Rooms } from "./rooms.js";
import { Talk } from "./talk.js";
import { TEXTS } from "./texts.js";

const PRIVATE = "";
const PAGE = 50;
const keyOf = (record) => (record.room === null ? PRIVATE : record.room);

function kept(name, fallback, storage = localStorage) {
  try { return JSON.parse(storage.getItem(`weiguang.${name}`)) ?? fallback; } catch { return fallback; }
}
function keep(name, value, storage = localStorage) {
  try { storage.setItem(`weiguang.${name}`, JSON.stringify(value)); } catch { /* a full or closed storage costs comfort only */ }
}

function merge(known, found) {
  const bySeq = new Map(known.map((record) => [record.seq, record]));
  for (const record of found) bySeq.set(record.seq, record);
  const records = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const gone = new Set(records.filter((record) => record.recalls).map((record) => record.recalls));
  return records.map((record) => (gone.has(record.id) && !record.recalled ? { ...record, text: "", picture: undefined, recalled: true } : record));
}

function useSettings() {
  const [language, setLanguage] = useState(kept("language", null));
  const [isLarge, setLarge] = useState(kept("large", false));
  const [theme, setTheme] = useState(kept("theme", null));
  useEffect(() => {
    const root = document.documentElement;
    root.lang = language === "en" ? "en" : "zh-CN";
    root.dataset.size = isLarge ? "large" : "normal";
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    keep("language", language); keep("large", isLarge); keep("theme", theme);
  }, [language, isLarge, theme]);
  return { language, setLanguage, isLarge, setLarge, theme, setTheme };
}

function Settings({ settings, texts, me, onWho, canChoose }) {
  const { language, setLanguage, isLarge, setLarge, theme, setTheme } = settings;
  const isDark = theme === "dark" || (!theme && matchMedia("(prefers-color-scheme: dark)").matches);
  return html`<div class="settings">
    ${canChoose && html`<button type="button" class="me" onClick=${onWho} aria-label=${`${texts.who} ${me}`}>${me}</button>`}
    <button type="button" onClick=${() => setLanguage(language === "en" ? "zh" : "en")}>${texts.language}</button>
    <button type="button" aria-pressed=${isLarge} onClick=${() => setLarge(!isLarge)}>${texts.large}</button>
    <button type="button" onClick=${() => setTheme(isDark ? "light" : "dark")}>${isDark ? texts.light : texts.dark}</button>
  </div>`;
}

const isWide = () => matchMedia("(min-width: 720px)").matches;

function useChats(me, chat, openChat) {
  const [chats, setChats] = useState([]);
  const [person, setPerson] = useState(null);
  const [records, setRecords] = useState(new Map());
  const [cards, setCards] = useState(new Map());
  const [isUp, setUp] = useState(true);
  const read = useRef({});
  const state = useRef({});
  state.current = { me, chat, records };

  const markRead = useCallback((key, seq) => {
    if ((read.current[key] || 0) >= seq) return;
    read.current = { ...read.current, [key]: seq };
    keep(`read.${me}`, read.current);
    setChats((all) => all.map((one) => ((one.room || PRIVATE) === key ? { ...one, unread: 0 } : one)));
  }, [me]);

  const take = useCallback((key, found) => {
    setRecords((all) => new Map(all).set(key, merge(all.get(key) || [], found)));
    const numbers = [...new Set(found.map((record) => record.request).filter(Boolean))].slice(-50);
    if (numbers.length) {
      api.cards(me, numbers).then(({ requests }) => setCards((all) => {
        const next = new Map(all);
        for (const card of requests) next.set(card.number, card);
        return next;
      }), () => {});
    }
    if (key === state.current.chat && found.length && document.visibilityState === "visible") markRead(key, found[found.length - 1].seq);
  }, [me, markRead]);

  const refresh = useCallback(async () => {
    const found = await api.chats(me, read.current);
    if (state.current.me !== me) return;
    if (state.current.chat === null && found.chats.length && isWide()) openChat(found.chats[0].room || PRIVATE);
    setPerson(found.person);
    setChats(found.chats);
  }, [me]);

  const catchUp = useCallback(async () => {
    const fresh = refresh();
    const open = state.current.chat;
    if (open === null) return fresh;
    const known = state.current.records.get(open) || [];
    const last = known.length ? known[known.length - 1].seq : 0;
    const { messages } = last ? await api.after(open, me, last) : await api.latest(open, me, PAGE);
    take(open, messages);
    return fresh;
  }, [me, refresh, take]);

  const onRecord = useCallback((record) => {
    const key = keyOf(record);
    take(key, [record]);
    const isRead = key === state.current.chat && document.visibilityState === "visible";
    setChats((all) => all.map((one) => {
      if ((one.room || PRIVATE) !== key) return one;
      return { ...one, last: record, unread: isRead || record.from === me ? one.unread : one.unread + 1 };
    }));
  }, [me, take]);

  useLayoutEffect(() => {
    setRecords(new Map()); setCards(new Map()); setChats([]); setPerson(null);
    if (!me) return undefined;
    read.current = kept(`read.${me}`, {});
    catchUp().catch(() => {});
    let isFirst = true;
    return api.listen(me, onRecord, (up) => {
      setUp(up);
      if (up) setTimeout(() => catchUp().catch(() => {}), isFirst ? 500 : 0);
      isFirst = false;
    });
  }, [me]);

  useLayoutEffect(() => {
    if (!me || chat === null || (state.current.records.get(chat) || []).length >= PAGE) return;
    api.latest(chat, me, PAGE).then(({ messages }) => take(chat, messages), () => {});
  }, [me, chat]);

  useEffect(() => {
    const seen = () => {
      const known = state.current.records.get(state.current.chat);
      if (document.visibilityState === "visible" && known && known.length) markRead(state.current.chat, known[known.length - 1].seq);
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [markRead]);

  return { chats, person, records, cards, isUp, take };
}

function App({ session }) {
  const settings = useSettings();
  const language = settings.language || (session.language === "en" ? "en" : "zh");
  const texts = TEXTS[language];
  const [me, setMe] = useState(session.person || kept("me", null, sessionStorage) || new URLSearchParams(location.search).get("as"));
  const [chat, setChat] = useState(kept("chat", null, sessionStorage));
  const [isChoosing, setChoosing] = useState(false);
  const [film, setFilm] = useState(null);
  const [stage, setStage] = useState(null);
  const [trouble, setTrouble] = useState(null);
  const { chats, person, records, cards, isUp, take } = useChats(me, chat, setChat);

  useEffect(() => { if (session.rehearsal) api.rehearsal().then(setStage, () => {}); }, [chats]);
  useEffect(() => { keep("me", me, sessionStorage); keep("chat", chat, sessionStorage); }, [me, chat]);
  useLayoutEffect(() => {
    if (chat && chats.length && !chats.some((one) => one.room === chat)) setChat(null);
    const unread = chats.reduce((sum, one) => sum + one.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${session.community} · ${texts.bot}`;
  }, [chats, chat]);

  const offset = stage ? Date.parse(stage.now) - Date.now() : 0;
  const known = chats.find((one) => (one.room || PRIVATE) === chat);
  const app = {
    texts, language, me, chat, cards, zone: session.timezone,
    title: chat ? (known ? known.name : "") : texts.secret,
    now: () => new Date(Date.now() + (offset > 60000 ? offset : 0)),
    nameOf: (record) => (record.kind ? texts.bot : record.name || record.from),
    sendPicture: (blob) => api.sendPicture(me, blob),
  };
  const onSay = async (said) => {
    const place = chat ? { room: chat } : { private: true };
    await api.say({ from: me, id: crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`, ...place, ...said });
  };
  const onEarlier = async () => {
    const shown = records.get(chat) || [];
    if (!shown.length || shown[0].seq === 1) return;
    const { messages } = await api.latest(chat, me, 2 * PAGE, shown[0].seq);
    if (messages.length) take(chat, messages);
  };
  const choose = (id) => { setMe(id); setChat(null); setChoosing(false); };
  if (!me || isChoosing) return html`<${Picker} texts=${texts} onChoose=${choose} onClose=${me ? () => setChoosing(false) : null} />`;
  return html`
    ${!isUp && html`<p class="banner" role="status">${texts.lost}</p>`}
    ${isUp && stage && stage.line === "cut" && html`<p class="banner" role="status">${texts.cut}</p>`}
    <div class="columns ${chat === null ? "listing" : "talking"}">
      <${Rooms} app=${app} chats=${chats} chat=${chat === null ? undefined : chat || null} onOpen=${(room) => setChat(room || PRIVATE)}>
        <${Settings} settings=${{ ...settings, language }} texts=${texts} me=${person ? person.name : me} canChoose=${session.personas} onWho=${() => setChoosing(true)} />
        ${session.rehearsal && stage && html`<${Panel} app=${app} state=${stage} setState=${setStage} onFilm=${setFilm} />`}
      <//>
      ${chat !== null && html`<${Talk} app=${app} records=${records.get(chat) || []} onSay=${onSay} onRecall=${(record) => api.recall(me, record.id)}
        onEarlier=${onEarlier} onBack=${() => setChat(null)} trouble=${trouble} setTrouble=${setTrouble} />`}
    </div>
    ${film && html`<${Film} name=${film} texts=${texts} language=${language} onClose=${() => setFilm(null)} />`}`;
}

const root = document.getElementById("app");
api.session().then(
  (session) => { root.textContent = ""; render(html`<${App} session=${session} />`, root); },
  (fault) => { root.textContent = fault.status === 403 ? `${TEXTS.zh.noToken} ${TEXTS.en.noToken}` : fault.message; },
);

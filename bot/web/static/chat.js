// The page: who one is, one's conversations, and the one that is open.

import { html, render, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { firstLook, PRIVATE, useChats } from "./chats.js";
import { keep, kept } from "./kept.js";
import { Rooms } from "./rooms.js";
import { Talk } from "./talk.js";
import { TEXTS } from "./texts.js";
import { isWide, Later } from "./windows.js";

const RETRY_MS = 2000;

function useSettings(natural) {
  const [chosen, setLanguage] = useState(kept("language", null));
  const [isLarge, setLarge] = useState(kept("large", false));
  const [theme, setTheme] = useState(kept("theme", null));
  const language = chosen || (natural === "en" ? "en" : "zh");
  useLayoutEffect(() => {
    const root = document.documentElement;
    root.lang = language === "en" ? "en" : "zh-CN";
    root.dataset.size = isLarge ? "large" : "normal";
    if (theme) root.dataset.theme = theme; else delete root.dataset.theme;
    keep("language", chosen); keep("large", isLarge); keep("theme", theme);
  }, [language, chosen, isLarge, theme]);
  return { language, setLanguage, isLarge, setLarge, theme, setTheme };
}

function Settings({ settings, texts, me, onWho, canChoose }) {
  const { language, setLanguage, isLarge, setLarge, theme, setTheme } = settings;
  const isDark = theme === "dark" || (!theme && matchMedia("(prefers-color-scheme: dark)").matches);
  return html`<div class="settings">
    ${canChoose ? html`<button type="button" class="me" onClick=${onWho} aria-label=${`${texts.who} ${me}`}>${me}</button>` : html`<span class="me">${me}</span>`}
    <button type="button" onClick=${() => setLanguage(language === "en" ? "zh" : "en")}>${texts.language}</button>
    <button type="button" aria-pressed=${isLarge} onClick=${() => setLarge(!isLarge)}>${texts.large}</button>
    <button type="button" onClick=${() => setTheme(isDark ? "light" : "dark")}>${isDark ? texts.light : texts.dark}</button>
  </div>`;
}

const withOffset = (stage) => stage && { ...stage, offset: stage.moved ? Date.parse(stage.now) - Date.now() : 0 };

// The address says it once; afterwards the window remembers, so that it can become somebody else.
function firstPerson() {
  const asked = new URLSearchParams(location.search).get("as");
  if (asked) history.replaceState(null, "", location.pathname);
  return asked || kept("me", null, sessionStorage);
}

function Banners({ isUp, stage, texts, onBack }) {
  return html`<div role="status">
    ${!isUp && html`<p class="banner">${texts.lost}</p>`}
    ${isUp && stage && stage.line === "cut" && html`<p class="banner">${texts.cut}</p>`}
    ${stage && stage.moved && html`<p class="notice">${texts.moved} <button type="button" onClick=${onBack}>${texts.back2now}</button></p>`}
  </div>`;
}

function App({ session, first, early }) {
  const [me, setMe] = useState(session.person || first);
  const [chat, setChat] = useState(kept("chat", null, sessionStorage));
  const [isChoosing, setChoosing] = useState(false);
  const [isStranger, setStranger] = useState(false);
  const [film, setFilm] = useState(null);
  const [stage, setStage] = useState(() => withOffset(session.stage));
  const drafts = useRef(new Map());
  const onStage = (found) => setStage(withOffset(found));
  const onRefused = (status) => {
    if (status === 403 || !session.personas) return setStranger(true);
    setChat(null);
    return setMe(null);
  };
  const onFirst = (first) => isWide() && setChat(first);
  const known = useChats({ me, chat, session, early, isWide, onFirst, onStage, onRefused });
  const { chats, person, records, isUp, loadEarlier } = known;
  const settings = useSettings((person && person.language) || session.language);
  const { language } = settings;
  const texts = TEXTS[language];

  useEffect(() => { keep("me", me, sessionStorage); keep("chat", chat, sessionStorage); }, [me, chat]);
  useLayoutEffect(() => {
    if (chat && chats.length && !chats.some((one) => one.room === chat)) setChat(null);
    const unread = chats.reduce((sum, one) => sum + one.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ""}${session.community} · ${texts.bot}`;
  }, [chats, chat, texts]);

  const here = chats.find((one) => (one.room || PRIVATE) === chat);
  const app = {
    texts, language, me, chat, isUp, cards: known.cards, called: known.called, zone: session.timezone,
    title: chat ? (here ? here.name : "") : texts.secret,
    elsewhere: chats.reduce((sum, one) => sum + (one === here ? 0 : one.unread), 0),
    letter: known.letter,
    now: () => new Date(Date.now() + (stage ? stage.offset : 0)),
    nameOf: (record) => (record.kind ? texts.bot : record.name || record.from),
    say: (said) => api.say({ from: me, ...(chat ? { room: chat } : { private: true }), ...said }),
    recall: (record) => api.recall(me, record.id),
    sendPicture: (blob) => api.sendPicture(me, blob),
    findPeople: (text) => api.search(text).then(({ people }) => people.filter((one) => one.id !== me && one.rooms.includes(chat))),
    onFilm: session.rehearsal ? setFilm : null,
  };
  const draft = (key) => { if (!drafts.current.has(key)) drafts.current.set(key, { text: "", quoted: null, mentions: [] }); return drafts.current.get(key); };
  const focusMe = () => { const button = document.querySelector("button.me"); if (button) button.focus(); };
  const close = () => { setChoosing(false); setTimeout(focusMe); };
  const choose = (id) => { if (id !== me) { setMe(id); setChat(null); } close(); };
  const rehearse = (body) => api.rehearse(body).then(onStage);
  if (isStranger) return html`<main><p class="waiting">${texts.noToken}</p></main>`;
  if (!me || isChoosing) {
    if (!session.personas) return html`<main><p class="waiting">${texts.noToken}</p></main>`;
    return html`<${Later} load=${() => import("./picker.js")} name="Picker" texts=${texts} onChoose=${choose} onClose=${me ? close : null} />`;
  }
  return html`
    <${Banners} isUp=${isUp} stage=${stage} texts=${texts} onBack=${() => rehearse({ back: true }).catch(() => {})} />
    <main class="columns ${chat === null ? "listing" : "talking"}">
      <h1 class="hidden">${session.community} · ${texts.bot}</h1>
      <${Rooms} app=${app} chats=${chats} chat=${chat === null ? undefined : chat || null} onOpen=${(room) => setChat(room || PRIVATE)}>
        <${Settings} settings=${settings} texts=${texts} me=${person ? person.name : me} canChoose=${session.personas} onWho=${() => setChoosing(true)} />
        ${stage && html`<${Later} load=${() => import("./panel.js")} name="Panel" app=${app} stage=${stage} rehearse=${rehearse} onFilm=${setFilm} />`}
      <//>
      ${chat !== null && html`<${Talk} key=${`${me} ${chat}`} app=${app} draft=${draft(`${me} ${chat}`)} records=${records} isWhole=${known.isWhole} hasLoaded=${known.hasLoaded}
        onEarlier=${() => loadEarlier(chat)} onBack=${() => setChat(null)} onLetter=${() => setChat(PRIVATE)} />`}
    </main>
    ${film && html`<${Later} load=${() => import("./film.js")} name="Film" key=${film} film=${film} texts=${texts} language=${language} onClose=${() => setFilm(null)} />`}`;
}

const root = document.getElementById("app");
const first = firstPerson();
function begin() {
  document.documentElement.dataset.size = kept("large", false) ? "large" : "normal";
  const early = first ? firstLook(first, kept("chat", null, sessionStorage), isWide()) : null;
  if (early) early.answer.catch(() => {});
  api.session().then(
    (session) => { root.textContent = ""; render(html`<${App} session=${session} first=${first} early=${early} />`, root); },
    (fault) => {
      const both = (name) => `${TEXTS.zh[name]} ${TEXTS.en[name]}`;
      root.firstElementChild.textContent = both(fault.status === 403 ? "noToken" : "lost");
      if (fault.status !== 403) setTimeout(begin, RETRY_MS);
    },
  );
}
begin();

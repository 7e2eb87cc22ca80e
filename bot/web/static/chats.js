// One person's conversations: what is known of them, what is new, and no holes where the line was lost.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";
import * as api from "./api.js";
import { keep, kept } from "./kept.js";

export const PRIVATE = "";
const PAGE = 50;
const MOST_AFTER = 200;
const FIRST_LOOK_MS = 500;
const keyOf = (record) => (record.room === null ? PRIVATE : record.room);
const lastSeq = (records) => (records && records.length ? records[records.length - 1].seq : 0);
export const isOffer = (record) => record.kind === "offer" || record.kind === "private-offer";

// The records of both, in order, each once; what was taken back is empty, in quotes as well.
export function merge(known, found) {
  const bySeq = new Map(known.map((record) => [record.seq, record]));
  for (const record of found) bySeq.set(record.seq, record);
  const records = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const gone = new Set(records.filter((record) => record.recalls).map((record) => record.recalls));
  if (!gone.size) return records;
  return records.map((record) => {
    if (gone.has(record.id) && !record.recalled) return { ...record, text: "", picture: undefined, recalled: true };
    if (record.quoted && gone.has(record.quoted.id)) return { ...record, quoted: { ...record.quoted, text: "", recalled: true } };
    return record;
  });
}

// All that is known for one person. `fresh` are the conversations in which nothing can be missing: they were read
// while we listened. `waiting` is what came while one was being read.
const aLife = () => ({
  records: new Map(), cards: new Map(), pushed: new Map(), whole: new Set(),
  fresh: new Set(), loading: new Set(), waiting: new Map(), called: new Set(), isUp: false,
});

const marksOf = (me) => ({ database: null, marks: {}, ...kept(`read.${me}`, {}) });

// One question for all that is shown first: the conversations, and the one that is open, or will be.
export function firstLook(me, chat, isOpening) {
  const further = chat !== null ? { latest: PAGE, open: chat } : isOpening ? { latest: PAGE } : {};
  return { me, chat, answer: api.chats(me, marksOf(me), further) };
}

export function useChats({ me, chat, session, early, isWide, onFirst, onStage, onRefused }) {
  const [chats, setChats] = useState([]);
  const [person, setPerson] = useState(null);
  const [isUp, setUp] = useState(true);
  const [letter, setLetter] = useState(null);
  const [, redraw] = useState(0);
  const life = useRef(aLife());
  const read = useRef({});
  const now = useRef({});
  now.current = { chat, onFirst, onStage, onRefused };
  const draw = () => redraw((n) => n + 1);

  const markRead = useCallback((key, seq) => {
    if ((read.current[key] || 0) >= seq) return;
    read.current = { ...read.current, [key]: seq };
    life.current.called.delete(key);
    keep(`read.${me}`, { database: session.database, marks: read.current });
    setChats((all) => all.map((one) => ((one.room || PRIVATE) === key ? { ...one, unread: 0 } : one)));
  }, [me]);

  const fetchCards = useCallback(async (numbers) => {
    const own = life.current;
    const began = performance.now();
    const wanted = [...new Set(numbers.filter(Boolean))].slice(-PAGE);
    if (!wanted.length) return;
    const { requests } = await api.cards(me, wanted);
    if (own !== life.current) return;
    for (const card of requests) if (!(own.pushed.get(card.number) > began)) own.cards.set(card.number, card);
    draw();
  }, [me]);

  const put = useCallback((key, found, isAnew = false) => {
    const own = life.current;
    own.records.set(key, merge(isAnew ? [] : own.records.get(key) || [], found));
    if (key === now.current.chat && document.visibilityState === "visible") markRead(key, lastSeq(own.records.get(key)));
    draw();
  }, [markRead]);

  // Reads what is missing in the conversation: what came after the last record, or, after a long absence, its end anew.
  const load = useCallback(async (key) => {
    const own = life.current;
    const isUseless = own.records.has(key) && !own.isUp; // it is called again when we listen
    if (key === null || isUseless || own.fresh.has(key) || own.loading.has(key)) return;
    own.loading.add(key);
    const isLive = own.isUp;
    try {
      const last = lastSeq(own.records.get(key));
      const further = last ? (await api.after(key, me, last)).messages : null;
      const isAnew = !further || further.length >= MOST_AFTER;
      const found = isAnew ? (await api.latest(key, me, PAGE)).messages : further;
      if (own !== life.current) return;
      if (isAnew) own.whole[found.length < PAGE ? "add" : "delete"](key);
      put(key, [...found, ...(own.waiting.get(key) || [])], isAnew);
      if (isLive && own.isUp) own.fresh.add(key);
      fetchCards(own.records.get(key).filter(isOffer).map((record) => record.request)).catch(() => {});
    } catch { /* whoever is refused is told by refresh; a lost line calls again when it is back */
    } finally {
      own.loading.delete(key);
      own.waiting.delete(key);
    }
    if (!isLive && own.isUp && own === life.current) load(key);
  }, [me, put, fetchCards]);

  const loadEarlier = useCallback(async (key) => {
    const own = life.current;
    const shown = own.records.get(key) || [];
    if (!shown.length || own.whole.has(key) || own.loading.has(`<${key}`)) return;
    own.loading.add(`<${key}`);
    try {
      const { messages } = await api.latest(key, me, 2 * PAGE, shown[0].seq);
      if (own !== life.current) return;
      if (messages.length < 2 * PAGE) own.whole.add(key);
      put(key, messages);
      fetchCards(messages.filter(isOffer).map((record) => record.request)).catch(() => {});
    } catch { /* it can be asked again */
    } finally {
      own.loading.delete(`<${key}`);
    }
  }, [me, put, fetchCards]);

  const begin = useCallback((opened) => {
    const own = life.current;
    const key = opened.room || PRIVATE;
    for (const card of opened.requests) own.cards.set(card.number, card);
    own.whole[opened.messages.length < PAGE ? "add" : "delete"](key);
    put(key, [...opened.messages, ...(own.waiting.get(key) || [])], true);
  }, [put]);

  const refresh = useCallback(async (first = null) => {
    const own = life.current;
    if (first && first.chat !== null) own.loading.add(first.chat);
    try {
      const found = await (first ? first.answer : api.chats(me, { database: session.database, marks: read.current }));
      if (own !== life.current) return;
      if (found.opened && !own.records.has(found.opened.room || PRIVATE)) begin(found.opened);
      setPerson(found.person);
      setChats((all) => found.chats.map((one) => {
        const seen = all.find(({ room }) => room === one.room);
        const isOld = seen && seen.last && (!one.last || seen.last.seq > one.last.seq); // more was heard since we asked
        return isOld ? seen : one.last && read.current[one.room || PRIVATE] >= one.last.seq ? { ...one, unread: 0 } : one;
      }));
      if (now.current.chat === null && found.chats.length) now.current.onFirst(found.chats[0].room || PRIVATE);
    } catch (fault) {
      if (own === life.current && (fault.status === 403 || fault.status === 404)) now.current.onRefused(fault.status);
    } finally {
      if (first && first.chat !== null) { own.loading.delete(first.chat); own.waiting.delete(first.chat); }
    }
    if (first && own === life.current) load(now.current.chat);
  }, [me, begin, load]);

  const onRecord = useCallback((record) => {
    const own = life.current;
    const key = keyOf(record);
    if (own.fresh.has(key)) put(key, [record]);
    else if (own.loading.has(key)) own.waiting.set(key, [...(own.waiting.get(key) || []), record]);
    if (isOffer(record) && !own.cards.has(record.request)) fetchCards([record.request]).catch(() => {});
    const isRead = key === now.current.chat && document.visibilityState === "visible";
    const isMine = record.from === me;
    if (!isRead && !isMine && (record.mentions || []).includes(me)) own.called.add(key);
    if (key === PRIVATE && !isMine && now.current.chat !== PRIVATE) setLetter(record);
    setChats((all) => all.map((one) => {
      if ((one.room || PRIVATE) !== key) return one;
      return { ...one, last: record, unread: isRead || isMine || record.recalls ? one.unread : one.unread + 1 };
    }));
  }, [me, put, fetchCards]);

  const onChange = useCallback((change) => {
    if (change.changed === "stage") return now.current.onStage(change.stage);
    life.current.cards.set(change.request.number, change.request);
    life.current.pushed.set(change.request.number, performance.now());
    return draw();
  }, [me]);

  useLayoutEffect(() => {
    life.current = aLife();
    setChats([]); setPerson(null); setLetter(null); setUp(true);
    if (!me) return undefined;
    const own = life.current;
    const { database, marks } = marksOf(me);
    read.current = database === session.database ? marks : {};
    const isEarly = early && early.me === me && early.chat === chat && !early.isUsed;
    if (isEarly) early.isUsed = true;
    refresh(isEarly ? early : firstLook(me, chat, isWide()));
    let isFirst = true;
    const onState = (up) => {
      own.isUp = up;
      if (!up) own.fresh.clear();
      setUp(up);
      const look = () => { if (own === life.current) { refresh(); if (up) load(now.current.chat); } };
      setTimeout(look, isFirst && up ? FIRST_LOOK_MS : 0);
      isFirst = false;
    };
    return api.listen(me, { onRecord, onChange, onState });
  }, [me]);

  useLayoutEffect(() => { // after the one above: a new life has begun by then
    if (!me || chat === null) return;
    if (chat === PRIVATE) setLetter(null);
    load(chat);
    markRead(chat, lastSeq(life.current.records.get(chat)));
  }, [me, chat]);

  useEffect(() => {
    const seen = () => {
      if (document.visibilityState === "visible") markRead(now.current.chat, lastSeq(life.current.records.get(now.current.chat)));
    };
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [markRead]);

  const { records, cards, whole, called } = life.current;
  return { chats, person, isUp, letter, cards, called, records: records.get(chat) || [], isWhole: whole.has(chat), hasLoaded: records.has(chat), loadEarlier };
}

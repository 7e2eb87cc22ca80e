// Time stamps as WeChat groups them: one above the first message, and after each pause of five minutes.

const PAUSE_MS = 5 * 60 * 1000;

export const needsStamp = (record, before) => !before || new Date(record.at) - new Date(before.at) > PAUSE_MS;

const formats = new Map();

// Making a format takes milliseconds, using it microseconds.
function formatOf(zone) {
  if (!formats.has(zone)) formats.set(zone, new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
  return formats.get(zone);
}

function parts(moment, zone) {
  const made = formatOf(zone).formatToParts(moment);
  return Object.fromEntries(made.map((part) => [part.type, part.value]));
}

const dayNumber = (p) => Math.floor(Date.UTC(+p.year, +p.month - 1, +p.day) / 86400000);

export function stamp(at, now, zone, texts) {
  const then = parts(new Date(at), zone);
  const today = parts(now, zone);
  const hour = `${then.hour}:${then.minute}`;
  const days = dayNumber(today) - dayNumber(then);
  if (days === 0) return hour;
  if (days === 1) return `${texts.yesterday} ${hour}`;
  const weekday = new Date(Date.UTC(+then.year, +then.month - 1, +then.day)).getUTCDay();
  if (days > 0 && days < 7) return `${texts.weekdays[weekday]} ${hour}`;
  return `${texts.date(then.month, then.day)} ${hour}`;
}

export function clock(moment, zone) {
  const p = parts(moment, zone);
  return `${p.year}-${p.month.padStart(2, "0")}-${p.day.padStart(2, "0")} ${p.hour}:${p.minute}`;
}

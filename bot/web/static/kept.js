// What the browser remembers. A full or closed storage costs comfort only.

export function kept(name, fallback, storage = localStorage) {
  try { return JSON.parse(storage.getItem(`weiguang.${name}`)) ?? fallback; } catch { return fallback; }
}

export function keep(name, value, storage = localStorage) {
  try { storage.setItem(`weiguang.${name}`, JSON.stringify(value)); } catch { /* see above */ }
}

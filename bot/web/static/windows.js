// What opens above the page, what is loaded only then, and how wide the page is.

import { html, useEffect, useLayoutEffect, useRef, useState } from "./htm-preact-3.1.1.js";

const WIDE_EM = 42; // as in chat.css: it grows with the type
export const isWide = () => innerWidth >= WIDE_EM * parseFloat(getComputedStyle(document.documentElement).fontSize);

// A part of the page that is fetched when it is first wanted.
export function Later({ load, name, ...props }) {
  const [part, setPart] = useState(null);
  useEffect(() => { load().then((found) => setPart(() => found[name]), () => props.onClose && props.onClose()); }, []);
  return part ? html`<${part} ...${props} />` : null;
}

// A window above the page: Escape closes it, Tab stays in it, and the focus goes back to where it was.
export function Modal({ label, kind, onClose, children }) {
  const dialog = useRef(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => { if (before && before.isConnected) before.focus(); };
  }, []);
  const onCancel = (event) => { event.preventDefault(); onClose(); };
  const onClick = (event) => { if (event.target === dialog.current) onClose(); };
  return html`<dialog ref=${dialog} class=${kind} aria-label=${label} onCancel=${onCancel} onClose=${onClose} onClick=${onClick}>${children}</dialog>`;
}

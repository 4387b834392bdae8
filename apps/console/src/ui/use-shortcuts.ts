import { useEffect, useRef } from 'react';

type Handlers = Readonly<Record<string, (() => void) | undefined>>;

const WITHOUT_TEXT: readonly string[] = ['radio', 'checkbox'];
/** What a radio or a box does with a key itself. */
const OWN_KEYS: readonly string[] = ['arrowup', 'arrowdown', 'arrowleft', 'arrowright', ' '];

/** True when the key belongs to the field that has the focus. */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && WITHOUT_TEXT.includes(target.type)) return OWN_KEYS.includes(key);
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Something that floats has the keys to itself. */
const somethingFloats = (): boolean =>
  document.querySelector('.ant-modal-wrap:not([style*="display: none"]), .ant-drawer-open') !== null;

const nameOf = (event: KeyboardEvent): string =>
  event.ctrlKey || event.metaKey ? `ctrl+${event.key.toLowerCase()}` : event.key.toLowerCase();

/**
 * Keys for the whole page. Single keys are silent while somebody types or a dialogue is open; `ctrl+…` works while
 * typing too, because it is how a form is sent.
 */
export function useShortcuts(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.isComposing) return;
      const name = nameOf(event);
      const handler = latest.current[name];
      if (handler === undefined || somethingFloats()) return;
      if (!name.startsWith('ctrl+') && isTyping(event.target, name)) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

import { Modal, type ModalProps } from 'antd';
import { useLayoutEffect, useRef } from 'react';

const FIELDS = 'input:not([type=hidden], [type=file], :disabled), textarea:not(:disabled)';

/**
 * A dialogue that a keyboard comes into and out of: it begins in its first field, and goes back to what opened it, or to
 * the page where that is no longer there.
 */
export function Dialog({ open = false, afterOpenChange, children, ...modal }: ModalProps) {
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!open) return;
    const opener = document.activeElement;
    // Only once the dialogue is gone: it holds the focus as long as it stands.
    return () => void requestAnimationFrame(() => giveBack(opener));
  }, [open]);
  return (
    <Modal
      {...modal}
      open={open}
      afterOpenChange={(shown) => {
        if (shown) beginIn(body.current);
        afterOpenChange?.(shown);
      }}
    >
      <div ref={body}>{children}</div>
    </Modal>
  );
}

/** A day's field opens its calendar over the others when it is focused: there the person goes by themselves. */
function beginIn(body: HTMLElement | null): void {
  const first = body?.querySelector<HTMLElement>(FIELDS);
  // On a telephone the keyboard would cover what the dialogue says.
  if (first === null || first === undefined || !matchMedia('(pointer: fine)').matches) return;
  if (body?.contains(document.activeElement) || first.closest('.ant-picker') !== null) return;
  first.focus();
}

function giveBack(opener: Element | null): void {
  // The person, or another dialogue, has gone on to something else.
  if (document.activeElement !== document.body) return;
  const back =
    opener instanceof HTMLElement && opener.isConnected ? opener : document.getElementById('content');
  back?.focus({ preventScroll: true });
}

import type { ReactNode } from 'react';

/** The button that sends, and what the keyboard does. */
export function SubmitLine({ children, goesOn }: { readonly children: ReactNode; readonly goesOn: boolean }) {
  return (
    <div className="submit-line">
      {children}
      <span className="muted key-only">
        <kbd className="key">Ctrl</kbd>
        <kbd className="key">Enter</kbd> {goesOn ? '提交并转到下一条' : '提交（列表最后一条）'}
      </span>
    </div>
  );
}

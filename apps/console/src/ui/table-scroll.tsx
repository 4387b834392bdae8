import { type ReactNode, useEffect, useRef, useState } from 'react';

interface TableScrollProps {
  /** What the table holds, for who comes to it by keyboard. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A table that may be wider than its place: it scrolls within, by keyboard too. */
export function TableScroll({ label, children }: TableScrollProps) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const shown = box.current;
    if (shown === null) return;
    const observer = new ResizeObserver(() => setScrolls(shown.scrollWidth > shown.clientWidth));
    observer.observe(shown);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      {scrolls && <p className="scroll-hint muted">表格较宽，左右滑动看其余各列</p>}
      <section
        ref={box}
        className="table-scroll"
        aria-label={label}
        // Only what has the focus scrolls by the arrow keys.
        {...(scrolls ? { tabIndex: 0 } : {})}
      >
        {children}
      </section>
    </>
  );
}

import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: ReactNode;
  readonly count?: number;
  readonly acts?: ReactNode;
  /** Where it stands among the panels on a phone. */
  readonly order?: 1 | 2 | 3;
  readonly children: ReactNode;
}

/** A section of a page with its heading. */
export function Panel({ title, count, acts, order, children }: PanelProps) {
  const id = useId();
  return (
    <section className={order === undefined ? 'panel' : `panel order-${order}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="panel-count number">{count}</span>}
        </h2>
        {acts}
      </div>
      {children}
    </section>
  );
}

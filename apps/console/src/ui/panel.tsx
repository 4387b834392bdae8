import { type ReactNode, useId } from 'react';

interface PanelProps {
  readonly title: ReactNode;
  readonly count?: number;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** A section of a page with its heading. */
export function Panel({ title, count, acts, children }: PanelProps) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
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

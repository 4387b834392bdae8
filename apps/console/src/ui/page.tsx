import { type ReactNode, useEffect } from 'react';

interface PageProps {
  readonly title: ReactNode;
  /** For the browser's tab, when the title is not a text. */
  readonly name?: string;
  /** One sentence of what is in it. */
  readonly about?: ReactNode;
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** What the browser's tab says. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? '安居' : `${title} · 安居`;
  }, [title]);
}

/** Title, one sentence, acts at the right, content below. */
export function Page({ title, name, about, acts, children }: PageProps) {
  const shown = name ?? (typeof title === 'string' ? title : '');
  useTitle(shown);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-head-text">
          <h1>{title}</h1>
          {about !== undefined && <p className="page-about">{about}</p>}
        </div>
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </div>
  );
}

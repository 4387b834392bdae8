import type { ReactNode } from 'react';
import { useEffect } from 'react';

interface BarePageProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A page before the layout: sign-in and the first steps. */
export function BarePage({ title, about, children, wide = false }: BarePageProps) {
  useEffect(() => {
    document.title = `${title} · 安居`;
  }, [title]);
  return (
    <main className="bare">
      <div className="bare-brand">
        <img src="/icon.svg" alt="" width={40} height={40} />
        <div>
          <strong>安居</strong>
          <span>公租房全流程监管</span>
        </div>
      </div>
      <div className={wide ? 'bare-card is-wide' : 'bare-card'}>
        <h1>{title}</h1>
        {about !== undefined && <p className="page-about">{about}</p>}
        {children}
      </div>
    </main>
  );
}

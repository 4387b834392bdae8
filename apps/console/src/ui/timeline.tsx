import { Timeline as AntTimeline } from 'antd';
import { Link } from 'react-router';
import type { TimelineItem } from '../api/contract.ts';
import { formatMoment } from './format.ts';

/** What happened, newest first: who, when, what, why. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  if (items.length === 0) return <p className="muted">还没有办理记录。</p>;
  return (
    <AntTimeline
      items={items.map((item) => ({
        key: item.id,
        content: (
          <div className="timeline-item">
            <div>
              <strong>{item.link ? <Link to={item.link}>{item.actLabel}</Link> : item.actLabel}</strong>{' '}
              <span className="muted">{item.actorName}</span>
            </div>
            {item.text ? <div className="timeline-text">{item.text}</div> : null}
            <time className="muted number" dateTime={item.at}>
              {formatMoment(item.at)}
            </time>
          </div>
        ),
      }))}
    />
  );
}

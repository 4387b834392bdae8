import { Empty } from 'antd';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  /** What would be here and how to begin. */
  readonly hint: string;
  readonly act?: ReactNode;
}

export function EmptyState({ title, hint, act }: EmptyStateProps) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      className="empty-state"
      description={
        <>
          <strong>{title}</strong>
          <br />
          <span className="muted">{hint}</span>
        </>
      }
    >
      {act}
    </Empty>
  );
}

import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { formatCount } from '../format.ts';

interface PagerProps {
  readonly total: number;
  /** False: so many or more. */
  readonly exact?: boolean | undefined;
  readonly unit: string;
  readonly shown: number;
  readonly cursor: string | undefined;
  readonly nextCursor: string | null;
  readonly onCursor: (cursor: string | undefined) => void;
}

/** Pages by cursor: forward as far as there is, back the way one came, or to the first page after a reload. */
export function Pager({ total, exact = true, unit, shown, cursor, nextCursor, onCursor }: PagerProps) {
  const past = useRef<(string | undefined)[]>([]);
  const forward = () => {
    past.current.push(cursor);
    onCursor(nextCursor ?? undefined);
  };
  const back = () => onCursor(past.current.pop());
  return (
    <div className="pager">
      <span className="muted">
        共 <strong className="number">{formatCount(total)}</strong> {unit}
        {!exact && '以上'}
        {shown < total && (
          <>
            ，本页 <span className="number">{formatCount(shown)}</span> {unit}
          </>
        )}
      </span>
      {(cursor !== undefined || nextCursor !== null) && (
        <span className="pager-buttons">
          <Button icon={<LeftOutlined />} disabled={cursor === undefined} onClick={back}>
            上一页
          </Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={nextCursor === null}
            onClick={forward}
          >
            下一页
          </Button>
        </span>
      )}
    </div>
  );
}

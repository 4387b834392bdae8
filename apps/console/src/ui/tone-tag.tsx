import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'info' | 'good' | 'wait' | 'overdue';

const SIGN: Readonly<Record<Tone, ReactNode>> = {
  plain: null,
  info: <MinusCircleOutlined />,
  good: <CheckCircleOutlined />,
  wait: <ClockCircleOutlined />,
  overdue: <ExclamationCircleOutlined />,
};

/** A state as a word with a sign: the colour is never alone. */
export function ToneTag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={`tone-tag tone-${tone}`}>
      {SIGN[tone] !== null && <span aria-hidden>{SIGN[tone]}</span>}
      {children}
    </span>
  );
}

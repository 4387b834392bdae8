import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  RightOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CardTone, Home } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';

const SIGN: Readonly<Record<CardTone, ReactNode>> = {
  plain: null,
  good: <CheckCircleOutlined />,
  wait: <ClockCircleOutlined />,
  overdue: <ExclamationCircleOutlined />,
};

/** Nothing overdue is nothing to warn of. */
const toneOf = (card: Home['cards'][number]): CardTone => (card.value === 0 ? 'plain' : card.tone);

/** A number a card; the card is the link to what it counts. */
export function HomeCards({ cards }: { readonly cards: Home['cards'] }) {
  return (
    <nav className="home-cards" aria-label="今日概况">
      {cards.map((card) => {
        const tone = toneOf(card);
        return (
          <Link key={card.key} to={card.link} className={`home-card card-${tone}`}>
            <span className="home-card-label">
              {SIGN[tone] !== null && <span aria-hidden>{SIGN[tone]}</span>}
              {card.label}
            </span>
            <span className="home-card-value">
              <strong className="number">
                {typeof card.value === 'number' ? formatCount(card.value) : card.value}
              </strong>
              {card.unit !== undefined && <span>{card.unit}</span>}
              <RightOutlined aria-hidden className="home-card-go" />
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

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

/** A number a card; the card is the link to what it counts. What is nothing stands in one line below, said once. */
export function HomeCards({ cards, lists = [] }: Pick<Home, 'cards'> & Partial<Pick<Home, 'lists'>>) {
  const none = cards.filter(({ value }) => value === 0);
  const said = cards.map(({ label }) => label);
  const empty = lists.filter(({ total, title }) => total === 0 && !said.includes(title));
  return (
    <nav aria-label="今日概况">
      <div className="home-cards">{cards.filter(({ value }) => value !== 0).map(cardOf)}</div>
      {none.length + empty.length > 0 && (
        <p className="home-none">
          现在没有：
          {none.map(({ key, label, link }) => (
            <Link key={key} to={link}>
              {label}
            </Link>
          ))}
          {empty.map(({ key, title }) => (
            <span key={key}>{title}</span>
          ))}
        </p>
      )}
    </nav>
  );
}

function cardOf(card: Home['cards'][number]) {
  return (
    <Link key={card.key} to={card.link} className={`home-card card-${card.tone}`}>
      <span className="home-card-label">
        {SIGN[card.tone] !== null && <span aria-hidden>{SIGN[card.tone]}</span>}
        {card.label}
      </span>
      <span className="home-card-value">
        <strong className="number">{formatCount(card.value)}</strong>
        <span>{card.unit}</span>
        <RightOutlined aria-hidden className="home-card-go" />
      </span>
    </Link>
  );
}

import { Select } from 'antd';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { CampaignResult } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';
import { useDebounced } from '../../ui/use-debounced.ts';
import { usePublishable } from './queries.ts';

export type PublicCase = CampaignResult['cases'][number];

const PAUSE_MS = 300;

interface PublicCasesFieldProps {
  readonly campaign: string;
  readonly value: readonly PublicCase[];
  readonly onChange: (cases: readonly PublicCase[]) => void;
}

/** Which closed clues and problems a publication makes public. */
export function PublicCasesField({ campaign, value, onChange }: PublicCasesFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), PAUSE_MS);
  const found = usePublishable(campaign, q, true);
  const offered = found.data?.items ?? [];
  const known = [...value, ...offered.filter((one) => !value.some((chosen) => chosen.id === one.id))];
  return (
    <div className="field">
      <label htmlFor={id}>公布了哪些事项的结果（可不选）</label>
      <Select
        id={id}
        className="full"
        mode="multiple"
        value={value.map((one) => one.id)}
        onChange={(ids: string[]) => onChange(known.filter((one) => ids.includes(one.id)))}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        loading={found.isFetching}
        notFoundContent="没有已办结的线索或已销号的问题"
        placeholder="输入编号或内容查找"
        options={known.map((one) => ({
          value: one.id,
          label: `${one.number} ${one.summary.slice(0, 30)}`,
        }))}
      />
      <span className="muted">只能选已办结的线索和已销号的问题；公布的内容里不得出现举报人信息。</span>
    </div>
  );
}

/** What a publication made public, each leading to its page. */
export function PublicCaseLinks({ cases }: { readonly cases: readonly PublicCase[] }) {
  if (cases.length === 0) return NONE;
  return (
    <ul className="paper-list">
      {cases.map(({ kind, id, number }) => (
        <li key={id}>
          <Link to={kind === 'clue' ? `/clues/${id}` : `/problems/${id}`}>{number}</Link>
        </li>
      ))}
    </ul>
  );
}

interface Publication {
  readonly campaignId: string;
  readonly title: string;
  readonly on: string;
}

/** Where the result of a clue or a problem was made public. */
export function Publications({ publications }: { readonly publications: readonly Publication[] }) {
  if (publications.length === 0) return <>尚未公开</>;
  return (
    <ul className="paper-list">
      {publications.map(({ campaignId, title, on }) => (
        <li key={`${on} ${title}`}>
          <Link to={`/campaigns/${campaignId}`}>{title}</Link> <span className="number">{on}</span>
        </li>
      ))}
    </ul>
  );
}

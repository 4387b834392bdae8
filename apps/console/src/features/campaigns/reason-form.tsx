import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DayField } from './day-field.tsx';
import type { ProblemFormProps } from './problem-form-props.ts';
import { STALE_AFTER_ACT, STALE_AFTER_EXIT } from './queries.ts';

const WORDS: Readonly<Record<string, { label: string; button: string; said: string; hint: string }>> = {
  'look-back': {
    label: '复查情况（怎么看的、现状如何）',
    button: '复查属实，记入回头看',
    said: '已记入回头看',
    hint: '复查发现反弹的，改选“重新整改”。',
  },
  reopen: {
    label: '重新整改的原因',
    button: '重新整改',
    said: '已重新整改，经办会收到待办',
    hint: '销号取消，重新计时；反复次数会记在台账上。时限不填的，按本次整治设定的天数，遇休息日顺延。',
  },
  withdraw: {
    label: '撤销原因',
    button: '撤销问题',
    said: '已撤销',
    hint: '撤销后不计入任何报表；据此认定应退的一并撤回。登记人不能自己撤销。撤销有误的，可以恢复。',
  },
  restore: {
    label: '恢复原因',
    button: '恢复问题',
    said: '已恢复为待落实，经办会收到待办',
    hint: '沿用原编号和办理过程，重新五落实、重新计时。已审签的报表不变；审签时没有计入的，由以后第一期未审签的报表计入。',
  },
  'need-not-leave': {
    label: '不需退出的理由（谁在什么时候看到什么）',
    button: '认定不需退出',
    said: '已记下不需退出，不再提醒认定',
    hint: '只答复这户是否应退，问题仍在整改台账上；以后另有情况的，还可以认定应退。',
  },
  'withdraw-exit': {
    label: '撤回的原因',
    button: '撤回应退认定',
    said: '已撤回应退认定',
    hint: '撤回后，这户没有其他应退情形的，移出应退未退台账；问题仍在整改台账上。已登记清退的不变。',
  },
};

/** An act that takes one text: looking back, reopening, restoring, withdrawing it or the exit that rests on it, saying there is none. */
export function ReasonForm({ problem, act }: ProblemFormProps) {
  const me = useMe();
  const [text, setText] = useState('');
  const [deadline, setDeadline] = useState<string | null>(null);
  const words = WORDS[act];
  const send = useAct({
    run: () => {
      const params = { path: { id: problem.id } };
      const { version } = problem;
      const reason = text.trim();
      if (act === 'look-back')
        return done(api.POST('/api/problems/{id}/look-back', { params, body: { text: reason, version } }));
      if (act === 'restore')
        return done(api.POST('/api/problems/{id}/restore', { params, body: { reason, deadline, version } }));
      if (act === 'need-not-leave')
        return done(api.POST('/api/problems/{id}/exit/none', { params, body: { reason, version } }));
      if (act === 'withdraw-exit')
        return done(api.POST('/api/problems/{id}/exit/withdraw', { params, body: { reason, version } }));
      return done(
        act === 'reopen'
          ? api.POST('/api/problems/{id}/reopen', { params, body: { reason, deadline, version } })
          : api.POST('/api/problems/{id}/withdraw', { params, body: { reason, version } }),
      );
    },
    said: () => words?.said ?? null,
    stale: act.startsWith('withdraw') ? STALE_AFTER_EXIT : STALE_AFTER_ACT,
  });
  if (words === undefined) return null;
  return (
    <div className="act-form">
      <p className="muted">{words.hint}</p>
      <TextField label={words.label} value={text} onChange={setText} rows={3} maxLength={2000} />
      {(act === 'reopen' || act === 'restore') && (
        <DayField label="新的整改时限" value={deadline} onChange={setDeadline} min={me.today} />
      )}
      <Button
        type="primary"
        danger={act.startsWith('withdraw')}
        disabled={text.trim().length < 2}
        loading={send.isPending}
        onClick={() => send.mutate(undefined)}
      >
        {words.button}
      </Button>
    </div>
  );
}

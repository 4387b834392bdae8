import { Button, Segmented } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { ActFormProps } from './act-form-props.ts';
import { STALE_AFTER_ACT } from './stale.ts';

/** In the choice of methods: that the family cannot be told. */
const CANNOT_TELL = '无法告知';
const METHODS = ['电话', '上门', '书面送达', '短信', CANNOT_TELL];

/** That and how the family was told and until when it may answer, or why it cannot be told. */
export function TellForm({ finding }: ActFormProps) {
  const { today } = useMe();
  const [method, setMethod] = useState(METHODS[0] ?? '');
  const [note, setNote] = useState('');
  const [answerBy, setAnswerBy] = useState<Dayjs | null>(
    finding.dueOn === null || finding.dueOn < today ? null : dayjs(finding.dueOn),
  );
  const cannot = method === CANNOT_TELL;
  const params = { path: { id: finding.id } };
  const text = note.trim();
  const { version } = finding;
  const act = useAct({
    run: (until: string) =>
      done(
        cannot
          ? api.POST('/api/findings/{id}/cannot-tell', { params, body: { reason: text, version } })
          : api.POST('/api/findings/{id}/tell', {
              params,
              body: { method, note: text, answerBy: until, version },
            }),
      ),
    said: () => (cannot ? '已登记无法告知的原因' : `已登记：${method}告知家庭`),
    stale: STALE_AFTER_ACT,
    onDone: () => setNote(''),
  });
  const methods = finding.allowedActs.includes('cannot-tell')
    ? METHODS
    : METHODS.filter((one) => one !== CANNOT_TELL);
  return (
    <div className="act-form">
      <div className="field">
        <span>告知方式</span>
        <Segmented value={method} onChange={setMethod} options={methods} aria-label="告知方式" />
      </div>
      {!cannot && (
        <div className="field">
          <label htmlFor="answer-by">反馈截止日（截止日过后仍无反馈的，可以提出“属实”）</label>
          <DayPicker
            id="answer-by"
            className="full"
            value={answerBy}
            onChange={(day: Dayjs | null) => setAnswerBy(day)}
            minDate={dayjs(today)}
          />
        </div>
      )}
      <TextField
        label={cannot ? '无法告知的原因（承租人死亡、下落不明等）' : '告知内容（告诉了谁、说了什么）'}
        value={note}
        onChange={setNote}
        rows={2}
        maxLength={500}
      />
      <Button
        type="primary"
        disabled={text.length < 2 || (!cannot && answerBy === null)}
        loading={act.isPending}
        onClick={() => act.mutate(answerBy?.format('YYYY-MM-DD') ?? '')}
      >
        {cannot ? '登记无法告知' : '登记告知'}
      </Button>
    </div>
  );
}

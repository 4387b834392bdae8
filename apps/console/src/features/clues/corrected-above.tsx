import { Button, Input } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatFen, formatMoment, NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CLUES } from './queries.ts';

type Correction = NonNullable<Clue['correctedAbove']>;
type Field = Correction['fields'][number];

/** What the level above corrected since it handed the clue down: to be taken over, or not, by one act. */
export function CorrectedAbove({ clue }: { readonly clue: Clue }) {
  const correction = clue.correctedAbove;
  if (correction === null) return null;
  const wroteOwn = correction.fields.some(({ before, now }) => before !== now);
  return (
    <Panel title="上级已更正" order={1} count={correction.fields.length}>
      <p className="muted">
        {correction.byName} {formatMoment(correction.at)} 更正。本条仍按本单位登记的，采用后才改。
      </p>
      <TableScroll label="上级更正的内容">
        <table className="plain-table stacks corrected">
          <thead>
            <tr>
              <th scope="col">项目</th>
              {wroteOwn && <th scope="col">上级原来写的</th>}
              <th scope="col">本条现在</th>
              <th scope="col">上级改为</th>
            </tr>
          </thead>
          <tbody>
            {correction.fields.map((field) => (
              <tr key={field.key}>
                <td>{field.money ? `${field.label}（元）` : field.label}</td>
                {wroteOwn && <td data-title="上级原来写的">{printed(field, field.before)}</td>}
                <td data-title="本条现在">{printed(field, field.now)}</td>
                <td data-title="上级改为">{printed(field, field.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {correction.mayAnswer ? <Answer clue={clue} /> : <p className="muted">{whyNot(clue)}</p>}
    </Panel>
  );
}

function printed({ money }: Field, value: Field['now']): string {
  if (typeof value === 'number') return money ? formatFen(value) : String(value);
  return value === null || value === '' ? NONE : value;
}

function whyNot({ handledBy, state, mergedInto }: Clue): string {
  if (handledBy !== null) return `由${handledBy}决定是否采用。`;
  if (mergedInto !== null) return '本条已并案。需要采用的，请在并入的线索里更正。';
  return state === 'closed' ? '本条已办结。需要采用的，请先重新办理。' : '由受理线索的人决定是否采用。';
}

function Answer({ clue }: { readonly clue: Clue }) {
  const [declines, setDeclines] = useState(false);
  const [text, setText] = useState('');
  const answer = useAct({
    run: (adopt: boolean) =>
      done(
        api.POST('/api/clues/{id}/correction', {
          params: { path: { id: clue.id } },
          body: { adopt, text: text.trim(), version: clue.version },
        }),
      ),
    said: (_, adopt) => (adopt ? '已采用上级更正' : '已记下不采用的原因'),
    stale: STALE_CLUES,
    onDone: () => setDeclines(false),
  });
  return (
    <div className="row-acts corrected-acts">
      <Button loading={answer.isPending} onClick={() => answer.mutate(true)}>
        采用更正
      </Button>
      <Button onClick={() => setDeclines(true)}>不采用</Button>
      <Dialog
        title="不采用上级更正"
        open={declines}
        onCancel={() => setDeclines(false)}
        onOk={() => answer.mutate(false)}
        okText="不采用"
        okButtonProps={{ disabled: text.trim().length < 2 }}
        confirmLoading={answer.isPending}
      >
        <div className="act-form">
          <p className="muted">本条内容不变，原因记入办理过程，上级看得到。</p>
          <div className="field">
            <label htmlFor="declined">不采用的原因</label>
            <Input.TextArea
              id="declined"
              rows={3}
              maxLength={2000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </div>
        </div>
      </Dialog>
    </div>
  );
}

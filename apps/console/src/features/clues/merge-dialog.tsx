import { isSettled, MERGEABLE_STATES } from '@anju/domain';
import { useQuery } from '@tanstack/react-query';
import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { CluePair } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CLUES, useClue } from './queries.ts';

/** What the dialog needs to know of either. */
type Mergeable = Pick<CluePair['first'], 'id' | 'number' | 'state' | 'stateLabel' | 'receivedOn'>;

interface MergeDialogProps {
  readonly pair: { readonly first: Mergeable; readonly second: Mergeable };
  readonly onClose: () => void;
}

/** Which one stays, and which persons where both name more than the form takes. */
export function MergeDialog({ pair, onClose }: MergeDialogProps) {
  const [older, younger] =
    pair.first.receivedOn <= pair.second.receivedOn ? [pair.first, pair.second] : [pair.second, pair.first];
  const [into, setInto] = useState(MERGEABLE_STATES.includes(younger.state) ? older.id : younger.id);
  const [chosen, setChosen] = useState<readonly number[] | null>(null);
  const [text, setText] = useState('');
  const [stays, goes] = into === pair.first.id ? [pair.first, pair.second] : [pair.second, pair.first];
  const clue = useClue(goes.id).data;
  const union = useQuery({
    queryKey: ['clues', 'union', goes.id, into],
    queryFn: () => take(api.GET('/api/clues/{id}/merge/{into}', { params: { path: { id: goes.id, into } } })),
  }).data;
  const repeat = isSettled(stays.state);
  const tooMany = !repeat && union !== undefined && union.persons.length > union.most;
  const kept = chosen ?? (tooMany ? [] : (union?.persons ?? []).map((_, n) => n));
  const fits = repeat || (kept.length >= 1 && union !== undefined && kept.length <= union.most);
  const ready = clue !== undefined && union !== undefined && fits;
  const merge = useAct({
    run: (version: number) =>
      done(
        api.POST('/api/clues/{id}/merge', {
          params: { path: { id: goes.id } },
          body: { into, persons: tooMany ? [...kept] : null, text: text.trim(), version },
        }),
      ),
    said: () => `${goes.number}已并入${stays.number}`,
    stale: STALE_CLUES,
    onDone: onClose,
  });
  return (
    <Dialog
      title="并案"
      open
      onCancel={onClose}
      onOk={() => clue !== undefined && merge.mutate(clue.version)}
      okText="并案"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={merge.isPending}
    >
      <div className="act-form">
        <div className="field">
          <span>保留哪一件</span>
          <Radio.Group
            value={into}
            onChange={(event) => {
              setInto(String(event.target.value));
              setChosen(null);
            }}
            options={[
              { stays: pair.first, goes: pair.second },
              { stays: pair.second, goes: pair.first },
            ].map((one) => ({
              value: one.stays.id,
              label: `${one.stays.number}（${one.stays.stateLabel}）`,
              disabled: !MERGEABLE_STATES.includes(one.goes.state),
            }))}
          />
        </div>
        {tooMany && (
          <div className="field">
            <span>
              合计 {union.persons.length} 人，报表最多 {union.most} 人，请选择保留的被反映人
            </span>
            <Checkbox.Group
              value={[...kept]}
              onChange={(values) => setChosen(values.map(Number))}
              options={union.persons.map(({ name, post }, n) => ({
                value: n,
                label: [name, post].filter(Boolean).join(' '),
              }))}
            />
          </div>
        )}
        {repeat && (
          <p className="reason">
            {stays.number}
            已有结论：{goes.number}
            作为重复反映登记，不重新核查，被反映人以已有结论的为准；实名的，并案后须告知本人。有新情况的不要并案，单独受理。
          </p>
        )}
        <TextField label="说明（可不填）" value={text} onChange={setText} />
        <p className="muted">
          并入的一件不再单独统计；它的来源、材料和办理记录都能在保留的一件里看到，可以撤销。
        </p>
      </div>
    </Dialog>
  );
}

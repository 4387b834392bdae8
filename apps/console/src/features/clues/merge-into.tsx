import { isEntry } from '@anju/domain';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Clue, ClueItem } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { useClues } from './queries.ts';

/** 并入…: for two clues that the search did not find alike, the other one is looked up by hand. */
export function MergeInto({ clue }: { readonly clue: Clue }) {
  const [step, setStep] = useState<'closed' | 'choosing' | 'merging'>('closed');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<ClueItem | null>(null);
  const { county: region } = clue;
  const found = useClues(typed.trim() === '' ? { region } : { region, q: typed.trim() });
  const candidates = (found.data?.items ?? []).filter(({ id, state }) => id !== clue.id && isEntry(state));
  const others = chosen === null ? [] : candidates.filter(({ id }) => id !== chosen.id);
  const offered = chosen === null ? candidates : [chosen, ...others];
  return (
    <>
      <Button onClick={() => setStep('choosing')}>并入…</Button>
      {step === 'choosing' && (
        <Dialog
          title={`与${clue.number}并案`}
          open
          onCancel={() => setStep('closed')}
          okText="下一步"
          okButtonProps={{ disabled: chosen === null }}
          onOk={() => setStep('merging')}
        >
          <div className="field">
            <span>反映同一件事的另一条线索</span>
            <Select
              className="full"
              aria-label="反映同一件事的另一条线索"
              value={chosen?.id ?? null}
              onChange={(id) => setChosen(offered.find((one) => one.id === id) ?? null)}
              showSearch={{ filterOption: false, onSearch: setTyped }}
              loading={found.isFetching}
              notFoundContent="没有可以并案的线索"
              placeholder="输入编号、姓名或摘要查找"
              options={offered.map(({ id, number, stateLabel, summary }) => ({
                value: id,
                label: `${number}（${stateLabel}）${summary.slice(0, 30)}`,
              }))}
            />
          </div>
        </Dialog>
      )}
      {step === 'merging' && chosen !== null && (
        <MergeDialog pair={{ first: clue, second: chosen }} onClose={() => setStep('closed')} />
      )}
    </>
  );
}

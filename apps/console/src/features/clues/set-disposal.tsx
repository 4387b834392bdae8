import { Button, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CLUES, useClueChoices } from './queries.ts';

/** Sets 处置情况 as the form has it, where no act settles it. */
export function SetDisposal({ clue }: { readonly clue: Clue }) {
  const me = useMe();
  const choices = useClueChoices().data;
  const [open, setOpen] = useState(false);
  const [disposal, setDisposal] = useState(clue.disposal);
  const [on, setOn] = useState(me.today);
  const lists = choices?.campaigns.find(({ id }) => id === clue.campaignId)?.lists ?? choices?.lists;
  const save = useAct({
    run: () =>
      done(
        api.POST('/api/clues/{id}/disposal', {
          params: { path: { id: clue.id } },
          body: { disposal, on, version: clue.version },
        }),
      ),
    said: () => `处置情况已改为“${disposal}”`,
    stale: STALE_CLUES,
    onDone: () => setOpen(false),
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        变更
      </Button>
      <Dialog
        title="变更处置情况"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => save.mutate(undefined)}
        okText="变更"
        okButtonProps={{ disabled: disposal === clue.disposal }}
        confirmLoading={save.isPending}
      >
        <div className="act-form">
          <p className="muted">以前月份的报表仍按当时的处置情况，不受影响。</p>
          <div className="field">
            <label htmlFor="disposal">处置情况</label>
            <Select
              id="disposal"
              className="full"
              value={disposal}
              onChange={setDisposal}
              options={(lists?.disposals ?? []).map((value) => ({ value, label: value }))}
            />
          </div>
          <div className="field">
            <label htmlFor="disposal-on">从哪天起</label>
            <DayPicker
              id="disposal-on"
              value={dayjs(on)}
              onChange={(date) => setOn(date?.format('YYYY-MM-DD') ?? me.today)}
              maxDate={dayjs(me.today)}
              allowClear={false}
            />
          </div>
        </div>
      </Dialog>
    </>
  );
}

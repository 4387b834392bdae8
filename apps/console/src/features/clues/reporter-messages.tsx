import { isClueMessage } from '@anju/domain';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import type { ActField } from './act-fields.tsx';
import { ActForm, type Filled } from './act-form.tsx';
import { keyIn, optionsOf, reason, textOf } from './act-on-screen.ts';
import { historyOf } from './clue-history.ts';
import { givenReceipt } from './given-receipt.ts';

const SPOKEN = { phone: '电话', visit: '来访', letter: '来信' } as const;

/** 与举报人的往来: messages by the receipt code, to and from somebody who may be nameless. */
export function ReporterMessages({ clue }: { readonly clue: Clue }) {
  const [writing, setWriting] = useState<'to' | 'from' | null>(null);
  const messages = clue.notes.filter(({ act }) => isClueMessage(act));
  if (clue.receipts.length === 0 && messages.length === 0) return null;
  const close = () => setWriting(null);
  const acts = clue.mayWriteToReporter && (
    <span className="row-acts">
      <Button onClick={() => setWriting('from')}>登记举报人补充</Button>
      <Button onClick={() => setWriting('to')}>给举报人留言</Button>
    </span>
  );
  return (
    <Panel title="与举报人的往来" order={3} count={messages.length} acts={acts}>
      {messages.length === 0 ? (
        <p className="muted">
          还没有往来。
          {clue.mayWriteToReporter && '举报人（包括匿名的）凭查询码来电、来访时，在这里转达留言、登记补充。'}
        </p>
      ) : (
        <Timeline items={historyOf(clue, messages)} />
      )}
      {writing === 'to' && <LeaveMessage clue={clue} onClose={close} />}
      {writing === 'from' && <EnterMessage clue={clue} onClose={close} />}
    </Panel>
  );
}

interface MessageFormProps {
  readonly clue: Clue;
  readonly onClose: () => void;
}

function LeaveMessage({ clue, onClose }: MessageFormProps) {
  const [first, ...others] = clue.receipts;
  const toWhom: ActField = {
    key: 'of',
    label: '给谁留言',
    kind: 'select',
    needed: true,
    options: clue.receipts.map(({ id, number }) => ({ value: id, label: `${number}的举报人` })),
  };
  const send = async ({ values, paperIds }: Filled) => {
    await done(
      api.POST('/api/clues/{id}/messages', {
        params: { path: { id: clue.id } },
        body: { of: values.of ?? clue.id, text: textOf({ values, paperIds }), paperIds },
      }),
    );
    onClose();
  };
  return (
    <Dialog title="给举报人留言" open footer={null} onCancel={onClose}>
      <ActForm
        button="留言"
        says="举报人凭查询码来电、来访时告知他。不要写被反映人的信息和其他举报人的情况。"
        fields={[...(others.length === 0 ? [] : [toWhom]), reason('留言')]}
        initial={{ of: first?.id ?? clue.id }}
        papers={false}
        said={() => '已留言'}
        send={send}
      />
    </Dialog>
  );
}

function EnterMessage({ clue, onClose }: MessageFormProps) {
  const client = useQueryClient();
  const send = async ({ values, paperIds }: Filled) => {
    await done(
      api.POST('/api/clues/{id}/messages/from-reporter', {
        params: { path: { id: clue.id } },
        body: {
          code: values.code ?? '',
          channel: keyIn(SPOKEN, values.channel),
          text: textOf({ values, paperIds }),
          paperIds,
        },
      }),
    );
    onClose();
  };
  return (
    <Dialog title="登记举报人补充" open footer={null} onCancel={onClose}>
      <ActForm
        button="登记"
        says="先核对查询码：只有查询码能证明来的是举报人本人。"
        fields={[
          { key: 'code', label: '查询码', kind: 'line', needed: true },
          { key: 'channel', label: '方式', kind: 'select', needed: true, options: optionsOf(SPOKEN) },
          reason('说了什么'),
        ]}
        initial={{ code: givenReceipt(client, clue.id), channel: 'phone' }}
        papers
        said={() => '已登记举报人补充的情况'}
        send={send}
      />
    </Dialog>
  );
}

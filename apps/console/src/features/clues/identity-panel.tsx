import { PaperClipOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { formatBytes, formatMoment, NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CLUES } from './queries.ts';

type Opening = Clue['openings'][number];

const MIN_REASON = 2;

/** 举报人身份: one asks, another agrees, the two of them look for half an hour. */
export function IdentityPanel({ clue }: { readonly clue: Clue }) {
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const ask = useAct({
    run: () =>
      done(
        api.POST('/api/clues/{id}/openings', {
          params: { path: { id: clue.id } },
          body: { reason: reason.trim() },
        }),
      ),
    said: () => '已申请，另一人同意后可查看',
    stale: STALE_CLUES,
    onDone: () => setAsking(false),
  });
  return (
    <Panel title="举报人身份" order={3} acts={<Button onClick={() => setAsking(true)}>申请查看</Button>}>
      <p className="muted">
        加密保存。须一人申请、另一人同意，其中至少一名纪检监察人员；30 分钟内仅这两人可看，每次都有记录。
      </p>
      {clue.openings.map((opening) => (
        <OpeningLine key={opening.id} clue={clue} opening={opening} />
      ))}
      <Dialog
        title="申请查看举报人身份"
        open={asking}
        onCancel={() => setAsking(false)}
        onOk={() => ask.mutate(undefined)}
        okText="申请"
        okButtonProps={{ disabled: reason.trim().length < MIN_REASON }}
        confirmLoading={ask.isPending}
      >
        <TextField label="为什么需要知道举报人是谁" value={reason} onChange={setReason} rows={3} />
      </Dialog>
    </Panel>
  );
}

function stateOf(opening: Opening): string {
  if (opening.refusedByName !== null) return `${opening.refusedByName}不同意`;
  if (opening.agreedByName === null) return '等另一人同意';
  const until = formatMoment(opening.expiresAt);
  return `${opening.agreedByName}同意，${opening.open ? `可看到 ${until}` : `有效至 ${until}`}`;
}

function OpeningLine({ clue, opening }: { readonly clue: Clue; readonly opening: Opening }) {
  const params = { path: { id: clue.id, opening: opening.id } };
  const [shown, setShown] = useState(false);
  const agree = useAct({
    run: () => take(api.POST('/api/clues/{id}/openings/{opening}/agree', { params })),
    said: ({ until }) => `已同意，两人可看到 ${formatMoment(until)}`,
    stale: STALE_CLUES,
  });
  const refuse = useAct({
    run: () => done(api.POST('/api/clues/{id}/openings/{opening}/refuse', { params })),
    said: () => '已登记不同意',
    stale: STALE_CLUES,
  });
  const waiting = opening.agreedByName === null && opening.refusedByName === null;
  return (
    <div className="answer">
      <p>
        {opening.askedByName}申请：{opening.reason}
      </p>
      <p className="muted number">
        {formatMoment(opening.askedAt)} · {stateOf(opening)}
      </p>
      <span className="row-acts">
        {waiting && !opening.mine && (
          <Button
            size="small"
            type="primary"
            loading={agree.isPending}
            onClick={() => agree.mutate(undefined)}
          >
            同意
          </Button>
        )}
        {waiting && (
          <Button size="small" loading={refuse.isPending} onClick={() => refuse.mutate(undefined)}>
            {opening.mine ? '撤回' : '不同意'}
          </Button>
        )}
        {opening.open && (
          <Button size="small" type="primary" onClick={() => setShown(true)}>
            查看
          </Button>
        )}
      </span>
      {shown && <ShownIdentity clue={clue} opening={opening} onClose={() => setShown(false)} />}
    </div>
  );
}

interface ShownProps {
  readonly clue: Clue;
  readonly opening: Opening;
  readonly onClose: () => void;
}

/** Shown until the dialogue closes and kept nowhere; each look is recorded. */
function ShownIdentity({ clue, opening, onClose }: ShownProps) {
  const view = useMutation({
    mutationFn: () =>
      take(
        api.POST('/api/clues/{id}/openings/{opening}/view', {
          params: { path: { id: clue.id, opening: opening.id } },
        }),
      ),
    gcTime: 0,
  });
  return (
    <Dialog title="举报人身份" open onCancel={onClose} footer={null} destroyOnHidden>
      <FormProblem error={view.error} />
      {view.data === undefined ? (
        <>
          <p>这次查看会记录下来。不得向被反映人及无关人员透露。</p>
          <Button type="primary" loading={view.isPending} onClick={() => view.mutate()}>
            记录并查看
          </Button>
        </>
      ) : (
        <>
          <Facts
            facts={[
              { label: '姓名', value: view.data.name || NONE },
              { label: '联系电话', value: view.data.phone || NONE },
              { label: '证件号', value: view.data.idNumber || NONE },
              { label: '住址或单位', value: view.data.address || NONE },
              { label: '可看到', value: formatMoment(view.data.until) },
            ]}
          />
          <ReporterPapers clue={clue} opening={opening} />
        </>
      )}
    </Dialog>
  );
}

/** Papers that show who reported; each opening of one is recorded. */
function ReporterPapers({ clue, opening }: Omit<ShownProps, 'onClose'>) {
  const papers = clue.papers.filter(({ showsReporter }) => showsReporter);
  if (papers.length === 0) return null;
  return (
    <ul className="paper-list" aria-label="含举报人信息的材料">
      {papers.map((paper) => (
        <li key={paper.id}>
          <a
            href={`/api/clues/${clue.id}/openings/${opening.id}/papers/${paper.id}`}
            target="_blank"
            rel="noreferrer"
          >
            <PaperClipOutlined aria-hidden /> {paper.name}
          </a>{' '}
          <span className="muted number">
            {formatBytes(paper.size)} · {formatMoment(paper.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { InputNumber, Radio } from 'antd';
import { useId, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { CampaignResult } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { DayField } from './day-field.tsx';
import { LineField } from './line-field.tsx';
import { type PublicCase, PublicCasesField } from './public-cases.tsx';

interface ResultDialogProps {
  readonly campaign: string;
  readonly kind: 'institution' | 'achievement';
  readonly before: CampaignResult | null;
  readonly onClose: () => void;
}

const TITLES = { institution: '制度', achievement: '成果', publication: '公布成果' } as const;

/** One 制度, 成果 or publication; a publication says how many projects it has, for the monthly form. */
export function ResultDialog({ campaign, kind, before, onClose }: ResultDialogProps) {
  const me = useMe();
  const projectsId = useId();
  const [chosen, setChosen] = useState<CampaignResult['kind']>(before?.kind ?? kind);
  const [title, setTitle] = useState(before?.title ?? '');
  const [documentNo, setDocumentNo] = useState(before?.documentNo ?? '');
  const [content, setContent] = useState(before?.content ?? '');
  const [on, setOn] = useState<string | null>(before?.on ?? me.today);
  const [projects, setProjects] = useState<number | null>(before?.projects ?? null);
  const [cases, setCases] = useState<readonly PublicCase[]>(before?.cases ?? []);
  const publication = chosen === 'publication';
  const save = useAct({
    run: () => {
      const input = {
        title: title.trim(),
        documentNo: documentNo.trim(),
        content: content.trim(),
        on: on ?? '',
        projects: publication ? projects : null,
        cases: publication ? cases.map(({ kind: of, id }) => ({ kind: of, id })) : [],
      };
      return done(
        before === null
          ? api.POST('/api/campaigns/{id}/results', {
              params: { path: { id: campaign } },
              body: { ...input, kind: chosen },
            })
          : api.PUT('/api/campaign-results/{id}', {
              params: { path: { id: before.id } },
              body: { ...input, version: before.version },
            }),
      );
    },
    said: () => `已保存“${title.trim()}”`,
    stale: [['campaigns', 'results'], ['clues', 'one'], ['problems']],
    onDone: onClose,
  });
  const ready = title.trim().length >= 2 && on !== null && (!publication || projects !== null);
  return (
    <Dialog
      title={`${before === null ? '登记' : '修改'}${TITLES[chosen]}`}
      open
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="保存"
      okButtonProps={{ disabled: !ready }}
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        {kind === 'achievement' && before === null && (
          <Radio.Group
            value={chosen}
            onChange={(event) =>
              setChosen(event.target.value === 'publication' ? 'publication' : 'achievement')
            }
            options={[
              { value: 'achievement', label: '成果' },
              { value: 'publication', label: '公布成果（一批）' },
            ]}
          />
        )}
        <LineField label="名称" value={title} onChange={setTitle} maxLength={200} />
        <LineField label="文号（没有不填）" value={documentNo} onChange={setDocumentNo} maxLength={60} />
        <TextField label="主要内容" value={content} onChange={setContent} rows={3} maxLength={2000} />
        <DayField label={publication ? '公布日期' : '日期'} value={on} onChange={setOn} max={me.today} />
        {publication && (
          <div className="field">
            <label htmlFor={projectsId}>项目数</label>
            <InputNumber id={projectsId} min={0} value={projects} onChange={setProjects} />
          </div>
        )}
        {publication && <PublicCasesField campaign={campaign} value={cases} onChange={setCases} />}
      </div>
    </Dialog>
  );
}

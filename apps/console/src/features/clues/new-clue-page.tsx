import type { ClueChannel } from '@anju/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Grid, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { ClueChoices, ClueItem } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PaperUpload, type UploadedPaper } from '../findings/paper-upload.tsx';
import { type ClueDraft, factsOf } from './clue-draft.ts';
import { ClueFields } from './clue-fields.tsx';
import { STALE_CLUES, useClueChoices } from './queries.ts';
import { ReceivedDay } from './received-day.tsx';
import { type Registered, RegisteredClue } from './registered-clue.tsx';
import { SimilarClues } from './similar-clues.tsx';

interface NewClueDraft extends ClueDraft {
  readonly channel?: ClueChannel;
  readonly kind?: ClueItem['kind'];
  readonly receivedOn?: Dayjs;
  readonly reporter?: { name?: string; phone?: string; idNumber?: string; address?: string };
}

function sendable(draft: NewClueDraft, byPerson: boolean, papers: readonly UploadedPaper[]) {
  const { name = '', phone = '', idNumber = '', address = '' } = draft.reporter ?? {};
  return {
    ...factsOf(draft),
    channel: draft.channel ?? 'phone',
    kind: draft.kind ?? 'report',
    receivedOn: draft.receivedOn?.format('YYYY-MM-DD') ?? '',
    reporter: byPerson ? { name, phone, idNumber, address } : null,
    paperIds: papers.map(({ id }) => id),
  };
}

export function NewCluePage() {
  const choices = useClueChoices();
  if (choices.isPending) return <PageSkeleton />;
  if (choices.isError) return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />;
  return <NewClue choices={choices.data} />;
}

function NewClue({ choices }: { readonly choices: ClueChoices }) {
  const me = useMe();
  const client = useQueryClient();
  const [form] = Form.useForm<NewClueDraft>();
  const [papers, setPapers] = useState<readonly UploadedPaper[]>([]);
  // In one column what is likely the same stands before the button that registers it again.
  const wide = Grid.useBreakpoint().lg ?? true;
  const [registered, setRegistered] = useState<Registered | null>(null);
  const channel: ClueChannel | undefined = Form.useWatch('channel', form);
  const byPerson = choices.channels.find(({ value }) => value === channel)?.byPerson ?? false;
  const save = useMutation({
    mutationFn: (draft: NewClueDraft) =>
      take(api.POST('/api/clues', { body: sendable(draft, byPerson, papers) })),
    onSuccess: (result) => {
      setRegistered(result);
      for (const queryKey of STALE_CLUES) void client.invalidateQueries({ queryKey: [...queryKey] });
    },
  });
  const again = () => {
    form.resetFields();
    setPapers([]);
    save.reset();
    setRegistered(null);
  };
  if (registered !== null) return <RegisteredClue registered={registered} onAgain={again} />;
  return (
    <Page title="登记线索" about="一件事登记一次。举报人身份单独加密，登记后谁也不能直接查看。">
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel title="线索内容" order={1}>
            <FormProblem error={save.error} />
            <FieldForm
              form={form}
              initialValues={{
                channel: 'phone',
                kind: 'report',
                receivedOn: dayjs(me.today),
                placeRegion: choices.places.find(({ value }) => !value.endsWith('00'))?.value,
                persons: [{ name: '', post: '' }],
              }}
              onFinish={(draft) => save.mutate(draft)}
            >
              <div className="field-pair">
                <Form.Item name="channel" label="怎么来的" rules={[{ required: true }]}>
                  <Select options={choices.channels.map(({ value, label }) => ({ value, label }))} />
                </Form.Item>
                <Form.Item name="kind" label="性质（受理时可改）" rules={[{ required: true }]}>
                  <Select options={choices.kinds} />
                </Form.Item>
                <ReceivedDay />
              </div>
              <ClueFields choices={choices} form={form} />
              {byPerson && <ReporterFields />}
              <div className="form-line">
                <PaperUpload papers={papers} onChange={setPapers} mayShowReporter />
              </div>
              {!wide && (
                <section className="form-line" aria-label="疑似重复">
                  <SimilarClues form={form} />
                </section>
              )}
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                登记
              </Button>
            </FieldForm>
          </Panel>
        </div>
        {wide && (
          <aside className="detail-side" aria-label="疑似重复">
            <Panel title="疑似重复" order={2}>
              <SimilarClues form={form} />
            </Panel>
          </aside>
        )}
      </div>
    </Page>
  );
}

function ReporterFields() {
  return (
    <fieldset className="person-fields">
      <legend>举报人（匿名的留空；填了姓名按实名办理，须告知和反馈）</legend>
      <div className="field-pair">
        <Form.Item name={['reporter', 'name']} label="姓名">
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['reporter', 'phone']} label="联系电话">
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['reporter', 'idNumber']} label="证件号">
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name={['reporter', 'address']} label="住址或单位">
          <Input maxLength={120} autoComplete="off" />
        </Form.Item>
      </div>
    </fieldset>
  );
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { KinRelation } from '../../api/contract.ts';
import { CLEARABLE } from '../../ui/clearable.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { NONE } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useClueChoices, useRelations } from './queries.ts';

const STALE = [['relations'], ['clues']] as const;

/** 亲属回避: kin of the staff as declared. Clues about the kin are kept from them from that moment on. */
export function RelationsPage() {
  const relations = useRelations();
  const [adding, setAdding] = useState(false);
  if (relations.isPending) return <PageSkeleton />;
  if (relations.isError)
    return <ErrorState error={relations.error} onRetry={() => void relations.refetch()} />;
  const { items, staff } = relations.data;
  return (
    <Page
      title="亲属回避"
      about="工作人员申报的亲属。反映其亲属的线索，本人立即看不到、也不会被分办；亲属在被反映单位任职的，不会被分办。"
      acts={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          登记亲属
        </Button>
      }
    >
      <Panel title="已登记" count={items.length}>
        {items.length === 0 ? (
          <EmptyState title="还没有登记" hint="请每位工作人员申报近亲属的姓名和任职单位。" />
        ) : (
          <TableScroll label="亲属回避登记">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">工作人员</th>
                  <th scope="col">关系</th>
                  <th scope="col">亲属</th>
                  <th scope="col">亲属单位</th>
                  <th scope="col">登记</th>
                  <th scope="col">状态</th>
                </tr>
              </thead>
              <tbody>
                {items.map((row) => (
                  <Line key={row.id} row={row} />
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
      </Panel>
      {adding && <NewRelation staff={staff} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Line({ row }: { readonly row: KinRelation }) {
  const end = useAct({
    run: () => done(api.POST('/api/relations/{id}/end', { params: { path: { id: row.id } } })),
    said: () => `已终止${row.userName}与${row.relatedName}的回避`,
    stale: STALE,
  });
  return (
    <tr>
      <td>{row.userName}</td>
      <td>{row.relationLabel}</td>
      <td>{row.relatedName}</td>
      <td>{row.officeName ?? NONE}</td>
      <td className="number">
        {row.declaredOn} {row.declaredByName}
      </td>
      <td>
        {row.endedOn === null ? (
          <Popconfirm
            title="终止回避？"
            description="本人将重新看到反映该亲属的线索。"
            okText="终止"
            cancelText="不终止"
            onConfirm={() => end.mutate(undefined)}
          >
            <Button size="small" loading={end.isPending}>
              终止
            </Button>
          </Popconfirm>
        ) : (
          <span className="muted">{row.endedOn} 已终止</span>
        )}
      </td>
    </tr>
  );
}

interface NewRelationProps {
  readonly staff: readonly { readonly id: string; readonly name: string; readonly of: string }[];
  readonly onClose: () => void;
}

interface RelationDraft {
  readonly userId: string;
  readonly relatedName: string;
  readonly relation: 'spouse' | 'parent' | 'child' | 'sibling' | 'in-law' | 'other';
  readonly organisation?: string;
}

function NewRelation({ staff, onClose }: NewRelationProps) {
  const [form] = Form.useForm<RelationDraft>();
  const choices = useClueChoices().data;
  const save = useAct({
    run: ({ organisation, ...draft }: RelationDraft) =>
      take(api.POST('/api/relations', { body: { ...draft, organisation: organisation ?? null } })),
    said: (_, draft) => `已登记亲属${draft.relatedName}`,
    stale: STALE,
    onDone: onClose,
  });
  return (
    <Dialog
      title="登记亲属"
      open
      onCancel={onClose}
      onOk={form.submit}
      okText="登记"
      confirmLoading={save.isPending}
    >
      <FieldForm form={form} onFinish={(draft) => save.mutate(draft)}>
        <Form.Item name="userId" label="工作人员" rules={[{ required: true, message: '请选择工作人员' }]}>
          <Select
            options={staff.map(({ id, name, of }) => ({ value: id, label: `${name}（${of}）` }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        <Form.Item name="relation" label="亲属是其" rules={[{ required: true, message: '请选择关系' }]}>
          <Select options={choices?.kin ?? []} />
        </Form.Item>
        <Form.Item
          name="relatedName"
          label="亲属姓名"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填亲属姓名' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="organisation" label="亲属任职的社区、街道（可不填）">
          <Select
            allowClear={CLEARABLE}
            options={choices?.organisations ?? []}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      </FieldForm>
    </Dialog>
  );
}

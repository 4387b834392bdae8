import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Organisation } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { REGION_HINT, REGION_RULE } from '../../ui/region-name.ts';
import { useAct } from '../../ui/use-act.ts';

/** A name stands in lists, filters, forms and on people's accounts. */
const STALE = [['organisations'], ['users'], ['session']];

/** What may be done to a place: another name, and out of use or back into it. */
export function OrganisationActs({ place }: { readonly place: Organisation }) {
  const { modal } = App.useApp();
  const [renaming, setRenaming] = useState(false);
  const activate = useAct({
    run: (active: boolean) =>
      done(
        api.PATCH('/api/organisations/{code}', { params: { path: { code: place.code } }, body: { active } }),
      ),
    said: (_, active) => (active ? `已启用 ${place.name}` : `已停用 ${place.name}`),
    stale: STALE,
  });
  const ask = () =>
    modal.confirm({
      title: `${place.active ? '停用' : '启用'} ${place.name}？`,
      content: place.active ? '停用后不能再选它；历史记录保留。' : '启用后可以重新选它。',
      onOk: () => activate.mutateAsync(!place.active),
    });
  return (
    <span className="row-acts">
      <Button size="small" type="link" aria-label={`给 ${place.name} 改名`} onClick={() => setRenaming(true)}>
        改名
      </Button>
      <Button
        size="small"
        type="link"
        aria-label={`${place.active ? '停用' : '启用'} ${place.name}`}
        loading={activate.isPending}
        onClick={ask}
      >
        {place.active ? '停用' : '启用'}
      </Button>
      {renaming && <RenameDialog place={place} onClose={() => setRenaming(false)} />}
    </span>
  );
}

interface RenameForm {
  readonly name: string;
  readonly regionName?: string;
  readonly bureau?: string;
}

function RenameDialog({ place, onClose }: { readonly place: Organisation; readonly onClose: () => void }) {
  const [form] = Form.useForm<RenameForm>();
  const rename = useAct({
    run: (body: RenameForm) =>
      done(api.PATCH('/api/organisations/{code}', { params: { path: { code: place.code } }, body })),
    said: (_, { name }) => `${place.name} 已改名为 ${name}`,
    stale: STALE,
    onDone: onClose,
  });
  return (
    <Dialog
      title={`给 ${place.name} 改名`}
      open
      onCancel={onClose}
      onOk={form.submit}
      okText="改名"
      confirmLoading={rename.isPending}
    >
      <FieldForm form={form} initialValues={place} onFinish={(values) => rename.mutate(values)}>
        <Form.Item
          name="name"
          label="新名称"
          extra={`代码 ${place.code} 不变，数据仍归属原处。`}
          rules={[{ required: true, whitespace: true, min: 2, message: '请输入名称' }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        {place.regionName !== null && (
          <>
            <Form.Item name="regionName" label="地区全称" extra={REGION_HINT} rules={[REGION_RULE]}>
              <Input maxLength={40} />
            </Form.Item>
            <Form.Item
              name="bureau"
              label="填报单位"
              extra="写在报表和文书上。已审签、已报的报表仍是原来的名称。"
              rules={[{ required: true, whitespace: true, min: 2, message: '请输入单位全称' }]}
            >
              <Input maxLength={60} />
            </Form.Item>
          </>
        )}
      </FieldForm>
    </Dialog>
  );
}

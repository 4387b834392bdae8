import { Button, Form, Input, Radio, Skeleton, Tree } from 'antd';
import { type ReactNode, useState } from 'react';
import { api, done } from '../../api/client.ts';
import type { Organisation } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { Panel } from '../../ui/panel.tsx';
import { REGION_HINT, REGION_RULE } from '../../ui/region-name.ts';
import { useAct } from '../../ui/use-act.ts';
import { OrganisationActs } from './organisation-acts.tsx';
import { useOrganisations } from './queries.ts';

interface Node {
  readonly key: string;
  readonly title: ReactNode;
  readonly children: Node[];
}

/** The places below `parent`, each with its own; whose parent is not in sight stands at the top. */
function branch(places: readonly Organisation[], parent: string | null, managed: boolean): Node[] {
  const codes = new Set(places.map((place) => place.code));
  return places
    .filter((place) =>
      parent === null ? place.parent === null || !codes.has(place.parent) : place.parent === parent,
    )
    .map((place) => ({
      key: place.code,
      title: (
        <span>
          {place.name} <span className="muted number">{place.code}</span>
          {!place.active && <span className="muted"> · 已停用</span>}
          {managed && <OrganisationActs place={place} />}
        </span>
      ),
      children: branch(places, place.code, managed),
    }));
}

export function OrganisationsTab() {
  const managed = useMay()('organisation.manage');
  const places = useOrganisations();
  return (
    <Panel title="机构" acts={managed && <NewOrganisation />}>
      {places.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {places.isError && <ErrorState error={places.error} onRetry={() => void places.refetch()} />}
      {places.data !== undefined && (
        <Tree
          treeData={branch(places.data.items, null, managed)}
          defaultExpandAll
          selectable={false}
          blockNode
        />
      )}
    </Panel>
  );
}

interface OrganisationForm {
  readonly code: string;
  readonly name: string;
  readonly kind?: 'government' | 'zone';
  readonly regionName?: string;
}

function NewOrganisation() {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<OrganisationForm>();
  const isCounty = Form.useWatch('code', form)?.length === 6;
  const create = useAct({
    run: (body: OrganisationForm) => done(api.POST('/api/organisations', { body })),
    said: (_, body) => `已建立 ${body.name}`,
    stale: [['organisations']],
    onDone: () => {
      form.resetFields();
      setOpen(false);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>新建机构</Button>
      <Dialog
        title="新建机构"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText="建立"
        confirmLoading={create.isPending}
      >
        <FieldForm form={form} onFinish={(values) => create.mutate(values)}>
          <Form.Item
            name="code"
            label="行政区划代码"
            extra="县市、园区 6 位，街道、乡镇 9 位，社区、村 12 位；上级按代码自动归属。"
            rules={[
              { required: true, pattern: /^(?:\d{6}|\d{9}|\d{12})$/, message: '应为 6、9 或 12 位数字' },
            ]}
          >
            <Input inputMode="numeric" maxLength={12} />
          </Form.Item>
          <Form.Item
            name="name"
            label={isCounty ? '住房保障主管单位' : '名称'}
            extra={isCounty && '全称，报表上的填报单位。'}
            rules={[{ required: true, min: 2, message: '请输入名称' }]}
          >
            <Input maxLength={60} />
          </Form.Item>
          {isCounty && (
            <>
              <Form.Item name="regionName" label="地区全称" extra={REGION_HINT} rules={[REGION_RULE]}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="kind" label="类别" initialValue="government">
                <Radio.Group
                  options={[
                    { value: 'government', label: '县市' },
                    { value: 'zone', label: '园区（同县市一样报送）' },
                  ]}
                />
              </Form.Item>
            </>
          )}
        </FieldForm>
      </Dialog>
    </>
  );
}

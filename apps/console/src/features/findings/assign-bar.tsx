import { App, Button, DatePicker, Form, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { useAct } from '../../ui/use-act.ts';
import { useOrganisations } from '../people/queries.ts';

interface Assignment {
  readonly organisation: string;
  readonly dueOn: Dayjs;
}

/** Sends findings to a community with a due date; says how many went and which did not. */
interface AssignBarProps {
  readonly ids: readonly string[];
  readonly onDone?: () => void;
}

export function AssignBar({ ids, onDone }: AssignBarProps) {
  const [open, setOpen] = useState(false);
  const me = useMe();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Assignment>();
  const organisations = useOrganisations();
  const assign = useAct({
    run: ({ organisation, dueOn }: Assignment) =>
      take(
        api.POST('/api/findings/assign', {
          body: { ids: [...ids], organisation, dueOn: dueOn.format('YYYY-MM-DD') },
        }),
      ),
    said: (result) => (result.assigned === 0 ? null : `已派发 ${result.assigned} 条`),
    stale: [['findings'], ['inbox'], ['home']],
    onDone: (result) => {
      setOpen(false);
      onDone?.();
      if (result.skipped.length > 0)
        modal.warning({
          title: `${result.skipped.length} 条没有派发`,
          content: [...new Set(result.skipped.map((item) => item.why))].join('\n'),
          className: 'keep-lines',
        });
    },
  });
  const places = (organisations.data?.items ?? []).filter((place) => place.code.length > 6);
  return (
    <>
      <Button type={onDone === undefined ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        派发{ids.length > 1 ? ` ${ids.length} 条` : ''}…
      </Button>
      <Modal
        title={`派发 ${ids.length} 条疑点`}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText={`派发 ${ids.length} 条`}
        confirmLoading={assign.isPending}
        destroyOnHidden
      >
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ dueOn: dayjs(me.today).add(10, 'day') }}
          onFinish={(values) => assign.mutate(values)}
        >
          <Form.Item
            name="organisation"
            label="承办单位"
            extra="承办单位的社区工作人员会在待办中看到。"
            rules={[{ required: true, message: '请选择承办单位' }]}
          >
            <Select
              options={places.map((place) => ({ value: place.code, label: place.name }))}
              loading={organisations.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="选择社区或街道"
            />
          </Form.Item>
          <Form.Item name="dueOn" label="反馈限期" rules={[{ required: true, message: '请选择限期' }]}>
            <DatePicker
              className="full"
              minDate={dayjs(me.today)}
              presets={[7, 10, 15, 30].map((days) => ({
                label: `${days} 天`,
                value: dayjs(me.today).add(days, 'day'),
              }))}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}

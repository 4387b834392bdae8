import { App, Button, Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePlacesToAssign } from './queries.ts';

/** In the choice of places: each finding to the community its own family lives in. */
const OWN_COMMUNITY = 'own';

interface Assignment {
  readonly organisation: string;
  readonly dueOn: Dayjs;
}

interface AssignBarProps {
  readonly ids: readonly string[];
  readonly onDone?: () => void;
}

/** Sends findings to communities with one due date; says how many went where and which did not. */
export function AssignBar({ ids, onDone }: AssignBarProps) {
  const [open, setOpen] = useState(false);
  const me = useMe();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Assignment>();
  const places = usePlacesToAssign(open);
  const assign = useAct({
    run: ({ organisation, dueOn }: Assignment) =>
      take(
        api.POST('/api/findings/assign', {
          body: {
            ids: [...ids],
            organisation: organisation === OWN_COMMUNITY ? null : organisation,
            dueOn: dueOn.format('YYYY-MM-DD'),
          },
        }),
      ),
    said: (result) => (result.assigned === 0 ? null : `已派发 ${result.assigned} 条`),
    stale: [['findings'], ['inbox'], ['home']],
    onDone: (result) => {
      setOpen(false);
      onDone?.();
      if (result.skipped.length === 0 && result.places.length < 2) return;
      const told = result.skipped.length > 0 ? modal.warning : modal.success;
      told({
        title:
          result.skipped.length > 0
            ? `已派发 ${result.assigned} 条，${result.skipped.length} 条没有派发`
            : `已派发 ${result.assigned} 条`,
        content: [...wentWhere(result.places), ...whyNot(result.skipped)].join('\n'),
        className: 'keep-lines',
      });
    },
  });
  const wentWhere = (went: readonly { name: string; count: number }[]) =>
    went.map(({ name, count }) => `${name}：${count} 条`);
  return (
    <>
      <Button type={onDone === undefined ? 'default' : 'primary'} onClick={() => setOpen(true)}>
        派发{ids.length > 1 ? ` ${ids.length} 条` : ''}…
      </Button>
      <Dialog
        title={`派发 ${ids.length} 条疑点`}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText={`派发 ${ids.length} 条`}
        confirmLoading={assign.isPending}
        destroyOnHidden
      >
        <FieldForm
          form={form}
          initialValues={{ organisation: OWN_COMMUNITY, dueOn: dayjs(me.today).add(10, 'day') }}
          onFinish={(values) => assign.mutate(values)}
        >
          <Form.Item
            name="organisation"
            label="承办单位"
            extra="承办单位的社区工作人员会在待办中看到。"
            rules={[{ required: true, message: '请选择承办单位' }]}
          >
            <Select
              options={[
                { value: OWN_COMMUNITY, label: '按各户所在社区派发' },
                ...(places.data?.items ?? []).map(({ code, name, hasWorker }) => ({
                  value: code,
                  label: hasWorker ? name : `${name}（没有工作人员账户）`,
                  disabled: !hasWorker,
                })),
              ]}
              loading={places.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="选择社区或街道"
            />
          </Form.Item>
          <Form.Item name="dueOn" label="反馈限期" rules={[{ required: true, message: '请选择限期' }]}>
            <DayPicker
              className="full"
              minDate={dayjs(me.today)}
              presets={[7, 10, 15, 30].map((days) => ({
                label: `${days} 天`,
                value: dayjs(me.today).add(days, 'day'),
              }))}
            />
          </Form.Item>
        </FieldForm>
      </Dialog>
    </>
  );
}

/** Each reason once, with how many it held back. */
function whyNot(skipped: readonly { readonly why: string }[]): readonly string[] {
  const reasons = [...new Set(skipped.map(({ why }) => why))];
  return reasons.map((why) => `${skipped.filter((one) => one.why === why).length} 条没有派发：${why}`);
}

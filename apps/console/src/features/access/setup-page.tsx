import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { Navigate } from 'react-router';
import { api, done, take } from '../../api/client.ts';
import { SESSION_KEY } from '../../app/session.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { BarePage } from './bare-page.tsx';

interface SetupForm {
  readonly county: string;
  readonly countyName: string;
  readonly bureauName: string;
}

/** The first page of a new database: which county this is. */
export function SetupPage() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => take(api.GET('/api/setup')) });
  const save = useMutation({
    mutationFn: (body: SetupForm) => done(api.POST('/api/setup', { body })),
    onSuccess: async () => {
      message.success('设置完成。接下来建立机构和用户');
      await client.invalidateQueries({ queryKey: ['setup'] });
      await client.invalidateQueries({ queryKey: SESSION_KEY });
    },
  });
  if (setup.data?.needed === false && !save.isPending) return <Navigate to="/people" replace />;
  return (
    <BarePage title="首次设置" about="只做一次，大约一分钟。之后在“机构用户”里建立科室、街道、社区和用户。">
      <FormProblem error={save.error} />
      <Form<SetupForm> layout="vertical" requiredMark={false} onFinish={(values) => save.mutate(values)}>
        <Form.Item
          name="county"
          label="县（市、区）行政区划代码"
          extra="六位数字，按 GB/T 2260，例如 652301。"
          rules={[{ required: true, pattern: /^\d{6}$/, message: '请输入六位数字代码' }]}
        >
          <Input inputMode="numeric" maxLength={6} />
        </Form.Item>
        <Form.Item
          name="countyName"
          label="县（市、区）名称"
          rules={[{ required: true, message: '请输入名称' }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item
          name="bureauName"
          label="本单位全称"
          extra="印在报表和文书的“填报单位”处。"
          rules={[{ required: true, message: '请输入单位全称' }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          完成设置
        </Button>
      </Form>
    </BarePage>
  );
}

import { isCountyOrPrefecture, provinceOf } from '@anju/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { Navigate } from 'react-router';
import { api, done, take } from '../../api/client.ts';
import { SESSION_KEY } from '../../app/session.ts';
import { FieldForm } from '../../ui/field-form.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { REGION_HINT, REGION_RULE } from '../../ui/region-name.ts';
import { BarePage } from './bare-page.tsx';

interface SetupForm {
  readonly county: string;
  readonly countyName: string;
  readonly bureauName: string;
}

/** The first page of a new database: which county this is. */
export function SetupPage() {
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [form] = Form.useForm<SetupForm>();
  const province = provinceOf(Form.useWatch('county', form) ?? '');
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => take(api.GET('/api/setup')) });
  const save = useMutation({
    mutationFn: (body: SetupForm) => done(api.POST('/api/setup', { body })),
    onSuccess: async () => {
      modal.info({
        title: '设置完成',
        content:
          '接下来在“机构用户”里：先建立科室、街道和社区，再建立一个安全管理员，其他用户由安全管理员授权后才能使用。',
        okText: '知道了',
      });
      await client.invalidateQueries({ queryKey: ['setup'] });
      await client.invalidateQueries({ queryKey: SESSION_KEY });
    },
  });
  // The code stands in the key of every row from then on.
  const confirm = (body: SetupForm) =>
    modal.confirm({
      title: `按 ${body.county}（${province}）${body.countyName} 建立？`,
      content: '行政区划代码建立后不能更改，请再核对一遍。名称以后可以改。',
      okText: '代码无误，建立',
      cancelText: '返回修改',
      onOk: () => save.mutate(body),
    });
  if (setup.data?.needed === false && !save.isPending) return <Navigate to="/people" replace />;
  return (
    <BarePage title="首次设置" about="只做一次，大约一分钟。之后在“机构用户”里建立科室、街道、社区和用户。">
      <FormProblem error={save.error} />
      <FieldForm<SetupForm> form={form} onFinish={confirm}>
        <Form.Item
          name="county"
          label="县（市、区）行政区划代码"
          extra={province === null ? '六位数字，按 GB/T 2260，例如 652301。' : `属${province}`}
          rules={[
            { required: true, pattern: /^\d{6}$/, message: '请输入六位数字代码' },
            {
              validator: (_, code: string) =>
                !/^\d{6}$/.test(code) || isCountyOrPrefecture(code)
                  ? Promise.resolve()
                  : Promise.reject(new Error('没有这个行政区划代码，请核对前四位（省、地州）')),
            },
          ]}
        >
          <Input inputMode="numeric" maxLength={6} />
        </Form.Item>
        <Form.Item name="countyName" label="地区全称" extra={REGION_HINT} rules={[REGION_RULE]}>
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
      </FieldForm>
    </BarePage>
  );
}

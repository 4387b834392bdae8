import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Tag } from 'antd';
import { api, take } from '../../api/client.ts';
import type { Member } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';

interface RevealDialogProps {
  readonly householdId: string;
  readonly member: Member;
  readonly field: 'idNumber' | 'phone';
  readonly onClose: () => void;
}

const REASONS = ['电话通知家庭', '核对部门数据', '入户核实身份', '书面告知'];

/** Asks why, then shows the full number until the dialogue closes. The asking is recorded with the reason. */
export function RevealDialog({ householdId, member, field, onClose }: RevealDialogProps) {
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const what = field === 'phone' ? '电话' : '证件号';
  const reveal = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      take(
        api.POST('/api/households/{id}/reveal', {
          params: { path: { id: householdId } },
          body: { memberId: member.id, field, reason },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['households', 'timeline', householdId] }),
    gcTime: 0,
  });
  return (
    <Dialog title={`查看${member.name}的完整${what}`} open onCancel={onClose} footer={null} destroyOnHidden>
      {reveal.data !== undefined ? (
        <>
          <p className="revealed number">{reveal.data.value}</p>
          <p className="muted">已记录：谁、何时、为什么查看。关闭后不再显示。</p>
          <Button onClick={onClose}>关闭</Button>
        </>
      ) : (
        <>
          <FormProblem error={reveal.error} />
          <FieldForm form={form} onFinish={(values) => reveal.mutate(values)}>
            <Form.Item
              name="reason"
              label="查看事由"
              extra="事由会写进操作记录，纪检监察和审计可以看到。"
              rules={[{ required: true, whitespace: true, min: 4, message: '请写明事由，至少四个字' }]}
            >
              <Input.TextArea rows={2} maxLength={200} />
            </Form.Item>
            <div className="chip-line">
              {REASONS.map((reason) => (
                <Tag.CheckableTag
                  key={reason}
                  checked={false}
                  onChange={() => form.setFieldsValue({ reason })}
                >
                  {reason}
                </Tag.CheckableTag>
              ))}
            </div>
            <Button type="primary" htmlType="submit" loading={reveal.isPending}>
              记录并查看
            </Button>
          </FieldForm>
        </>
      )}
    </Dialog>
  );
}

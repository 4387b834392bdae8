import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldForm } from '../../ui/field-form.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { type ClueDraft, draftOf, factsOf } from './clue-draft.ts';
import { ClueFields } from './clue-fields.tsx';
import { STALE_CLUES, useClueChoices } from './queries.ts';
import { ReceivedDay } from './received-day.tsx';

interface EditDraft extends ClueDraft {
  readonly receivedOn?: Dayjs;
  readonly reason?: string;
}

/** Corrects what a clue says while it is open. */
export function EditClue({ clue }: { readonly clue: Clue }) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<EditDraft>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const choices = useClueChoices();
  const day = Form.useWatch('receivedOn', form)?.format('YYYY-MM-DD') ?? clue.receivedOn;
  const save = useMutation({
    mutationFn: ({ receivedOn, reason = '', ...draft }: EditDraft) =>
      take(
        api.PATCH('/api/clues/{id}', {
          params: { path: { id: clue.id } },
          body: {
            ...factsOf(draft),
            ...(receivedOn === undefined ? {} : { receivedOn: receivedOn.format('YYYY-MM-DD') }),
            reason,
            version: clue.version,
          },
        }),
      ),
    onSuccess: () => {
      message.success(`已更正 ${clue.number}`);
      setOpen(false);
      for (const queryKey of STALE_CLUES) void client.invalidateQueries({ queryKey: [...queryKey] });
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>更正</Button>
      <Dialog
        title={`更正 ${clue.number}`}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={form.submit}
        okText="保存"
        confirmLoading={save.isPending}
        width={720}
        destroyOnHidden
      >
        <FormProblem error={save.error} />
        {choices.data !== undefined && (
          <FieldForm
            form={form}
            initialValues={{ ...draftOf(clue), receivedOn: dayjs(clue.receivedOn) }}
            onFinish={(draft) => save.mutate(draft)}
          >
            {clue.mayMoveDay && <ReceivedDay />}
            {day !== clue.receivedOn && (
              <Form.Item
                name="reason"
                label="为什么改收到日期"
                rules={[{ required: true, min: 2, message: '请写明原因，至少两个字' }]}
              >
                <Input maxLength={200} />
              </Form.Item>
            )}
            <ClueFields choices={choices.data} form={form} />
          </FieldForm>
        )}
      </Dialog>
    </>
  );
}

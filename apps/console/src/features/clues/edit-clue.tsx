import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { type ClueDraft, draftOf, factsOf } from './clue-draft.ts';
import { ClueFields } from './clue-fields.tsx';
import { STALE_CLUES, useClueChoices } from './queries.ts';

/** Corrects what a clue says while it is open. */
export function EditClue({ clue }: { readonly clue: Clue }) {
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<ClueDraft>();
  const client = useQueryClient();
  const { message } = App.useApp();
  const choices = useClueChoices();
  const save = useMutation({
    mutationFn: (draft: ClueDraft) =>
      take(
        api.PATCH('/api/clues/{id}', {
          params: { path: { id: clue.id } },
          body: { ...factsOf(draft), version: clue.version },
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
      <Modal
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
          <Form
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={draftOf(clue)}
            onFinish={(draft) => save.mutate(draft)}
          >
            <ClueFields choices={choices.data} form={form} />
          </Form>
        )}
      </Modal>
    </>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAct } from '../../ui/use-act.ts';
import { rememberReceipt } from './given-receipt.ts';

/** 凭查询码查找: a reporter at the counter reads the code out, and the clue opens. */
export function FindByReceipt() {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState('');
  const navigate = useNavigate();
  const client = useQueryClient();
  const act = useAct({
    run: () => take(api.POST('/api/clues/by-receipt', { body: { code } })),
    said: ({ number }) => `已找到${number}`,
    stale: [],
    onDone: ({ id }) => {
      rememberReceipt(client, id, code);
      void navigate(`/clues/${id}`);
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>凭查询码查找</Button>
      {open && (
        <Dialog
          title="凭查询码查找"
          open
          onCancel={() => setOpen(false)}
          okText="查找"
          okButtonProps={{ disabled: code.trim() === '' }}
          confirmLoading={act.isPending}
          onOk={() => act.mutate(undefined)}
        >
          <div className="field">
            <span>举报人登记时拿到的 25 位查询码</span>
            <Input
              aria-label="查询码"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              maxLength={60}
              autoComplete="off"
              onPressEnter={() => act.mutate(undefined)}
            />
          </div>
          <p className="muted">每次查找都有记录。</p>
        </Dialog>
      )}
    </>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import type { Campaign, CampaignContact } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { LineField } from './line-field.tsx';
import { useContacts } from './queries.ts';

/** 联络人 of form F6: telephones masked; seeing one is an act with a reason. */
export function Contacts({ campaign }: { readonly campaign: Campaign }) {
  const may = useMay();
  const contacts = useContacts(campaign.id);
  const [editing, setEditing] = useState(false);
  const [phones, setPhones] = useState<ReadonlyMap<string, string>>(new Map());
  const items = contacts.data?.items ?? [];
  return (
    <Panel
      title="联络人"
      count={items.length}
      acts={
        may('contacts.manage') && (
          <Button size="small" onClick={() => setEditing(true)}>
            维护
          </Button>
        )
      }
    >
      {contacts.isError && <ErrorState error={contacts.error} />}
      {items.length === 0 && !contacts.isError && (
        <p className="muted">还没有联络人：局长、分管领导、科长、专班负责人。</p>
      )}
      <ul className="plain-list">
        {items.map((contact) => (
          <li key={`${contact.county}${contact.position}`}>
            <span>
              {contact.name}
              <br />
              <span className="muted">
                {contact.regionName} {contact.post}
              </span>
            </span>
            <span className="number">
              {phones.get(`${contact.county}${contact.position}`) ?? contact.phoneMasked}
            </span>
          </li>
        ))}
      </ul>
      {items.length > 0 && phones.size === 0 && (may('contacts.manage') || may('campaign.manage')) && (
        <Reveal campaign={campaign.id} onShown={setPhones} />
      )}
      {editing && <EditContacts campaign={campaign.id} before={items} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

interface RevealProps {
  readonly campaign: string;
  readonly onShown: (phones: ReadonlyMap<string, string>) => void;
}

function Reveal({ campaign, onShown }: RevealProps) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const reveal = useAct({
    run: () =>
      take(
        api.POST('/api/campaigns/{id}/contacts/reveal', {
          params: { path: { id: campaign } },
          body: { reason: reason.trim() },
        }),
      ),
    said: () => null,
    stale: [],
    onDone: ({ items }) => onShown(new Map(items.map((one) => [`${one.county}${one.position}`, one.phone]))),
  });
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        查看完整号码…
      </Button>
      <Dialog
        title="查看联络人完整号码"
        open={open}
        onCancel={() => setOpen(false)}
        onOk={() => reveal.mutate(undefined)}
        okText="查看"
        okButtonProps={{ disabled: reason.trim().length < 2 }}
        confirmLoading={reveal.isPending}
      >
        <div className="act-form">
          <p className="muted">谁在什么时候因何查看，会记入操作记录。</p>
          <LineField label="查看原因" value={reason} onChange={setReason} />
        </div>
      </Dialog>
    </>
  );
}

interface Entry {
  readonly regionName: string;
  readonly name: string;
  readonly post: string;
  /** Null keeps the number this person has. */
  readonly phone: string | null;
}

const EMPTY: Entry = { regionName: '', name: '', post: '', phone: '' };
const MOST = 4;

interface EditContactsProps {
  readonly campaign: string;
  readonly before: readonly CampaignContact[];
  readonly onClose: () => void;
}

function EditContacts({ campaign, before, onClose }: EditContactsProps) {
  const me = useMe();
  const own = before.filter((contact) => contact.county === me.county);
  const [entries, setEntries] = useState<readonly Entry[]>(
    own.length === 0
      ? [EMPTY]
      : own.map(({ regionName, name, post }) => ({ regionName, name, post, phone: null })),
  );
  const save = useAct({
    run: () =>
      done(
        api.PUT('/api/campaigns/{id}/contacts', {
          params: { path: { id: campaign } },
          body: { contacts: entries.map((entry) => ({ ...entry, phone: entry.phone || null })) },
        }),
      ),
    said: () => `已保存 ${entries.length} 位联络人`,
    stale: [['campaigns', 'contacts']],
    onDone: onClose,
  });
  const change = (n: number, part: Partial<Entry>) =>
    setEntries(entries.map((entry, m) => (m === n ? { ...entry, ...part } : entry)));
  return (
    <Dialog
      title="联络人（最多 4 位）"
      open
      width={720}
      onCancel={onClose}
      onOk={() => save.mutate(undefined)}
      okText="保存"
      confirmLoading={save.isPending}
    >
      <div className="act-form">
        {entries.map((entry, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the places of the form are 1 to 4, whoever stands there.
          <div key={n} className="row-line">
            <div className="row-fields">
              <LineField
                label="地区"
                value={entry.regionName}
                onChange={(regionName) => change(n, { regionName })}
                maxLength={60}
              />
              <LineField
                label="姓名"
                value={entry.name}
                onChange={(name) => change(n, { name })}
                maxLength={50}
              />
              <LineField label="单位及职务" value={entry.post} onChange={(post) => change(n, { post })} />
              <LineField
                label="手机"
                value={entry.phone ?? ''}
                maxLength={13}
                placeholder={entry.phone === null ? '不改就留空' : ''}
                onChange={(phone) => change(n, { phone })}
              />
            </div>
            <Button type="text" onClick={() => setEntries(entries.filter((_, m) => m !== n))}>
              删除
            </Button>
          </div>
        ))}
        {entries.length < MOST && <Button onClick={() => setEntries([...entries, EMPTY])}>添加一位</Button>}
      </div>
    </Dialog>
  );
}

import { EyeOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import type { Member } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { RevealDialog } from './reveal-dialog.tsx';

interface MembersTableProps {
  readonly householdId: string;
  readonly members: readonly Member[];
}

interface Asked {
  readonly member: Member;
  readonly field: 'idNumber' | 'phone';
}

/** The family's members; numbers are masked until somebody gives a reason for seeing one. */
export function MembersTable({ householdId, members }: MembersTableProps) {
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const masked = (member: Member, field: Asked['field'], text: string | null) =>
    text === null || text === '' ? (
      NONE
    ) : (
      <span className="masked">
        <span className="number">{text}</span>
        {may('household.reveal') && (
          <Button
            type="text"
            size="small"
            icon={<EyeOutlined />}
            aria-label={`查看${member.name}的完整${field === 'phone' ? '电话' : '证件号'}`}
            onClick={() => setAsked({ member, field })}
          />
        )}
      </span>
    );
  return (
    <>
      <Table<Member>
        size="small"
        rowKey="id"
        dataSource={[...members]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { title: '姓名', dataIndex: 'name', fixed: 'left' },
          { title: '关系', dataIndex: 'relationLabel' },
          {
            title: '证件号',
            render: (_, member) => (
              <>
                {member.idFault === null ? (
                  masked(member, 'idNumber', member.idMasked)
                ) : (
                  <span className="muted">无可用证件号：{member.idFault}</span>
                )}
                {member.idStatus === 'invalid' && <ToneTag tone="wait">校验不符</ToneTag>}
              </>
            ),
          },
          {
            title: '出生日期',
            render: (_, member) => <span className="number">{member.birthDate ?? NONE}</span>,
          },
          {
            title: '年龄（岁）',
            align: 'right',
            className: 'number',
            render: (_, member) => formatCount(member.age),
          },
          { title: '电话', render: (_, member) => masked(member, 'phone', member.phoneMasked) },
        ]}
      />
      {asked !== null && <RevealDialog householdId={householdId} {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

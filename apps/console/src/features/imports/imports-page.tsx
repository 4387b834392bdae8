import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { ImportItem } from '../../api/contract.ts';
import { uploadFile } from '../../api/upload.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { formatCount, formatMoment, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { IntakeStateTag } from '../intake/intake-state.tsx';

const COLUMNS: readonly Column<ImportItem>[] = [
  {
    key: 'file',
    title: '文件',
    render: (row) => <Link to={`/imports/${row.id}`}>{row.fileName}</Link>,
  },
  { key: 'state', title: '状态', width: 110, render: (row) => <IntakeStateTag state={row.state} /> },
  {
    key: 'households',
    title: '家庭',
    unit: '户',
    number: true,
    width: 110,
    render: (row) => formatCount(row.counts?.households),
  },
  {
    key: 'refused',
    title: '未采用',
    unit: '行',
    number: true,
    width: 110,
    render: (row) => formatCount(row.counts?.refused),
  },
  { key: 'by', title: '经办人', width: 110, render: (row) => row.createdByName ?? NONE },
  {
    key: 'at',
    title: '上传时间',
    width: 160,
    render: (row) => <span className="number">{formatMoment(row.createdAt)}</span>,
  },
];

function ImportCard({ row }: { readonly row: ImportItem }) {
  return (
    <>
      <div className="card-line">
        <strong className="break">{row.fileName}</strong>
        <IntakeStateTag state={row.state} />
      </div>
      <div className="muted number">{formatMoment(row.createdAt)}</div>
    </>
  );
}

export function ImportsPage() {
  const navigate = useNavigate();
  const state = useListState([]);
  const [sent, setSent] = useState<number | null>(null);
  const query = useQuery({
    queryKey: ['imports', 'list', state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/imports', {
          params: { query: queryOf(state) },
        }),
      ),
  });
  const upload = useMutation({
    mutationFn: (file: File) => uploadFile({ url: '/api/imports', file, onSent: setSent }),
    onMutate: () => setSent(0),
    onSettled: () => setSent(null),
    onSuccess: ({ id }) => navigate(`/imports/${id}`),
  });
  return (
    <Page
      title="花名册导入"
      about="一户多行的花名册，上传后先核对再写入。同一份文件再传一次不会重复；户编号相同的家庭按新内容更新。"
    >
      <section className="panel">
        <FormProblem error={upload.error} />
        <FileDrop
          hint="Excel（xlsx、xls）或 CSV。表头在第几行、有没有标题行和合计行都可以。"
          sent={sent}
          onFile={(file) => upload.mutate(file)}
        />
      </section>
      <DataList
        name="imports"
        unit="次"
        columns={COLUMNS}
        filters={[]}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/imports/${row.id}`}
        card={(row) => <ImportCard row={row} />}
        empty={{ title: '还没有导入过', hint: '把现有的花名册拖到上面，一分钟内就能知道哪几行有问题。' }}
      />
    </Page>
  );
}

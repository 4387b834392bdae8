import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { Link, useParams } from 'react-router';
import type { Campaign } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useListState } from '../../ui/use-list-state.ts';
import { ProblemListTable } from './problem-list-table.tsx';
import { useCampaign } from './queries.ts';
import { ResultList } from './result-list.tsx';

const LISTS = [
  { value: 'problem', label: '问题（整改）清单' },
  { value: 'institution', label: '制度清单' },
  { value: 'achievement', label: '成果清单' },
] as const;
type List = (typeof LISTS)[number]['value'];

const isList = (text: string | undefined): text is List => LISTS.some(({ value }) => value === text);

export function ListsPage() {
  const { id = '' } = useParams();
  const query = useCampaign(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Lists campaign={query.data} />;
}

/** The three lists of a campaign, each as a page that prints as the document. */
function Lists({ campaign }: { readonly campaign: Campaign }) {
  const may = useMay();
  const me = useMe();
  const state = useListState(['list']);
  const list = isList(state.values.list) ? state.values.list : 'problem';
  const label = LISTS.find(({ value }) => value === list)?.label ?? '';
  return (
    <Page
      title="三项清单"
      about={<Link to={`/campaigns/${campaign.id}`}>{campaign.title}</Link>}
      acts={
        <>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            打印
          </Button>
          {may('problem.export') && (
            <Button
              icon={<DownloadOutlined />}
              href={`/api/campaigns/${campaign.id}/${list}-list.xlsx`}
              download
            >
              导出
            </Button>
          )}
        </>
      }
    >
      <Segmented
        className="no-print act-choice"
        value={list}
        onChange={(next) => state.setOne('list', next)}
        options={LISTS.map((one) => ({ ...one }))}
      />
      {/* The paper of this page alone: other pages print upright. */}
      <style>{'@page { size: A4 landscape; margin: 14mm 12mm; }'}</style>
      <section className="panel printed">
        <header className="printed-head">
          <h2>{label}</h2>
          <p>
            {campaign.title}
            <span className="number">
              {campaign.participants.map(({ name }) => name).join('、')} {me.today}
            </span>
          </p>
        </header>
        {list === 'problem' ? (
          <ProblemListTable campaign={campaign.id} />
        ) : (
          <ResultList campaign={campaign} kind={list} />
        )}
      </section>
    </Page>
  );
}

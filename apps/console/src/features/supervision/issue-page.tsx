import { Button, Segmented, Select } from 'antd';
import { useId, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { CampaignChoice, CaseChoice } from '../../api/contract.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Page } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { usePlacesInUse } from '../people/queries.ts';
import { CampaignField } from './campaign-field.tsx';
import { CaseField } from './case-field.tsx';
import { useCampaignChoices } from './choices.ts';
import { DeadlineField, useDeadline, type Wanted } from './deadline-field.tsx';
import { LateReportField, useLateReports } from './late-report-field.tsx';

type About = 'case' | 'report';
interface Given {
  readonly kind: 'problem' | 'clue';
  readonly id: string;
}

/** What a link from a problem, a clue or the list of late reports has chosen already. */
function useGiven() {
  const [params] = useSearchParams();
  const problem = params.get('problem');
  const clue = params.get('clue');
  const of: Given | null =
    problem !== null ? { kind: 'problem', id: problem } : clue !== null ? { kind: 'clue', id: clue } : null;
  return {
    of,
    ofNumber: params.get('number') ?? '',
    report: params.get('report'),
    campaign: params.get('campaign'),
    organisation: params.get('organisation'),
  };
}

/** A notice (督办) to an office about a problem, a clue or a late report. */
export function IssuePage() {
  const given = useGiven();
  const navigate = useNavigate();
  const organisationId = useId();
  const organisations = usePlacesInUse().data?.items ?? [];
  const campaigns = useCampaignChoices().data?.items ?? [];
  const [chosen, setCampaign] = useState<CampaignChoice | null>(null);
  const [about, setAbout] = useState<About>(given.report === null ? 'case' : 'report');
  const [cases, setCases] = useState<readonly CaseChoice[]>([]);
  const [reportId, setReport] = useState(given.report);
  const [office, setOffice] = useState(given.organisation);
  const [demand, setDemand] = useState('');
  const [wanted, setWanted] = useState<Wanted>({ workingDays: 5 });
  const deadline = useDeadline(wanted).data;
  const campaign = chosen ?? campaigns.find((one) => one.id === given.campaign) ?? null;
  const late = useLateReports(about === 'report' && campaign !== null ? campaign.id : null).data?.items ?? [];
  const report = late.find((one) => one.id === reportId);
  const [picked] = cases;
  // A late report is asked of its own county's office.
  const organisation = about === 'report' ? (report?.county ?? null) : office;
  const subject =
    about === 'report'
      ? report === undefined
        ? null
        : { kind: 'report' as const, id: report.id }
      : (given.of ?? (picked === undefined ? null : { kind: picked.kind, id: picked.id }));
  const issue = useAct({
    run: async () => {
      if (subject === null || organisation === null || deadline === undefined) return null;
      return await take(
        api.POST('/api/supervisions', {
          body: { organisation, subject, demand: demand.trim(), dueOn: deadline.day },
        }),
      );
    },
    said: (done) => (done === null ? null : `已下发 ${done.number}，已通知承办单位`),
    stale: [['supervisions'], ['inbox'], ['reports']],
    onDone: (done) => {
      if (done !== null) void navigate(`/supervision/notices/${done.id}`);
    },
  });
  const ready =
    subject !== null && organisation !== null && demand.trim().length >= 2 && deadline !== undefined;
  return (
    <Page title="下发督办" about="写清要办什么、什么时候回复。下发后承办单位立即收到待办。">
      <section className="panel form-column">
        <FormProblem error={issue.error} />
        {given.of === null ? (
          <>
            <div className="field">
              <span>督办什么</span>
              <Segmented
                value={about}
                onChange={(next: About) => setAbout(next)}
                options={[
                  { value: 'case', label: '问题或线索' },
                  { value: 'report', label: '报表迟报' },
                ]}
                aria-label="督办什么"
              />
            </div>
            <CampaignField
              value={campaign}
              onChange={(next) => {
                setCampaign(next);
                setCases([]);
              }}
            />
          </>
        ) : (
          <p>
            督办{given.of.kind === 'problem' ? '问题' : '线索'}{' '}
            <strong className="number">{given.ofNumber}</strong>
          </p>
        )}
        {given.of === null && about === 'case' && (
          <CaseField label="问题或线索" campaign={campaign?.id ?? null} value={cases} onChange={setCases} />
        )}
        {about === 'report' && (
          <LateReportField campaign={campaign?.id ?? null} value={reportId} onChange={setReport} />
        )}
        {about === 'case' && (
          <div className="field">
            <label htmlFor={organisationId}>督办对象</label>
            <Select
              id={organisationId}
              value={office}
              onChange={setOffice}
              options={organisations
                .filter((one) => one.active && one.code.length >= 6)
                .map((one) => ({ value: one.code, label: one.name }))}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder="选择承办单位"
            />
          </div>
        )}
        <TextField
          label="督办要求"
          value={demand}
          onChange={setDemand}
          rows={4}
          maxLength={2000}
          placeholder="要核实什么、整改到什么程度、附哪些佐证"
        />
        <DeadlineField wanted={wanted} deadline={deadline} onChange={setWanted} />
        <div className="form-acts">
          <Button
            type="primary"
            disabled={!ready}
            loading={issue.isPending}
            onClick={() => issue.mutate(undefined)}
          >
            下发督办
          </Button>
          <Button onClick={() => void navigate('/supervision')}>返回列表</Button>
        </div>
      </section>
    </Page>
  );
}

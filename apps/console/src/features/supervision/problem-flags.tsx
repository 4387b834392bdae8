import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { api, take } from '../../api/client.ts';
import { useMay } from '../../app/session.ts';
import { FlagFigures, FlagPapers, FlagProblems } from './flag-facts.tsx';

/** What looks like fake rectification about one problem; nothing where nothing does, or to who may not know. */
export function ProblemFlags({ problemId }: { readonly problemId: string }) {
  const may = useMay();
  const query = useQuery({
    queryKey: ['flags', 'problem', problemId],
    queryFn: () =>
      take(api.GET('/api/supervision/flags', { params: { query: { problem: problemId, limit: 50 } } })),
    enabled: may('oversight.read'),
  });
  return (
    <>
      {(query.data?.items ?? []).map((flag) => (
        <Alert
          key={flag.code + flag.at}
          type="warning"
          showIcon
          title={`疑似虚假整改：${flag.title}`}
          description={
            <div className="flag-why">
              <div>{flag.why}</div>
              <FlagFigures flag={flag} />
              <FlagPapers flag={flag} />
              {flag.problems.length > 1 && <FlagProblems flag={flag} />}
              <div className="muted">怎么核实：{flag.advice}</div>
            </div>
          }
        />
      ))}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Clue, SignedForm } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';

const useSignedForms = (clue: Clue) => {
  const may = useMay();
  return useQuery({
    queryKey: ['clues', 'signed-forms', clue.id],
    queryFn: () => take(api.GET('/api/clues/{id}/signed-forms', { params: { path: { id: clue.id } } })),
    enabled: clue.campaignId !== null && may('report.read'),
  });
};

/** Before it is handed down or taken back: the forms that were signed or sent with it, and will have to be corrected. */
export function SignedWarning({ clue, act }: { readonly clue: Clue; readonly act: string }) {
  const { data, error, refetch } = useSignedForms(clue);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const own = act === 'hand-down';
  const forms = (data?.items ?? []).filter((form) => form.own === own);
  if (forms.length === 0) return null;
  return (
    <Alert
      className="signed-warning"
      type="warning"
      showIcon
      title={
        own
          ? '已计入本级报送的报表。转办给参加整治的县市后由其统计，须更正报送'
          : '县市已把它报上来。撤回后由本级统计，须退回县市更正报送'
      }
      description={<FormLinks forms={forms} />}
    />
  );
}

/** After it was: those that still count it where it is counted no more. */
export function SignedStill({ clue }: { readonly clue: Clue }) {
  const { data } = useSignedForms(clue);
  const forms = (data?.items ?? []).filter(({ own }) => own !== (clue.countedBy === 'own'));
  if (forms.length === 0) return null;
  return (
    <>
      <br />
      已报送的表还计入它，须更正报送：
      <FormLinks forms={forms} />
    </>
  );
}

const FormLinks = ({ forms }: { readonly forms: readonly SignedForm[] }) => (
  <ul className="plain-list signed-forms">
    {forms.map(({ id, title, stateLabel, countyName, own }) => (
      <li key={id}>
        <span>
          <Link to={`/reports/${id}`}>{own ? title : `${countyName} ${title}`}</Link>（{stateLabel}）
        </span>
      </li>
    ))}
  </ul>
);

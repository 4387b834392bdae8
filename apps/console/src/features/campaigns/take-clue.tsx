import { FlagOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { useMay, useMayOn } from '../../app/session.ts';
import { type ChosenHousehold, HouseholdChoice } from './household-choice.tsx';
import { useProblems } from './queries.ts';
import { RegisterFrom } from './register-from.tsx';

/** On a clue's page: the problem it has become, or the button that makes it one. */
export function ClueProblem({ clue }: { readonly clue: Clue }) {
  const may = useMay();
  if (!may('campaign.read')) return null;
  return <ClueProblemLinks clue={clue} />;
}

function ClueProblemLinks({ clue }: { readonly clue: Clue }) {
  const mayOn = useMayOn();
  const [open, setOpen] = useState(false);
  const [household, setHousehold] = useState<ChosenHousehold | null>(null);
  const taken = useProblems({ clue: clue.id }).data?.items ?? [];
  const isTrue = clue.result === 'true' || clue.result === 'partly-true';
  const settled = clue.state === 'concluded' || clue.state === 'closed';
  return (
    <>
      {taken.map((problem) => (
        <Link key={problem.id} to={`/problems/${problem.id}`}>
          {problem.number}
        </Link>
      ))}
      {taken.length === 0 &&
        isTrue &&
        settled &&
        clue.campaignId !== null &&
        clue.countedBy !== 'county' &&
        mayOn('problem.register', clue) && (
          <Button icon={<FlagOutlined />} onClick={() => setOpen(true)}>
            转为问题…
          </Button>
        )}
      {open && clue.campaignId !== null && (
        <RegisterFrom
          title="属实线索转为问题"
          about="摘要、地方、金额带入台账；被反映人只留姓，举报人身份不带入。"
          campaignId={clue.campaignId}
          register={(place) =>
            take(
              api.POST('/api/problems/from-clue', {
                body: { clueId: clue.id, place, description: null, householdId: household?.id ?? null },
              }),
            )
          }
          from="clues"
          onClose={() => setOpen(false)}
        >
          <HouseholdChoice value={household} onChange={setHousehold} />
        </RegisterFrom>
      )}
    </>
  );
}

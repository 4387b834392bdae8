import type { Finding } from '../../api/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { CONCLUSION_CHOICES, EXIT_NATURE_CHOICES } from './conclusions.ts';

/** The conclusion that stands proposed, as the concluding person must see it. */
export function Proposal({ finding }: { readonly finding: Finding }) {
  const { proposal } = finding;
  if (proposal === null) return null;
  const conclusion = CONCLUSION_CHOICES.find((choice) => choice.value === proposal.conclusion);
  const nature = EXIT_NATURE_CHOICES.find((choice) => choice.value === proposal.exitNature);
  return (
    <div className="proposal">
      <Facts
        facts={[
          { label: '提出的结论', value: <strong>{conclusion?.label ?? proposal.conclusion}</strong> },
          ...(nature === undefined ? [] : [{ label: '退出性质', value: nature.label }]),
          { label: '提出人', value: proposal.byName },
          { label: '理由', value: proposal.reason },
          ...(proposal.changesSince.length === 0
            ? []
            : [{ label: '此后事实变化', value: proposal.changesSince.join('；') }]),
        ]}
      />
    </div>
  );
}

import { FINDING_STATES } from '@anju/domain';
import type { Facet } from '../../api/contract.ts';
import { formatCount } from '../../ui/format.ts';
import type { ListState } from '../../ui/use-list-state.ts';
import type { FindingFilter } from './queries.ts';

const ORDER = Object.keys(FINDING_STATES);

interface StateTabsProps {
  readonly facets: readonly Facet[];
  readonly state: ListState<FindingFilter>;
}

/** The stages of the work with how much lies in each; choosing one filters the list. */
export function StateTabs({ facets, state }: StateTabsProps) {
  const chosen = state.values.state;
  const total = facets.reduce((sum, facet) => sum + facet.count, 0);
  const stages = facets.toSorted((a, b) => ORDER.indexOf(a.value) - ORDER.indexOf(b.value));
  const tabs = [{ value: '', label: '全部', count: total }, ...stages];
  return (
    <fieldset className="stage-line">
      <legend className="visually-hidden">按办理状态筛选</legend>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          className="stage"
          aria-pressed={(chosen ?? '') === tab.value}
          onClick={() => state.setOne('state', tab.value || undefined)}
        >
          <span>{tab.label}</span>
          <strong className="number">{formatCount(tab.count)}</strong>
        </button>
      ))}
    </fieldset>
  );
}

import type { Facet } from '../../api/contract.ts';
import { formatCount } from '../format.ts';
import type { ListState } from '../use-list-state.ts';

interface StateTabsProps<K extends string> {
  readonly facets: readonly Facet[];
  readonly state: ListState<K | 'state'>;
  /** The stages in the order of the work, with their words. */
  readonly stages: Readonly<Record<string, string>>;
}

/** The stages of the work with how much lies in each; choosing one filters the list. */
export function StateTabs<K extends string>({ facets, state, stages }: StateTabsProps<K>) {
  const chosen = state.values.state;
  const order = Object.keys(stages);
  const total = facets.reduce((sum, facet) => sum + facet.count, 0);
  const sorted = facets.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value));
  const tabs = [{ value: '', label: '全部', count: total }, ...sorted];
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

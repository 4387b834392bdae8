import { useMe } from '../../app/session.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { useOrganisations } from './queries.ts';

const COUNTY_DIGITS = 6;

interface OfCounty {
  readonly countyName: string;
}

interface Counties {
  /** Several: the person supervises counties. Inside a county none of this is shown. */
  readonly several: boolean;
  readonly columns: readonly Column<OfCounty>[];
  readonly filters: readonly Filter<'county'>[];
}

const COLUMN: Column<OfCounty> = {
  key: 'county',
  title: '县市',
  width: 104,
  render: (row) => row.countyName,
};

/** The column and the filter by which a list of several counties is told apart. */
export function useCounties(): Counties {
  const several = useMe().scope.length < COUNTY_DIGITS;
  const places = useOrganisations();
  if (!several) return { several, columns: [], filters: [] };
  const options = (places.data?.items ?? [])
    .filter(({ code }) => code.length === COUNTY_DIGITS)
    .map(({ code, name }) => ({ value: code, label: name }));
  return {
    several,
    columns: [COLUMN],
    filters: [{ key: 'county', label: '县市', kind: 'select', options }],
  };
}

import type { RegisterKind } from '@anju/domain';
import type { DemoHousehold } from './household.ts';
import { ASSET_LIMIT, INCOME_LIMIT } from './policy.ts';
import { at } from './random.ts';
import {
  accountRow,
  ago,
  type DemoRow,
  insuranceRow,
  marriageRow,
  owner,
  pensionRow,
  type RowMaker,
  vehicleRow,
} from './rows.ts';

const ASSISTED = /低保|特困/u;

/** What ordinary families have in the registers: a job or a pension, a small car, a declared spouse, savings. */
export function addQuietFacts(
  maker: RowMaker,
  household: DemoHousehold,
  add: (kind: RegisterKind, row: DemoRow) => void,
): void {
  const { random } = maker;
  const self = at(household.members, 0);
  const assisted = ASSISTED.test(household.category);
  if (assisted) {
    const startedOn = ago(maker, 24, 60);
    add('low-income', { ...owner(self), category: household.category, startedOn, endedOn: null });
  }
  const size = household.members.length;
  const most = (INCOME_LIMIT / 12) * size;
  if (random.chance(0.5)) {
    const sum = Math.floor(most * (0.3 + random.next() * 0.6));
    const retired = self.birth < ago(maker, 12 * 60, 12 * 60);
    if (retired) add('pension', pensionRow(maker, self, sum));
    else add('social-insurance', insuranceRow(maker, self, sum));
  }
  if (!assisted && random.chance(0.2))
    add('vehicle', { ...vehicleRow(maker, self), purchasePriceFen: random.between(20, 118) * 1000 });
  if (random.chance(0.2))
    add('bank-assets', accountRow(maker, self, Math.floor(ASSET_LIMIT * size * random.next() * 0.8)));
  const spouse = household.members.find((member) => member.kin === '配偶');
  if (spouse !== undefined && random.chance(0.8)) {
    const [husband, wife] = self.sex === 'male' ? [self, spouse] : [spouse, self];
    add('marriage', marriageRow(husband, wife, ago(maker, 20, 40)));
  }
  for (const member of household.members)
    if (random.chance(0.5))
      add('hukou', { ...owner(member), region: maker.county, status: '正常', changedOn: null });
}

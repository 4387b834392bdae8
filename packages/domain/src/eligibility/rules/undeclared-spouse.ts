import type { CalendarDate } from '../../basics/calendar-date.ts';
import { maskIdNumber, maskName } from '../../basics/mask.ts';
import { sameName } from '../../basics/name.ts';
import { isOneEditApart } from '../../basics/one-edit.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed, type Verdict } from '../define-rule.ts';
import { dateIn, hitsIn, inOrder, textIn } from '../read-values.ts';
import { trustOf } from '../trust.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['marriage'] as const;
const ENDS = /离|解除|撤销|无效|丧偶/u;

interface Couple {
  readonly memberKey: string;
  readonly spouseId: string | null;
  readonly spouseName: string | null;
  readonly events: CoupleEvent[];
}

interface CoupleEvent {
  readonly hit: Hit;
  readonly kind: 'marriage' | 'divorce';
  readonly on: CalendarDate | null;
}

/**
 * A marriage counts until a later divorce of the same two people (the same day counts as later). The finding is the
 * member's. Where a couple has both and a date is missing, which came last is not known: 不可比; so is a marriage with
 * nobody named.
 */
export const undeclaredSpouse = defineRule({
  code: 'member.undeclared-spouse',
  section: 'admission',
  needs: NEEDS,
  judge(family, _pack, asOf) {
    const verdicts: Verdict[] = [];
    const unclear: Hit[] = [];
    for (const couple of couplesOf(family, asOf)) {
      if (isDeclared(family, couple)) continue;
      const isNamed = couple.spouseId !== null || couple.spouseName !== null;
      const live = isLive(couple) && (isNamed || null);
      const hits = couple.events.map((event) => event.hit);
      if (live === null) unclear.push(...hits);
      if (live === true) verdicts.push(say(family, couple, hits));
    }
    if (verdicts.length > 0) return verdicts;
    if (unclear.length > 0)
      return incomparable('婚姻登记缺少日期或配偶信息，无法判断配偶是否申报', {}, { hits: unclear });
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('未发现未申报的配偶');
  },
});

function say(family: Family, couple: Couple, hits: readonly Hit[]): Verdict {
  const married = couple.events.findLast((event) => event.kind === 'marriage');
  const spouse = couple.spouseName === null ? '' : maskName(couple.spouseName);
  return failed(
    {
      memberKey: couple.memberKey,
      confidence: hits.every((hit) => trustOf(family, hit) === 'exact') ? 'exact' : 'probable',
      reason: `成员${married?.on ? `于${married.on}` : ''}登记结婚，配偶${spouse}未列入家庭成员`,
      evidence: {
        marriedOn: married?.on ?? null,
        spouseName: spouse === '' ? null : spouse,
        spouseId: couple.spouseId === null ? null : maskIdNumber(couple.spouseId),
      },
    },
    hits,
  );
}

function couplesOf(family: Family, asOf: CalendarDate): readonly Couple[] {
  const couples: Couple[] = [];
  for (const hit of inOrder(hitsIn(family, 'marriage'))) {
    if (hit.memberKey === null) continue;
    const other = hit.role === 'wife' ? 'husband' : 'wife';
    const spouseId = textIn(hit.values, `${other}Id`);
    const spouseName = textIn(hit.values, `${other}Name`);
    const who = spouseId ?? spouseName;
    let couple = couples.find(
      (known) => known.memberKey === hit.memberKey && (known.spouseId ?? known.spouseName) === who,
    );
    if (couple === undefined) {
      couple = { memberKey: hit.memberKey, spouseId, spouseName, events: [] };
      couples.push(couple);
    }
    addEvents(couple.events, hit, asOf);
  }
  return couples;
}

function addEvents(events: CoupleEvent[], hit: Hit, asOf: CalendarDate): void {
  const on = dateIn(hit.values, 'registeredOn');
  const kind = ENDS.test(textIn(hit.values, 'registrationKind') ?? '') ? 'divorce' : 'marriage';
  if (on === null || on <= asOf) events.push({ hit, kind, on });
  const divorcedOn = dateIn(hit.values, 'divorcedOn');
  if (kind === 'marriage' && divorcedOn !== null && divorcedOn <= asOf) {
    events.push({ hit, kind: 'divorce', on: divorcedOn });
  }
}

function isLive({ events }: Couple): boolean | null {
  const marriages = events.filter((event) => event.kind === 'marriage');
  const divorces = events.filter((event) => event.kind === 'divorce');
  if (marriages.length === 0) return false;
  if (divorces.length === 0) return true;
  if (events.some((event) => event.on === null)) return null;
  const latest = (some: readonly CoupleEvent[]) =>
    some.reduce((last, { on }) => (on !== null && on > last ? on : last), '');
  return latest(marriages) > latest(divorces);
}

/** In the household by ID number, or by name with a number that is missing or one edit away. */
function isDeclared(family: Family, couple: Couple): boolean {
  return family.household.members.some((member) => {
    if (member.key === couple.memberKey) return false;
    if (couple.spouseId !== null && member.idNumber === couple.spouseId) return true;
    if (couple.spouseName === null || !sameName(member.name, couple.spouseName)) return false;
    return (
      couple.spouseId === null || member.idNumber === null || isOneEditApart(member.idNumber, couple.spouseId)
    );
  });
}

import type { CalendarDate } from '../../basics/calendar-date.ts';
import { maskIdNumber, maskName } from '../../basics/mask.ts';
import { sameName } from '../../basics/name.ts';
import { isOneEditApart } from '../../basics/one-edit.ts';
import { type Days, daysOf, isUnread } from '../days-of.ts';
import { clear, defineRule, failed, lacking, type Verdict } from '../define-rule.ts';
import { withUnclear } from '../each-member.ts';
import { hitsIn, inOrder, textIn } from '../read-values.ts';
import { trustOf } from '../trust.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['marriage'] as const;
const ENDS = /离|解除|撤销|无效|丧偶/u;
const MARRIES = /结婚|复婚|再婚|初婚|已婚|有配偶/u;

interface Spouse {
  readonly id: string | null;
  readonly name: string | null;
}

interface Couple {
  readonly memberKey: string;
  /** As the rows name them: with and without a number, or one digit off. */
  readonly spouses: Spouse[];
  readonly events: CoupleEvent[];
}

interface CoupleEvent {
  readonly hit: Hit;
  /** Null: a kind that says neither, or what may not have happened yet. */
  readonly kind: 'marriage' | 'divorce' | null;
  readonly days: Days | null;
}

/**
 * A marriage counts until a later divorce of the same two people (the same day counts as later); a spouse of the same
 * name whose number is missing or one digit off is the same one. The finding is the member's. Where a couple has both
 * and which came last can't be told, it is 不可比; so are a marriage with nobody named and a registration of a kind
 * that says neither.
 */
export const undeclaredSpouse = defineRule({
  code: 'member.undeclared-spouse',
  section: 'admission',
  needs: NEEDS,
  prepare(basis) {
    const { asOf } = basis;
    const nothing = lacking(basis, NEEDS) ?? clear('未发现未申报的配偶');
    return {
      nothing,
      judge(family) {
        const found: Verdict[] = [];
        const unclear: Hit[] = [];
        for (const couple of couplesOf(family, asOf)) {
          if (isDeclared(family, couple)) continue;
          const isNamed = couple.spouses.some(({ id, name }) => id !== null || name !== null);
          const live = isLive(couple) && (isNamed || null);
          if (live === null) unclear.push(...couple.events.map(({ hit }) => hit));
          if (live === true) found.push(say(family, couple));
        }
        const said = withUnclear(found, unclear, '婚姻登记缺少日期、类型或配偶信息，无法判断配偶是否申报');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

function say(family: Family, { memberKey, spouses, events }: Couple): Verdict {
  const hits = events.map(({ hit }) => hit);
  const married = events.findLast(({ kind }) => kind === 'marriage');
  const marriedOn = married === undefined ? null : textIn(married.hit.values, 'registeredOn');
  const name = spouses.find((spouse) => spouse.name !== null)?.name ?? null;
  const id = spouses.find((spouse) => spouse.id !== null)?.id ?? null;
  const spouse = name === null ? '' : maskName(name);
  return failed(
    {
      memberKey,
      confidence: hits.every((hit) => trustOf(family, hit) === 'exact') ? 'exact' : 'probable',
      reason: `成员${marriedOn === null ? '' : `于${marriedOn}`}登记结婚，配偶${spouse}未列入家庭成员`,
      evidence: {
        marriedOn,
        spouseName: spouse === '' ? null : spouse,
        spouseId: id === null ? null : maskIdNumber(id),
      },
    },
    hits,
  );
}

function couplesOf(family: Family, asOf: CalendarDate): readonly Couple[] {
  const couples: Couple[] = [];
  for (const hit of inOrder(hitsIn(family, 'marriage'))) {
    const { memberKey } = hit;
    if (memberKey === null) continue;
    const other = hit.role === 'wife' ? 'husband' : 'wife';
    const spouse = { id: textIn(hit.values, `${other}Id`), name: textIn(hit.values, `${other}Name`) };
    let couple = couples.find(
      (known) => known.memberKey === memberKey && known.spouses.some((one) => isSamePerson(one, spouse)),
    );
    if (couple === undefined) {
      couple = { memberKey, spouses: [], events: [] };
      couples.push(couple);
    }
    couple.spouses.push(spouse);
    couple.events.push(...eventsOf(hit, asOf));
  }
  return couples;
}

/** By number, or by name where a number is missing or one digit off. */
function isSamePerson(a: Spouse, b: Spouse): boolean {
  if (a.id !== null && a.id === b.id) return true;
  if (a.name === null || b.name === null) return a.name === b.name && a.id === b.id;
  return sameName(a.name, b.name) && (a.id === null || b.id === null || isOneEditApart(a.id, b.id));
}

function eventsOf(hit: Hit, asOf: CalendarDate): readonly CoupleEvent[] {
  const kind = kindOf(textIn(hit.values, 'registrationKind'));
  const events: (CoupleEvent | null)[] = [eventOf(hit, kind, daysOf(hit, 'registeredOn'), asOf)];
  const divorced = daysOf(hit, 'divorcedOn');
  if (kind !== 'divorce' && (divorced !== null || isUnread(hit, 'divorcedOn')))
    events.push(eventOf(hit, 'divorce', divorced, asOf));
  return events.filter((event) => event !== null);
}

/** Null for what is still to come; in the very month of the as-of date it may be. */
function eventOf(
  hit: Hit,
  kind: CoupleEvent['kind'],
  days: Days | null,
  asOf: CalendarDate,
): CoupleEvent | null {
  if (days === null) return { hit, kind, days };
  if (days.first > asOf) return null;
  return { hit, kind: days.last > asOf ? null : kind, days };
}

/** A register of marriages that names no kind tells of marriages. */
function kindOf(text: string | null): CoupleEvent['kind'] {
  if (text === null) return 'marriage';
  if (ENDS.test(text)) return 'divorce';
  return MARRIES.test(text) ? 'marriage' : null;
}

/** Whether they are married; null where it depends on what an event of unknown kind was, or on a missing day. */
function isLive({ events }: Couple): boolean | null {
  const marriages = events.filter(({ kind }) => kind === 'marriage');
  const divorces = events.filter(({ kind }) => kind === 'divorce');
  const others = events.filter(({ kind }) => kind === null);
  const live = isLastMarriage(marriages, divorces);
  if (others.length === 0) return live;
  const ifMarriages = isLastMarriage([...marriages, ...others], divorces);
  const ifDivorces = isLastMarriage(marriages, [...divorces, ...others]);
  return ifMarriages === ifDivorces ? live : null;
}

function isLastMarriage(marriages: readonly CoupleEvent[], divorces: readonly CoupleEvent[]): boolean | null {
  if (marriages.length === 0) return false;
  if (divorces.length === 0) return true;
  if ([...marriages, ...divorces].some(({ days }) => days === null)) return null;
  if (latest(marriages, 'first') > latest(divorces, 'last')) return true;
  return latest(marriages, 'last') <= latest(divorces, 'first') ? false : null;
}

const latest = (some: readonly CoupleEvent[], end: keyof Days): string =>
  some.reduce((last, { days }) => (days !== null && days[end] > last ? days[end] : last), '');

/** In the household by ID number, or by name with a number that is missing or one edit away. */
function isDeclared(family: Family, { memberKey, spouses }: Couple): boolean {
  return family.household.members.some(
    ({ key, name, idNumber }) =>
      key !== memberKey && spouses.some((spouse) => isSamePerson(spouse, { id: idNumber, name })),
  );
}

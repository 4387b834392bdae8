import { addMonths, type CalendarDate, dateFromParts } from '@anju/domain';
import type { MintId } from './people/member-ids.ts';
import { inventChildName, inventName } from './people/names.ts';
import type { Person } from './people/population.ts';
import type { Random } from './random.ts';

export type Kin = '本人' | '配偶' | '儿子' | '女儿' | '父亲' | '母亲' | '祖母' | '其他';

export interface DemoMember extends Person {
  readonly kin: Kin;
  /** What stands in the roster, where it is not the right number. */
  readonly writtenId?: string;
}

/** What a planted fact needs of the family that it happens to. */
export type FamilyWish =
  | 'any'
  | 'alone'
  | 'couple'
  | 'single-parent'
  | 'mother'
  | 'born-before-2000'
  | 'minor';

export interface Maker {
  readonly asOf: CalendarDate;
  readonly random: Random;
  readonly mint: MintId;
}

export function makeMembers(maker: Maker, wish: FamilyWish): DemoMember[] {
  const { random } = maker;
  if (wish === 'minor') {
    const child = makePerson(maker, [15, 16], random.chance(0.5) ? 'male' : 'female');
    return [{ ...child, kin: '本人' }, member(maker, '祖母', [66, 76], 'female')];
  }
  const age =
    wish === 'born-before-2000'
      ? ([32, 66] as const)
      : wish === 'mother'
        ? ([24, 40] as const)
        : ([26, 70] as const);
  const sex = wish === 'mother' || random.chance(0.45) ? 'female' : 'male';
  const self: DemoMember = { ...makePerson(maker, age, sex), kin: '本人' };
  const years = Number(maker.asOf.slice(0, 4)) - Number(self.birth.slice(0, 4));
  const members = [self];
  const alone = wish === 'alone' || (wish === 'any' && random.chance(0.2));
  if (alone) return members;
  const couple = wish === 'couple' || (wish !== 'single-parent' && wish !== 'mother' && random.chance(0.65));
  const other = sex === 'male' ? 'female' : 'male';
  if (couple) members.push(member(maker, '配偶', [Math.max(22, years - 4), Math.min(74, years + 4)], other));
  const children = Math.min(
    couple ? random.int(3) : 1 + random.int(2),
    Math.max(0, Math.floor((years - 20) / 3)),
  );
  for (let i = 0; i < Math.max(children, wish === 'single-parent' ? 1 : 0); i++) {
    const kind = random.chance(0.5) ? ('male' as const) : ('female' as const);
    const oldest = Math.min(Math.max(2, years - 22), wish === 'single-parent' ? 40 : 24);
    const youngest = wish === 'single-parent' ? Math.min(19, oldest) : 1;
    const child = makePerson(maker, [youngest, oldest], kind);
    const father = members.find((one) => one.sex === 'male') ?? self;
    const name = inventChildName(random.int(0xffff_ffff), kind, father.name);
    members.push({ ...child, name, kin: kind === 'male' ? '儿子' : '女儿' });
  }
  if (years < 50 && random.chance(0.12)) {
    const parent = random.chance(0.5) ? ('male' as const) : ('female' as const);
    members.push(member(maker, parent === 'male' ? '父亲' : '母亲', [years + 23, years + 28], parent));
  }
  return members;
}

function member(maker: Maker, kin: Kin, age: readonly [number, number], sex: 'male' | 'female'): DemoMember {
  return { ...makePerson(maker, age, sex), kin };
}

/** Somebody with a number of their own, of an age in full years on the as-of date. */
export function makePerson(maker: Maker, age: readonly [number, number], sex: 'male' | 'female'): Person {
  const { random, asOf, mint } = maker;
  const [youngest, oldest] = age;
  const years = random.between(Math.min(youngest, oldest), Math.max(youngest, oldest));
  // At least a month past the birthday: the age does not hang on a day.
  const born = addMonths(asOf, -12 * years - random.between(1, 10));
  const day =
    dateFromParts(Number(born.slice(0, 4)), Number(born.slice(5, 7)), random.between(1, 28)) ?? born;
  const { id, birth } = mint(day, sex);
  return { id, birth, sex, name: inventName(random.int(0xffff_ffff), sex) };
}

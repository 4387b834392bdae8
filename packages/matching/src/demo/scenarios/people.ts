import { addMonths } from '@anju/domain';
import { mistype } from '../people/id-parts.ts';
import type { Person } from '../people/population.ts';
import { HOUSING_LIMIT } from '../policy.ts';
import { ago, birthRow, homeRow, marriageRow, movedRow, owner } from '../rows.ts';
import { anyAdult, type Plot, type Scenario } from './scenario.ts';

/** The couple in the order of the form. */
function wed(plot: Plot, one: Person, other: Person, on: ReturnType<typeof ago>, kind?: string): void {
  const [husband, wife] = one.sex === 'male' ? [one, other] : [other, one];
  plot.add('marriage', marriageRow(husband, wife, on, kind));
}

const opposite = (person: Person) => (person.sex === 'male' ? 'female' : 'male');

/** Puts a wrong number for the tenant into the roster; what was meant stays in the registers. */
function mistypeInRoster(plot: Plot): Person {
  const { household, self, random } = plot;
  const writtenId = mistype(self.id, (count) => random.int(count));
  household.members[0] = { ...self, writtenId };
  return { ...self, id: writtenId };
}

export const PEOPLE: readonly Scenario[] = [
  {
    name: 'a member died',
    plant(plot) {
      const dead = anyAdult(plot);
      plot.add('death', { ...owner(dead), diedOn: ago(plot, 1, 18) });
      plot.find('member.deceased', dead);
    },
  },
  {
    name: 'a namesake died',
    plant(plot) {
      plot.add('death', { ...owner(plot.namesake(plot.self)), diedOn: ago(plot, 1, 18) });
      plot.decoy('member.deceased', 'another person of the same name and birth date');
    },
  },
  {
    name: 'married and silent',
    wish: 'alone',
    plant(plot) {
      wed(plot, plot.self, plot.outsider(opposite(plot.self)), ago(plot, 3, 18));
      plot.find('member.undeclared-spouse', plot.self);
    },
  },
  {
    name: 'divorced since',
    wish: 'single-parent',
    plant(plot) {
      const spouse = plot.outsider(opposite(plot.self));
      wed(plot, plot.self, spouse, ago(plot, 30, 50));
      wed(plot, plot.self, spouse, ago(plot, 3, 20), '离婚登记');
      plot.decoy('member.undeclared-spouse', 'divorced since');
    },
  },
  {
    name: 'married again to the same',
    wish: 'alone',
    plant(plot) {
      const spouse = plot.outsider(opposite(plot.self));
      wed(plot, plot.self, spouse, ago(plot, 70, 80));
      wed(plot, plot.self, spouse, ago(plot, 40, 50), '离婚登记');
      wed(plot, plot.self, spouse, ago(plot, 5, 20), '复婚登记');
      plot.find('member.undeclared-spouse', plot.self, { note: 'divorced and married again' });
    },
  },
  {
    name: 'declared spouse',
    wish: 'couple',
    plant(plot) {
      const spouse = plot.household.members.find((one) => one.kin === '配偶');
      if (spouse !== undefined) wed(plot, plot.self, spouse, ago(plot, 12, 50));
      plot.decoy('member.undeclared-spouse', 'the spouse is a member');
    },
  },
  {
    name: 'a child was born',
    wish: 'mother',
    plant(plot) {
      plot.add('birth', birthRow(plot, plot.self, ago(plot, 1, 8)));
      plot.find('member.newborn', plot.self);
    },
  },
  {
    name: 'a child was born and declared',
    wish: 'mother',
    plant(plot) {
      const child = plot.person([1, 1], 'female');
      plot.household.members.push({ ...child, kin: '女儿' });
      plot.add('birth', { ...birthRow(plot, plot.self, child.birth), childName: child.name });
      plot.decoy('member.newborn', 'the child is a member');
    },
  },
  {
    name: 'moved away',
    plant(plot) {
      const gone = anyAdult(plot);
      plot.add('hukou', movedRow(plot, gone));
      plot.find('hukou.moved-out', gone);
    },
  },
  {
    name: 'moved and came back',
    plant(plot) {
      plot.add('hukou', { ...movedRow(plot, plot.self), changedOn: ago(plot, 30, 40) });
      plot.add('hukou', {
        ...owner(plot.self),
        region: plot.county,
        status: '迁入',
        changedOn: ago(plot, 4, 20),
      });
      plot.decoy('hukou.moved-out', 'came back since');
    },
  },
  {
    name: 'assistance ended',
    category: '低保',
    plant(plot) {
      plot.add('low-income', {
        ...owner(plot.self),
        category: plot.household.category,
        startedOn: ago(plot, 30, 50),
        endedOn: ago(plot, 1, 12),
      });
      plot.find('status.lost', plot.self);
    },
  },
  {
    name: 'assistance ends in future',
    category: '低保',
    plant(plot) {
      plot.add('low-income', {
        ...owner(plot.self),
        category: plot.household.category,
        startedOn: ago(plot, 30, 50),
        endedOn: addMonths(plot.asOf, 3),
      });
      plot.decoy('status.lost', 'ends after the as-of date');
    },
  },
  {
    name: 'a minor is tenant',
    wish: 'minor',
    plant(plot) {
      plot.find('applicant.minor', plot.self);
    },
  },
  {
    name: 'a mistyped number in the roster',
    plant(plot) {
      plot.find('id.invalid', mistypeInRoster(plot));
    },
  },
  {
    name: 'a mistyped number in the roster hides a home',
    plant(plot) {
      const floorAreaCm2 = HOUSING_LIMIT * plot.size + 40;
      plot.add('real-estate', { ...homeRow(plot, plot.self), floorAreaCm2 });
      const written = mistypeInRoster(plot);
      plot.find('id.invalid', written);
      plot.find('housing.owned', written, {
        confidence: 'probable',
        note: 'one slip in the ID of the roster',
      });
    },
  },
  {
    name: 'another name under the same number',
    plant(plot) {
      const { name } = plot.outsider();
      plot.add('hukou', { id: plot.self.id, name, region: plot.county, status: '正常', changedOn: null });
      plot.find('id.mismatch', plot.self);
    },
  },
];

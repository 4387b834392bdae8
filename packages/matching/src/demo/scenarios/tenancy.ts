import { addDays, addMonths } from '@anju/domain';
import { ARREARS_MONTHS, EXCESS_KWH, IDLE_KWH, IDLE_MONTHS, MOVE_IN_DAYS } from '../policy.ts';
import { at } from '../random.ts';
import { benefitRow } from '../rows.ts';
import { anyAdult, type Plot, type Scenario, secondHousehold } from './scenario.ts';

/** Replaces the newest readings. */
function readings(plot: Plot, count: number, value: () => number): void {
  const { meter } = plot.household;
  for (let i = Math.max(0, meter.length - count); i < meter.length; i++) meter[i] = value();
}

const idle = (plot: Plot) => () => plot.random.between(0, IDLE_KWH);

/** A new lease whose keys were handed over so many days ago; nobody lives there yet. */
function handOver(plot: Plot, days: number): void {
  const { household } = plot;
  household.keysOn = addDays(plot.asOf, -days);
  household.start = household.keysOn;
  household.end = addMonths(household.start, 36);
  household.movedInOn = null;
}

const METERS: readonly Scenario[] = [
  {
    name: 'idle',
    plant(plot) {
      readings(plot, plot.random.between(IDLE_MONTHS, 11), idle(plot));
      plot.find('utility.idle', null);
    },
  },
  {
    name: 'idle but for one month',
    plant(plot) {
      readings(plot, 10, idle(plot));
      const { meter } = plot.household;
      meter[meter.length - 4] = IDLE_KWH + 40;
      plot.decoy('utility.idle', 'idle run broken by one month of use');
    },
  },
  {
    name: 'idle for a month less',
    plant(plot) {
      readings(plot, IDLE_MONTHS - 1, idle(plot));
      plot.decoy('utility.idle', 'one month less than the policy asks for');
    },
  },
  {
    name: 'excessive use',
    plant(plot) {
      readings(plot, 12, () => plot.random.between(EXCESS_KWH + 100, EXCESS_KWH * 2));
      plot.find('utility.excess', null);
    },
  },
  {
    name: 'one cold month',
    plant(plot) {
      const { meter } = plot.household;
      meter[meter.length - 5] = EXCESS_KWH + 40;
      plot.decoy('utility.excess', 'a single month');
    },
  },
];

const LEASES: readonly Scenario[] = [
  {
    name: 'in arrears',
    plant(plot) {
      plot.household.arrearsMonths = plot.random.between(ARREARS_MONTHS, 11);
      plot.find('rent.arrears', null);
    },
  },
  {
    name: 'nearly in arrears',
    plant(plot) {
      plot.household.arrearsMonths = ARREARS_MONTHS - 1;
      plot.decoy('rent.arrears', 'five months');
    },
  },
  {
    name: 'lease expired',
    plant(plot) {
      const { household } = plot;
      household.end = addDays(plot.asOf, -plot.random.between(20, 300));
      household.start = addMonths(household.end, -36);
      plot.find('lease.expired', null);
    },
  },
  {
    name: 'last day of the lease',
    plant(plot) {
      plot.household.end = plot.asOf;
      plot.household.start = addMonths(plot.asOf, -36);
      plot.decoy('lease.expired', 'the lease holds on its last day');
    },
  },
  {
    name: 'not moved in',
    plant(plot) {
      handOver(plot, MOVE_IN_DAYS + plot.random.between(20, 60));
      readings(plot, 2, idle(plot));
      plot.find('unit.not-moved-in', null);
    },
  },
  {
    name: 'keys lately',
    plant(plot) {
      handOver(plot, MOVE_IN_DAYS - plot.random.between(2, 20));
      plot.decoy('unit.not-moved-in', 'still within the time to move in');
    },
  },
];

const BENEFITS: readonly Scenario[] = [
  {
    name: 'subsidy and unit',
    plant(plot) {
      const receiver = anyAdult(plot);
      plot.add('other-benefit', benefitRow(plot, receiver, '租赁补贴', plot.county));
      plot.find('benefit.subsidy-and-unit', receiver);
    },
  },
  {
    name: 'subsidy that ended',
    plant(plot) {
      const row = benefitRow(plot, plot.self, '租赁补贴', plot.county);
      plot.add('other-benefit', {
        ...row,
        startedOn: addMonths(plot.asOf, -50),
        endedOn: addMonths(plot.asOf, -14),
      });
      plot.decoy('benefit.subsidy-and-unit', 'the subsidy ended before');
    },
  },
  {
    name: 'a unit elsewhere',
    plant(plot) {
      const region = plot.random.pick(plot.population.elsewhere);
      plot.add('other-benefit', benefitRow(plot, plot.self, '公租房实物配租', region));
      plot.find('benefit.duplicate', plot.self);
    },
  },
  {
    name: 'in two households',
    wish: 'single-parent',
    households: 2,
    plant(plot) {
      const child = at(plot.household.members, 1);
      const other = secondHousehold(plot);
      other.members.push({ ...child, kin: '其他' });
      plot.find('benefit.duplicate', child);
      plot.find('benefit.duplicate', child, {}, other);
    },
  },
  {
    name: 'one unit let twice',
    households: 2,
    plant(plot) {
      const other = secondHousehold(plot);
      other.room = plot.household.room;
      other.estate = plot.household.estate;
      other.community = plot.household.community;
      other.meter = plot.household.meter;
      plot.find('unit.double-allocated', null);
      plot.find('unit.double-allocated', null, {}, other);
    },
  },
];

export const TENANCY: readonly Scenario[] = [...METERS, ...LEASES, ...BENEFITS];

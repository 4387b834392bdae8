import { addMonths } from '@anju/domain';
import { mistype, oldIdNumber } from '../people/id-parts.ts';
import { HOUSING_LIMIT, LOOKBACK } from '../policy.ts';
import { ago, homeRow, presaleRow, transferRow } from '../rows.ts';
import { anyAdult, type Plot, type Scenario } from './scenario.ts';

const tooMuch = (plot: Plot) => HOUSING_LIMIT * plot.size + plot.random.between(3, 90) + 0.5;

export const HOUSING: readonly Scenario[] = [
  {
    name: 'owns a home',
    plant(plot) {
      const holder = anyAdult(plot);
      plot.add('real-estate', { ...homeRow(plot, holder), floorAreaCm2: tooMuch(plot) });
      plot.find('housing.owned', holder);
    },
  },
  {
    name: 'owns two small homes',
    plant(plot) {
      const { self } = plot;
      const half = Math.ceil(tooMuch(plot) / 2);
      plot.add('real-estate', { ...homeRow(plot, self), floorAreaCm2: half });
      plot.add('real-estate', { ...homeRow(plot, self), floorAreaCm2: half + 1 });
      plot.find('housing.owned', self, { note: 'two homes, over the limit only together' });
    },
  },
  {
    name: 'owns a home under an old number',
    wish: 'born-before-2000',
    plant(plot) {
      const { self } = plot;
      const row = { ...homeRow(plot, self), id: oldIdNumber(self.id), registeredOn: ago(plot, 290, 320) };
      plot.add('real-estate', { ...row, floorAreaCm2: tooMuch(plot) });
      plot.find('housing.owned', self, { note: '15-digit ID in the register' });
    },
  },
  {
    name: 'owns a home under a mistyped number',
    plant(plot) {
      const { self, random } = plot;
      const id = mistype(self.id, (count) => random.int(count));
      plot.add('real-estate', { ...homeRow(plot, self), id, floorAreaCm2: tooMuch(plot) });
      plot.find('housing.owned', self, { confidence: 'probable', note: 'one slip in the ID, same name' });
    },
  },
  {
    name: 'a mistyped number of somebody else',
    plant(plot) {
      const { self, random } = plot;
      const id = mistype(self.id, (count) => random.int(count));
      const { name } = plot.outsider(self.sex === 'male' ? 'female' : 'male');
      plot.add('real-estate', { ...homeRow(plot, self), id, name, floorAreaCm2: tooMuch(plot) });
      plot.decoy('housing.owned', 'one slip in the ID, but another name');
    },
  },
  {
    name: 'namesake owns a home',
    plant(plot) {
      const other = plot.namesake(plot.self);
      plot.add('real-estate', { ...homeRow(plot, other), floorAreaCm2: tooMuch(plot) });
      plot.decoy('housing.owned', 'another person of the same name and birth date');
    },
  },
  {
    name: 'owns within the limit',
    plant(plot) {
      plot.add('real-estate', { ...homeRow(plot, plot.self), floorAreaCm2: HOUSING_LIMIT * plot.size - 0.5 });
      plot.decoy('housing.owned', 'owns, but within the per-capita limit');
    },
  },
  {
    name: 'owns exactly the limit',
    plant(plot) {
      plot.add('real-estate', { ...homeRow(plot, plot.self), floorAreaCm2: HOUSING_LIMIT * plot.size });
      plot.decoy('housing.owned', 'exactly at the per-capita limit, inclusive');
    },
  },
  {
    name: 'owns a garage and a shop',
    plant(plot) {
      plot.add('real-estate', { ...homeRow(plot, plot.self), usage: '车库', floorAreaCm2: 24.5 });
      plot.add('real-estate', { ...homeRow(plot, plot.self), usage: '商业服务', floorAreaCm2: 310 });
      plot.decoy('housing.owned', 'garage and shop are not housing');
    },
  },
  {
    name: 'signed a contract',
    plant(plot) {
      const buyer = anyAdult(plot);
      plot.add('presale', presaleRow(plot, buyer));
      plot.find('housing.signed', buyer);
    },
  },
  {
    name: 'withdrew a contract',
    plant(plot) {
      plot.add('presale', { ...presaleRow(plot, plot.self), status: '已注销' });
      plot.decoy('housing.signed', 'the contract was withdrawn');
    },
  },
  {
    name: 'sold a home',
    plant(plot) {
      const transferredOn = ago(plot, 2, LOOKBACK - 2);
      plot.add('property-transfer', { ...transferRow(plot, plot.self, plot.outsider()), transferredOn });
      plot.find('housing.disposed', plot.self);
    },
  },
  {
    name: 'sold a home long before',
    plant(plot) {
      const transferredOn = addMonths(plot.asOf, -LOOKBACK - plot.random.between(6, 40));
      plot.add('property-transfer', { ...transferRow(plot, plot.self, plot.outsider()), transferredOn });
      plot.decoy('housing.disposed', 'transferred long before the look-back');
    },
  },
];

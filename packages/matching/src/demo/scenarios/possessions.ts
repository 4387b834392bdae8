import { addMonths } from '@anju/domain';
import { ASSET_LIMIT, CAPITAL_LIMIT, INCOME_LIMIT, LOOKBACK, VEHICLE_PRICE_LIMIT } from '../policy.ts';
import { accountRow, ago, businessRow, insuranceRow, payrollRow, pensionRow, vehicleRow } from '../rows.ts';
import { above, anyAdult, type Plot, type Scenario } from './scenario.ts';

const cheap = (plot: Plot) => plot.random.between(3, 11) * 10_000 - 1000;
const dear = (plot: Plot) => above(plot, VEHICLE_PRICE_LIMIT, 10_000);
/** The highest monthly sum at which the family meets the income limit. */
const monthly = (plot: Plot) => Math.floor((INCOME_LIMIT * plot.size) / 12);

const VEHICLES: readonly Scenario[] = [
  {
    name: 'a dear car',
    plant(plot) {
      const holder = anyAdult(plot);
      plot.add('vehicle', { ...vehicleRow(plot, holder), purchasePriceFen: dear(plot) });
      plot.find('vehicle.over', holder);
    },
  },
  {
    name: 'two cars',
    plant(plot) {
      plot.add('vehicle', { ...vehicleRow(plot, plot.self), purchasePriceFen: cheap(plot) });
      plot.add('vehicle', { ...vehicleRow(plot, plot.self), purchasePriceFen: cheap(plot) });
      plot.find('vehicle.over', plot.self, { note: 'two cars' });
    },
  },
  {
    name: 'a dear car given away lately',
    plant(plot) {
      const row = { ...vehicleRow(plot, plot.self), purchasePriceFen: dear(plot), status: '转移' };
      plot.add('vehicle', {
        ...row,
        registeredOn: ago(plot, 30, 90),
        transferredOn: addMonths(plot.asOf, -5),
      });
      plot.find('vehicle.over', plot.self, { note: 'transferred 5 months ago' });
    },
  },
  {
    name: 'a dear car given away long ago',
    plant(plot) {
      const row = { ...vehicleRow(plot, plot.self), purchasePriceFen: dear(plot), status: '转移' };
      const transferredOn = addMonths(plot.asOf, -LOOKBACK - plot.random.between(6, 30));
      plot.add('vehicle', { ...row, registeredOn: ago(plot, 60, 120), transferredOn });
      plot.decoy('vehicle.over', 'transferred long before the look-back');
    },
  },
  {
    name: 'a car at the limit',
    plant(plot) {
      plot.add('vehicle', { ...vehicleRow(plot, plot.self), purchasePriceFen: VEHICLE_PRICE_LIMIT });
      plot.decoy('vehicle.over', 'exactly at the price limit, inclusive');
    },
  },
  {
    name: 'a car and a motorcycle',
    plant(plot) {
      plot.add('vehicle', { ...vehicleRow(plot, plot.self), purchasePriceFen: cheap(plot) });
      const row = { ...vehicleRow(plot, plot.self), vehicleKind: '普通二轮摩托车', purchasePriceFen: 6000 };
      plot.add('vehicle', row);
      plot.decoy('vehicle.over', 'motorcycle exempt, one car allowed');
    },
  },
];

const BUSINESSES: readonly Scenario[] = [
  {
    name: 'a company',
    plant(plot) {
      const row = { ...businessRow(plot, plot.self), status: '存续' };
      plot.add('business', { ...row, subscribedFen: above(plot, CAPITAL_LIMIT, 100_000) });
      plot.find('business.registered', plot.self);
    },
  },
  {
    name: 'a company at the limit',
    plant(plot) {
      plot.add('business', { ...businessRow(plot, plot.self), status: '存续', subscribedFen: CAPITAL_LIMIT });
      plot.decoy('business.registered', 'exactly at the capital limit, inclusive');
    },
  },
  {
    name: 'a sole trader',
    plant(plot) {
      const row = { ...businessRow(plot, plot.self), businessName: '昌盛小吃店', businessKind: '个体工商户' };
      plot.add('business', { ...row, role: '经营者', status: '存续', subscribedFen: 300_000 });
      plot.decoy('business.registered', 'sole trader exempt');
    },
  },
  {
    name: 'a company that was closed',
    plant(plot) {
      const row = { ...businessRow(plot, plot.self), status: '注销' };
      plot.add('business', { ...row, subscribedFen: above(plot, CAPITAL_LIMIT, 500_000) });
      plot.decoy('business.registered', 'deregistered company');
    },
  },
  {
    name: 'a supervisor',
    plant(plot) {
      const row = { ...businessRow(plot, plot.self), role: '监事', status: '存续' };
      plot.add('business', { ...row, subscribedFen: 0 });
      plot.decoy('business.registered', 'supervisor without capital');
    },
  },
];

const MONEY: readonly Scenario[] = [
  {
    name: 'insured on a high base',
    plant(plot) {
      plot.add(
        'social-insurance',
        insuranceRow(plot, plot.self, monthly(plot) + plot.random.between(100, 6000)),
      );
      plot.find('income.over', plot.self);
    },
  },
  {
    name: 'pension and pay together',
    plant(plot) {
      const half = Math.ceil(monthly(plot) / 2);
      plot.add('pension', pensionRow(plot, plot.self, half + plot.random.between(200, 900)));
      plot.add('social-insurance', insuranceRow(plot, plot.self, half));
      plot.find('income.over', plot.self, { note: 'over the limit only together' });
    },
  },
  {
    name: 'income under the limit',
    plant(plot) {
      plot.add(
        'social-insurance',
        insuranceRow(plot, plot.self, monthly(plot) - plot.random.between(1, 300)),
      );
      plot.decoy('income.over', 'under the per-capita limit');
    },
  },
  {
    name: 'income at the limit',
    plant(plot) {
      plot.add('pension', pensionRow(plot, plot.self, monthly(plot)));
      plot.decoy('income.over', 'exactly at the per-capita limit, inclusive');
    },
  },
  {
    name: 'paid by the county',
    plant(plot) {
      const paid = anyAdult(plot);
      plot.add('payroll', payrollRow(plot, paid, monthly(plot) - plot.random.between(50, 400)));
      plot.find('payroll.public', paid);
    },
  },
  {
    name: 'savings over the limit',
    plant(plot) {
      const saver = anyAdult(plot);
      const sum = ASSET_LIMIT * plot.size;
      plot.add('bank-assets', accountRow(plot, saver, Math.floor(sum * 0.7)));
      plot.add('bank-assets', accountRow(plot, saver, Math.floor(sum * 0.4)));
      plot.find('assets.over', saver);
    },
  },
  {
    name: 'savings at the limit',
    plant(plot) {
      plot.add('bank-assets', accountRow(plot, plot.self, ASSET_LIMIT * plot.size));
      plot.decoy('assets.over', 'exactly at the per-capita limit, inclusive');
    },
  },
];

export const POSSESSIONS: readonly Scenario[] = [...VEHICLES, ...BUSINESSES, ...MONEY];

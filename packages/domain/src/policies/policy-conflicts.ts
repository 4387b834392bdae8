import type { AssetsPolicy, HousingPolicy, IncomeBound } from './admission-policy.ts';
import type { PolicyFault } from './policy-fault.ts';
import type { PolicyPack } from './policy-pack.ts';

function conflict(path: string, message: string, remedy: string): PolicyFault {
  return { code: 'conflict', path, message, remedy };
}

function incomeConflicts(bound: IncomeBound, path: string): PolicyFault[] {
  const given = Number(bound.limit !== undefined) + Number(bound.ratio !== undefined);
  if (given === 1) return [];
  return [
    given === 0
      ? conflict(path, '没有收入限额', '请写 limit（元）或 ratio（占人均可支配收入的比例）')
      : conflict(path, 'limit 与 ratio 同时出现', '请只保留一个'),
  ];
}

function housingConflicts(housing: HousingPolicy): PolicyFault[] {
  const path = 'admission.housing';
  const parts = [housing.limit, housing.basis, housing.inclusive];
  const given = parts.filter((part) => part !== undefined).length;
  if (given !== 0 && given !== parts.length) {
    const remedy = 'limit、basis、inclusive 三项请一并写全';
    return [conflict(path, '住房面积标准不完整', remedy)];
  }
  if (given === 0 && housing.alternative) {
    return [conflict(`${path}.alternative`, '没有主标准', '请先写 limit、basis、inclusive')];
  }
  return [];
}

function assetsConflicts(assets: AssetsPolicy): PolicyFault[] {
  const path = 'admission.assets';
  const wanted = {
    'per-capita': 'limit',
    household: 'limit',
    'by-size': 'bySize',
    'income-multiple': 'multiple',
  } as const;
  const key = wanted[assets.basis];
  const faults: PolicyFault[] = [];
  for (const other of ['limit', 'bySize', 'multiple'] as const) {
    if (other === key && assets[other] === undefined) {
      faults.push(conflict(path, `basis 为 ${assets.basis} 时缺少 ${key}`, `请补上 ${key}`));
    } else if (other !== key && assets[other] !== undefined) {
      faults.push(
        conflict(`${path}.${other}`, `basis 为 ${assets.basis} 时不用 ${other}`, '请删除，或改 basis'),
      );
    }
  }
  if (assets.basis === 'income-multiple' && assets.multipleOf === undefined) {
    faults.push(conflict(path, '未写明是何种收入的倍数', '请补上 multipleOf'));
  }
  return faults;
}

/** A limit whose equal value is neither allowed nor refused can't be judged. */
function inclusiveConflicts(pack: PolicyPack): PolicyFault[] {
  const { vehicles, business } = pack.admission;
  const faults: PolicyFault[] = [];
  const remedy = '请写 true（等于限额仍符合）或 false';
  if (vehicles && vehicles.inclusive === undefined && vehicles.maxPrice !== undefined) {
    faults.push(conflict('admission.vehicles', '缺少 inclusive', remedy));
  }
  const litres = vehicles?.maxDisplacementL ?? vehicles?.maxTurboDisplacementL;
  if (
    litres !== undefined &&
    vehicles?.inclusive === undefined &&
    vehicles?.displacementInclusive === undefined
  ) {
    faults.push(conflict('admission.vehicles', '缺少 displacementInclusive', remedy));
  }
  const capital = business?.maxSubscribedCapital ?? business?.maxPaidInCapital ?? business?.maxInvestment;
  if (capital !== undefined && business?.inclusive === undefined) {
    faults.push(conflict('admission.business', '缺少 inclusive', remedy));
  }
  return faults;
}

/** Faults between keys that are each well-formed. */
export function findConflicts(pack: PolicyPack): readonly PolicyFault[] {
  const { income, housing, assets } = pack.admission;
  const faults = [
    ...(income ? incomeConflicts(income, 'admission.income') : []),
    ...(income?.whenOwningHome
      ? incomeConflicts(income.whenOwningHome, 'admission.income.whenOwningHome')
      : []),
    ...(housing ? housingConflicts(housing) : []),
    ...(assets ? assetsConflicts(assets) : []),
    ...inclusiveConflicts(pack),
  ];
  if (pack.effectiveTo && pack.effectiveTo < pack.effectiveFrom) {
    faults.push(conflict('effectiveTo', '失效日期早于生效日期', '请核对两个日期'));
  }
  const { minMonths, maxMonths } = pack.transition ?? {};
  if (minMonths !== undefined && maxMonths !== undefined && maxMonths < minMonths) {
    faults.push(conflict('transition.maxMonths', '最长月数小于最短月数', '请核对两个数'));
  }
  return faults;
}

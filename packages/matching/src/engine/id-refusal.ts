import { type IdReading, idFaultText, maskIdNumber } from '@anju/domain';
import type { Refusal } from './types.ts';

export type Unusable = Exclude<IdReading, { status: 'valid' } | { status: 'invalid' }>;

const REMEDIES: Readonly<Record<Unusable['fault'], string>> = {
  'excel-float': '在原系统把该列设为“文本”格式后重新导出',
  'excel-zeros': '在原系统把该列设为“文本”格式后重新导出',
  blank: '补填身份证号后重新提供',
  length: '对照证件核对后改正（18 位，旧证 15 位）',
  characters: '改用居民身份证号；护照等证件请人工核对',
};

/**
 * Why an unusable ID number is refused, and its row with it where nothing else of the row is used. A damaged number is
 * shown as it came: it names nobody.
 */
export function refuseId(
  reading: Unusable,
  place: Pick<Refusal, 'register' | 'file' | 'sheet' | 'row' | 'field'>,
  extent: Refusal['extent'] = 'row',
): Refusal {
  const shown = reading.status === 'damaged' ? reading.text : maskIdNumber(reading.text);
  return {
    ...place,
    value: shown.slice(0, 40),
    reason: idFaultText(reading),
    remedy: REMEDIES[reading.fault],
    extent,
  };
}

/** As spreadsheets leave a number of eighteen digits that they took for a quantity. */
export const DAMAGED_NUMBERS = ['6.52301E+17', '652301198503150000'] as const;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented ID number with a right check character. `n`, below 1000, tells people apart. */
function syntheticId(n: number): string {
  const body = `65230119850315${String(n).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

const NUMERALS = '一二三四五六七八九十';

const ROSTER_HEADER =
  '户编号,姓名,身份证号,与承租人关系,小区,房号,建筑面积（㎡）,保障类别,月租金（元）,起租日期,到期日期,累计欠租月数,联系电话,社区';

/** A roster of twelve families of one: ten right, two with damaged numbers. */
export function rosterCsv(): Buffer {
  const line = (n: number, id: string) =>
    `E2E-${String(n).padStart(4, '0')},甲${NUMERALS[n - 1] ?? '某'},${id},本人,试验家园,9-1-${n},50.5,低保,120,2024.1.1,2029年12月31日,0,13900000000,幸福社区`;
  const right = Array.from({ length: 10 }, (_, i) => line(i + 1, syntheticId(i + 1)));
  const wrong = DAMAGED_NUMBERS.map((id, i) => line(11 + i, id));
  return Buffer.from(['试验花名册', ROSTER_HEADER, ...right, ...wrong].join('\r\n'));
}

/** A vehicle register of people who rent nowhere. */
export function vehicleCsv(rows: number): Buffer {
  const line = (n: number) =>
    `乙${NUMERALS[n % 10] ?? ''},${syntheticId(500 + n)},新B${10000 + n},小型轿车,非营运,86500,2019-05-20`;
  const header = '机动车所有人,身份证号,号牌号码,车辆类型,使用性质,发票计税价（元）,初次登记日期';
  return Buffer.from([header, ...Array.from({ length: rows }, (_, i) => line(i + 1))].join('\r\n'));
}

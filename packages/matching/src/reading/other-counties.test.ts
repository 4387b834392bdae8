import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REGISTERS, type RegisterKind } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFile, testFolder } from './testing/open-all.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

/** Headers as other counties send them: other words, other order, other delimiters and units. `-` is a column for nobody. */
const SENT: readonly (readonly [RegisterKind, string, string])[] = [
  [
    'vehicle',
    '序号,机主身份证号,机主姓名,车辆牌照,品牌型号,购车时间,购车价(万元),机动车当前状态',
    '- id name plate - registeredOn purchasePriceFen/万元 status',
  ],
  [
    'vehicle',
    '号牌号码|所有人名称|身份证明号码|车辆品牌|使用性质|初次登记日期|发票价税合计(元)',
    'plate name id - use registeredOn taxInclusivePriceFen/元',
  ],
  ['vehicle', '车主,身份证,车号,车型,目前情况', 'name id plate vehicleKind status'],
  ['business', '姓名,身份证号,企业名称,目前情况', 'name id businessName status'],
  [
    'real-estate',
    '房产证号;产权人;产权人身份证号码;房产位置;面积(平方米);房屋用途;办证日期;产权比例',
    'certificateNo name id address floorAreaCm2/㎡ usage registeredOn share',
  ],
  [
    'presale',
    '购买方,购买方证件号,商品房坐落,房屋总面积,网签备案时间,房款总额（万元）',
    'name id address floorAreaCm2 signedOn priceFen/万元',
  ],
  [
    'business',
    '自然人证件号码,自然人姓名,市场主体名称,注册资本(金)(万元),任职职务,主体状态',
    'id name businessName registeredCapitalFen/万元 role status',
  ],
  [
    'social-insurance',
    '个人编号\t姓名\t社会保障号码\t单位名称\t缴费基数\t缴费月度',
    '- name id employer baseFen period',
  ],
  [
    'pension',
    '待遇人员姓名,社会保障号,养老金合计,待遇开始享受时间,领取年月',
    'name id monthlyFen startedOn period',
  ],
  ['payroll', '预算单位,姓名,公民身份号码,应发工资小计,人员编制', 'employer name id monthlyFen personKind'],
  [
    'hukou',
    '公民身份号码,姓名,户籍地详细地址,变动类别,变动时间,迁往地详细地址',
    'id name address status changedOn movedTo',
  ],
  [
    'marriage',
    '结婚日期,男方,男方身份证,女方,女方身份证',
    'registeredOn husbandName husbandId wifeName wifeId',
  ],
  ['death', '亡故人员姓名,亡故人员身份证号,亡故时间', 'name id diedOn'],
  [
    'low-income',
    '姓名,身份证号码,低保类型,开始救助时间,停止救助时间,保障金额',
    'name id category startedOn endedOn monthlyAmountFen',
  ],
  [
    'other-benefit',
    '姓名,身份证号,享受住房保障类型,所在县市,开始享受时间,结束享受时间',
    'name id benefitKind region startedOn endedOn',
  ],
  ['electricity', '用户编号,小区名称,房间号,抄表月份,本月电量(度)', 'meterNo estate room period quantity'],
  [
    'property-transfer',
    '出让方姓名,出让方证件号码,受让方姓名,受让方证件号码,房屋位置,成交价格(元)',
    'sellerName sellerId buyerName buyerId address priceFen/元',
  ],
];

it.each(SENT)('understands the columns of %s: %s', async (kind, header, meaning) => {
  const delimiter = /[\t;|]/.exec(header)?.[0] ?? ',';
  const columns = header.split(delimiter);
  const row = columns.map((column) => exampleOf(column)).join(delimiter);
  const path = join(folder.path, 'sent.csv');
  await writeFile(path, `${[header, row, row, row].join('\r\n')}\r\n`);
  const table = await openFile(path, REGISTERS[kind], { scratchDir: folder.path });
  const found = columns.map(() => '-');
  for (const [field, { index, unit }] of Object.entries(table.mapping.fields))
    found[index] = unit === null || field === 'quantity' ? field : `${field}/${unit}`;
  expect(found.join(' ')).toBe(meaning);
  expect(table.undecided.filter(({ required, candidates }) => required || candidates.length > 0)).toEqual([]);
  await table.close();
});

/** Something that the column might hold. */
function exampleOf(column: string): string {
  if (/身份|证件|社会保障号/.test(column)) return '652301196705025199';
  if (/年月|月份|月度/.test(column)) return '202605';
  if (/日期|时间/.test(column)) return '2026.5.1';
  if (/电量|价|额|面积|基数|合计|小计|资本/.test(column)) return '12.5';
  return '某某';
}

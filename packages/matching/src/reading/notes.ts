import { isBlankCell } from './raw-row.ts';

/** Lines that follow the data. 共 counts only before a number: "共同承租人" is data. */
const NOTE =
  /^(?:(?:合计|总计|小计|累计|本页合计|本页小计|总合计)(?:$|[::(\d\s])|共计?\s*\d+\s*[户人条套辆项笔行]|(?:注|备注|说明|附注|填表说明|数据说明|注意事项|声明)\s*\d*\s*[】\])]?\s*[::]|(?:制表|填表|填报|审核|经办|复核|打印|导出|统计|查询|报送|上报)(?:人|时间|日期|单位|部门)\s*[::]|(?:单位)?负责人\s*[::]|第\s*\d+\s*页|[-—=*_]{3,}$|(?:以下|下面)?(?:无正文|空白)$)/u;
/** What a note may begin with, blanks and brackets passed over. */
const MAY_BE_NOTE =
  /^[\s\u3000【[(（]*[合总小累本共注备说附填数声制报审经复打导统查上单负第以无下面空注意\-—=*_]/u;
const IDENTITY = /(?:^|\D)(?:\d{17}[\dXx]|\d{15})(?:\D|$)/u;

/**
 * Whether the cells are no data: a blank row, a total (合计/小计/总计/共…), a note (注：/说明：…) or a page foot.
 * A row with an identity number in it is always data.
 */
export function isNote(cells: readonly (string | null)[]): boolean {
  const first = cells.find((cell) => !isBlankCell(cell)) ?? null;
  if (first === null) return true;
  // Nearly every row is data: its first cell is looked at cheaply, the others only where it reads like a note.
  if (!MAY_BE_NOTE.test(first)) return false;
  const text = first
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s【[(]+/u, '')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');
  if (!NOTE.test(text)) return false;
  return !cells.some((cell) => cell !== null && IDENTITY.test(cell.normalize('NFKC')));
}

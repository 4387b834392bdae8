import { normaliseText } from '../basics/normalise-text.ts';
import { HAN_NUMERALS, readToldNumber } from './told-numbers.ts';
import { type ToldPlace, toldPlaceAt } from './told-places.ts';

/** A room that a text tells of by its numbers, and where the text says that it lies. */
export interface ToldRoom extends ToldPlace {
  /** Building, unit and room by dashes, 5-2-301; 5-301 where no unit is told. */
  readonly key: string;
  /** The same in words: 5栋2单元301. */
  readonly label: string;
}

const DASHES = /[‐‑‒–—―−﹣]+|-{2,}/gu;
const NUMERAL = `[0-9${HAN_NUMERALS}]`;
const numberOf = (name: string, digits: number, numerals: number) =>
  `(?<${name}>[0-9]{1,${digits}}|[${HAN_NUMERALS}]{1,${numerals}})`;
const BUILDING = `(?<building>[A-Za-z]?[0-9]{1,3}|[A-Za-z]|[${HAN_NUMERALS}]{1,5})`;
const FLOOR = `(?:${NUMERAL}{1,3}[楼层]-?)?`;
/** Not within a longer number, a code or a decimal. */
const BEFORE = `(?<![0-9A-Za-z${HAN_NUMERALS}.-])`;
const AFTER = `(?![0-9A-Za-z${HAN_NUMERALS}]|[.-][0-9])`;
const ROOM = `${numberOf('room', 4, 6)}(?<suffix>室|号(?!楼)|户|房)?${AFTER}`;

/**
 * 5栋2单元301室, 五号楼二单元三零一, 5#-2-301, 5-2单元301, 5栋301; and 5-2-301, which may as well be a part of a number of
 * another kind.
 */
const TOLD = new RegExp(
  `${BEFORE}${BUILDING} ?(?:(?<kind>栋|幢|座|号楼|#楼?|号|楼) ?-?|-) ?` +
    `(?:${numberOf('unit', 2, 3)} ?(?:(?<unitKind>单元) ?-?|-) ?)?${FLOOR}${ROOM}`,
  'gu',
);

const OTHER_NUMBER = /(?:编号|文号|单号|证号|案号|账号|号码|电话|手机|合同|发票|第)[:为是]? ?$/u;
/** What a number is counted or measured in after which it is no room. */
const MEASURE = /^ ?(?:多|余|来|几|元|块|万|千|亿|角|平|米|度|年|%|％)/u;
/** Without a unit it may be how many there are: 3栋120户. */
const COUNT = /^ ?(?:户|家|人|名|套|间|个|栋|幢|天|次)/u;
/** Such as a building alone stands for: 号 and 楼 are also house numbers and floors. */
const BUILDING_KINDS: ReadonlySet<string> = new Set(['栋', '幢', '座', '号楼', '#', '#楼']);
const LEAST_BARE_ROOM = 3;

/**
 * The rooms that a text tells of, each once. Prices, dates, telephone numbers and numbers of documents are none.
 * @param estates names of the estates that are known, by which one is found that is not called 小区 or 家园
 */
export function toldRooms(text: string, estates: readonly string[] = []): readonly ToldRoom[] {
  const plain = normaliseText(text).replace(DASHES, '-');
  const known = estates.map(normaliseText);
  const rooms = new Map<string, ToldRoom>();
  for (const match of matchesIn(plain)) {
    const room = roomOf(match, plain);
    const place = toldPlaceAt(plain, match.index, known);
    if (room !== null) rooms.set(JSON.stringify([room.key, Object.values(place)]), { ...room, ...place });
  }
  return [...rooms.values()];
}

/** Also those that begin within another one: 5号 may be no building, and the 2栋1单元301 behind it a room. */
function* matchesIn(text: string): Generator<RegExpExecArray> {
  const told = new RegExp(TOLD);
  for (let match = told.exec(text); match !== null; match = told.exec(text)) {
    yield match;
    told.lastIndex = match.index + 1;
  }
}

function roomOf(match: RegExpExecArray, text: string): Pick<ToldRoom, 'key' | 'label'> | null {
  const { building = '', unit, room = '' } = match.groups ?? {};
  if (!isRoom(match, text)) return null;
  const numbers = [building, ...(unit === undefined ? [] : [unit]), room].map(readToldNumber);
  const [first, ...rest] = numbers;
  if (numbers.includes(null)) return null;
  const within = unit === undefined ? '' : `${rest[0]}单元`;
  return { key: numbers.join('-'), label: `${first}栋${within}${rest.at(-1)}` };
}

function isRoom(match: RegExpExecArray, text: string): boolean {
  const { kind, unit, unitKind, room = '', suffix } = match.groups ?? {};
  const worded = kind !== undefined || unitKind !== undefined;
  const rest = text.slice(match.index + match[0].length);
  if (MEASURE.test(rest) || (!worded && OTHER_NUMBER.test(text.slice(0, match.index)))) return false;
  if (unit === undefined && (!BUILDING_KINDS.has(kind ?? '') || suffix === '户' || COUNT.test(rest)))
    return false;
  if (unitKind === undefined && (kind === '号' || kind === '楼')) return false;
  const isShort = (readToldNumber(room) ?? '').length < LEAST_BARE_ROOM;
  return !isShort || (worded && (suffix === '室' || suffix === '房'));
}

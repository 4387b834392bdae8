import { ID_CHECK_CHARACTERS, ID_WEIGHTS, mayBeNumber, readIdNumber } from '@anju/domain';

const DIGITS = [...'0123456789'];

/** Valid ID numbers one wrong character or one swap of neighbours away from a wrong one: some fifteen. */
export function validNeighbours(id: string): readonly string[] {
  const found = new Set<string>();
  for (const typed of slipsIn(id)) {
    const reading = readIdNumber(typed);
    if (reading.status === 'valid' && reading.id !== id) found.add(reading.id);
  }
  return [...found];
}

/** Nine digits and eight of a number, and the code of its last character, which follows from them. */
export type VisitNumber = (high: number, low: number, last: number) => void;

/**
 * The same of a number given as 15 digits, right or wrong: some hundred, for nothing in them could be wrong but the
 * date and the region. They are reckoned as numbers: made as texts and read again they take five times as long.
 */
export function eachNeighbourOf15(id: string, visit: VisitNumber): void {
  const digits = Array.from(id.slice(0, LENGTH), Number);
  let high = Number(id.slice(0, HIGH));
  let low = Number(id.slice(HIGH, LENGTH));
  let sum = digits.reduce((total, digit, at) => total + digit * (ID_WEIGHTS[at] ?? 0), 0);
  const change = (at: number, by: number) => {
    sum += by * (ID_WEIGHTS[at] ?? 0);
    if (at < HIGH) high += by * 10 ** (HIGH - 1 - at);
    else low += by * 10 ** (LENGTH - 1 - at);
  };
  const show = () => {
    if (mayBeNumber(Math.floor(high / 1000), (high % 1000) * 100_000 + Math.floor(low / 1000)))
      visit(high, low, ID_CHECK_CHARACTERS.charCodeAt(sum % 11));
  };
  for (const [step, at] of OF_15.entries()) {
    const digit = digits[at] ?? 0;
    for (let other = 0; other < 10; other++) {
      if (other === digit) continue;
      change(at, other - digit);
      show();
      change(at, digit - other);
    }
    const beside = OF_15[step + 1];
    const by = (digits[beside ?? at] ?? 0) - digit;
    if (beside === undefined || by === 0) continue;
    change(at, by);
    change(beside, -by);
    show();
    change(at, -by);
    change(beside, by);
  }
}

/** Places of 17 digits where those of the 15 stand: all but the century. */
const OF_15 = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const LENGTH = 17;
const HIGH = 9;

/** Every text one other digit or one swap of neighbours away; an X may stand at the end too. */
function* slipsIn(id: string): Generator<string> {
  for (let at = 0; at < id.length; at++) {
    const head = id.slice(0, at);
    const tail = id.slice(at + 1);
    for (const digit of DIGITS) yield head + digit + tail;
    if (at < id.length - 1) yield head + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
    else yield `${head}X`;
  }
}

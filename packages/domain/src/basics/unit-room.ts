/**
 * The tables by which estates and rooms are brought into one form. The comparison in the database is made of the same
 * ones, so that both sides know a unit by one text.
 */
export const UNIT_TEXT = {
  /** Each character of `from` is the one of `to` at its place. */
  from: '０１２３４５６７８９－（）＃　\u00A0ＡＢＣＤＥＦ',
  to: '0123456789-()#  ABCDEF',
  /** Only what RE2 and JavaScript read alike. */
  blank: '[ \\t\\n\\f\\r]',
  // 5号楼1单元101室, 5栋-1-101 and 5-1-101 are one unit.
  between: '(?:号楼|单元|[栋幢座室层号楼门#/\\\\、，,.·_—–~-])+',
  leadingZeros: '(^|-)0+([0-9])',
} as const;

const TO = new Map([...UNIT_TEXT.from].map((character, at) => [character, [...UNIT_TEXT.to][at] ?? '']));
const FROM = new RegExp(`[${UNIT_TEXT.from}]`, 'gu');
const BLANK = new RegExp(UNIT_TEXT.blank, 'gu');
const BETWEEN = new RegExp(UNIT_TEXT.between, 'gu');
const LEADING_ZEROS = new RegExp(UNIT_TEXT.leadingZeros, 'gu');

// Nearly every text is in its form already, of a million.
const PLAIN_ESTATE = /^[\u4E00-\u9FFF0-9a-z]+$/;
const PLAIN_ROOM = /^[1-9][0-9]*(?:-[1-9][0-9]*)*$/;

/** An estate in the form in which units are compared; empty for a blank one. */
export function normaliseEstate(text: string): string {
  if (PLAIN_ESTATE.test(text)) return text;
  return text
    .replace(FROM, (character) => TO.get(character) ?? character)
    .replace(BLANK, '')
    .toLowerCase();
}

/** A room, a building or a stair in the form in which units are compared: 3栋01单元101室 is 3-1-101. */
export function normaliseRoom(text: string): string {
  if (PLAIN_ROOM.test(text)) return text;
  return normaliseEstate(text)
    .replace(BETWEEN, '-')
    .replace(/^-+|-+$/gu, '')
    .replace(LEADING_ZEROS, '$1$2');
}

export interface RoomParts {
  readonly building: string | null;
  readonly stair: string | null;
  readonly room: string | null;
}

/**
 * One room text of the columns 楼栋, 单元 and 房号. A room that repeats what stands before it is taken as it is; without
 * building and stair the room stays as written. Null without a room: a building is no unit.
 */
export function composeRoom({ building, stair, room }: RoomParts): string | null {
  if (room === null) return null;
  const parts = [building, stair]
    .flatMap((part) => (part === null ? [] : [normaliseRoom(part)]))
    .filter(Boolean);
  const whole = parts.join('-');
  const last = normaliseRoom(room);
  if (whole === '' || last === '' || last.startsWith(`${whole}-`)) return room;
  const [first, second] = parts;
  return second !== undefined && last.startsWith(`${second}-`) ? `${first}-${last}` : `${whole}-${last}`;
}

/** Estate and room in the form in which units are compared; null where either is blank. */
export function unitKey(unit: {
  readonly estate: string | null;
  readonly room: string | null;
}): string | null {
  if (unit.estate === null || unit.room === null) return null;
  const estate = normaliseEstate(unit.estate);
  const room = normaliseRoom(unit.room);
  return estate === '' || room === '' ? null : `${estate}|${room}`;
}

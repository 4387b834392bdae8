import { composeRoom, type FieldValue } from '@anju/domain';

/** The room of a roster's row, made of 楼栋, 单元 and 房号 where they stand apart. */
export function roomOf(values: Readonly<Record<string, FieldValue>>): string | null {
  const part = (key: 'building' | 'stair' | 'room') => {
    const value = values[key];
    return typeof value === 'string' ? value : null;
  };
  return composeRoom({ building: part('building'), stair: part('stair'), room: part('room') });
}

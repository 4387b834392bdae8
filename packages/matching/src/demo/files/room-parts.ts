/** 15-1-101 as it stands in columns 楼栋, 单元 and 房号. */
export function roomParts(room: string) {
  const [building = '', stair = '', door = ''] = room.split('-');
  return { building: `${building}栋`, stair: `${stair}单元`, door };
}

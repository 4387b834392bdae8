import { compareDates, findCrossings, maskIdNumber } from '@anju/domain';
import type { RosterHousehold, RowPlace } from '@anju/matching';
import type { RefusedRow } from '../intake/index.ts';

type Remark = Pick<RefusedRow, 'field' | 'value' | 'reason' | 'remedy'>;

const at = ({ sheet, row }: RowPlace, remark: Remark): RefusedRow => ({
  sheet,
  row,
  ...remark,
  extent: 'remark',
});

/** What is loaded as it stands, but can't be right: a person should look at it. */
export function remarksOn(households: readonly RosterHousehold[]): readonly RefusedRow[] {
  const present = households.filter(({ exitedOn }) => exitedOn === null);
  const crossings = findCrossings(present);
  return households.flatMap((household) => [
    ...wrongNumbers(household),
    ...wrongTerm(household),
    ...(crossings.get(household.code) ?? []).map((crossing) => {
      const other = `${crossing.otherHousehold}（第 ${crossing.otherLineage.row} 行）`;
      if (crossing.kind === 'same-unit')
        return at(household.place, {
          field: '房号',
          value: `${household.tenancy.estate ?? ''} ${household.tenancy.room ?? ''}`.trim(),
          reason: `与户编号 ${other} 登记在同一套房`,
          remedy: '核对房号和租期，登记错的改正后重新导入',
        });
      const position = household.members.findIndex(({ key }) => key === crossing.memberKey);
      return at(household.memberPlaces[position] ?? household.place, {
        field: '身份证号',
        value: maskIdNumber(household.members[position]?.idNumber ?? ''),
        reason: `同一身份证号也登记在户编号 ${other}`,
        remedy: '核对此人属于哪一户，登记错的改正后重新导入',
      });
    }),
  ]);
}

function wrongNumbers({ members, memberPlaces, place }: RosterHousehold): readonly RefusedRow[] {
  return members.flatMap(({ idStatus, idNumber }, position) =>
    idStatus === 'invalid'
      ? [
          at(memberPlaces[position] ?? place, {
            field: '身份证号',
            value: maskIdNumber(idNumber),
            reason: '身份证号未通过校验（日期或最后一位不对），可能录入有误',
            remedy: '对照证件核对，有误的改正后重新导入',
          }),
        ]
      : [],
  );
}

function wrongTerm({ tenancy: { startDate, endDate }, place }: RosterHousehold): readonly RefusedRow[] {
  if (startDate === null || endDate === null || compareDates(startDate, endDate) <= 0) return [];
  return [
    at(place, {
      field: '到期日期',
      value: endDate,
      reason: `到期日期早于起租日期 ${startDate}`,
      remedy: '对照合同核对，有误的改正后重新导入',
    }),
  ];
}

import { clear, defineRule, failed, incomparable } from '../define-rule.ts';
import type { Crossing } from '../types.ts';

/** The same estate and room in two households with tenancies that share a day; see `findCrossings`. */
export const doubleAllocated = defineRule({
  code: 'unit.double-allocated',
  section: 'tenancy',
  prepare() {
    const alone = clear('该套住房未分配给其他家庭');
    return {
      judge({ household, crossings }) {
        const { estate, room } = household.tenancy;
        if (estate === null || room === null) return [];
        const same = crossings.filter(isSameUnit);
        if (same.length === 0) return alone;
        const sure = same.filter((crossing) => crossing.overlaps === true);
        const shown = sure.length > 0 ? sure : same;
        const others = shown.map((crossing) => crossing.otherHousehold);
        const evidence = { estate, room, otherHouseholds: others };
        const lineage = [household.lineage, ...shown.map((crossing) => crossing.otherLineage)];
        if (sure.length === 0) {
          return incomparable(
            `${estate}${room}另有家庭（户编号${others.join('、')}）在册，起租日期不全`,
            evidence,
            { lineage },
          );
        }
        return [
          {
            ...failed(
              {
                memberKey: null,
                confidence: 'exact',
                reason: `${estate}${room}同时分配给户编号${others.join('、')}的家庭`,
                evidence,
              },
              [],
            ),
            lineage,
          },
        ];
      },
    };
  },
});

function isSameUnit(crossing: Crossing): crossing is Extract<Crossing, { kind: 'same-unit' }> {
  return crossing.kind === 'same-unit';
}

import type { CalendarDate } from '../../basics/calendar-date.ts';
import { missingOf, missingText } from '../availability.ts';
import { hasBegun, hasCome } from '../days-of.ts';
import { clear, defineRule, failed, incomparable, lacking, type Verdict } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { hitsIn, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';
import { squareMetres } from '../wording.ts';
import { addressKey, isDwelling, isGone } from './housing-facts.ts';

const NEEDS = ['presale'] as const;
const WITHDRAWN = /注销|撤销|退房|解除|作废|取消|失效|终止/u;

/**
 * A sale contract of a dwelling (or of a use not given), signed by the as-of date, not withdrawn, and not yet in the
 * real-estate register under the same address: a registered one is judged by `housing.owned`. Without that register
 * nobody knows whether it is registered: 不可比.
 */
export const housingSigned = defineRule({
  code: 'housing.signed',
  section: 'admission.housing',
  needs: NEEDS,
  uses: ['real-estate'],
  prepare(basis) {
    const { asOf } = basis;
    const nothing = lacking(basis, NEEDS) ?? clear('家庭成员无未登记的网签购房');
    const unregistered = missingOf(basis, ['real-estate']);
    const noRegistrations = `${missingText(basis, unregistered)}，无法判断网签住房是否已登记`;
    return {
      nothing,
      judge(family) {
        const { counted, unclear } = sift(hitsIn(family, 'presale'), (hit) => {
          if (isDwelling(textIn(hit.values, 'usage')) === false) return false;
          const stands = contractStands(hit, asOf);
          const registered = isRegistered(family, hit, asOf);
          if (stands === false || registered === true) return false;
          return stands === null || registered === null ? null : true;
        });
        if (unregistered.length > 0 && counted.length > 0)
          return incomparable(noRegistrations, { missing: unregistered }, { hits: counted });
        const found = failEachMember(family, counted, (memberKey, hits, confidence): Verdict => {
          const [hit] = hits;
          const area = hit ? numberIn(hit.values, 'floorAreaCm2') : null;
          const signedOn = hit ? textIn(hit.values, 'signedOn') : null;
          return failed(
            {
              memberKey,
              confidence,
              reason: `成员${signedOn === null ? '' : `于${signedOn}`}网签购房${hits.length}套${area === null ? '' : `，建筑面积${squareMetres(area)}`}，尚未办理不动产登记`,
              evidence: {
                contracts: hits.map(({ values }) => ({
                  contractNo: textIn(values, 'contractNo'),
                  floorAreaCm2: numberIn(values, 'floorAreaCm2'),
                  signedOn: textIn(values, 'signedOn'),
                })),
              },
            },
            hits,
          );
        });
        const said = withUnclear(found, unclear, '网签合同的签订、注销日期或同址登记的注销日期无法判断');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

/** Signed by that day and not withdrawn. */
export function contractStands(hit: Hit, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  if (status !== null && WITHDRAWN.test(status)) return false;
  const cancelled = hasCome(hit, 'cancelledOn', asOf);
  const signed = hasBegun(hit, 'signedOn', asOf);
  if (cancelled === true || signed === false) return false;
  return cancelled === null || signed === null ? null : true;
}

function isRegistered(family: Family, contract: Hit, asOf: CalendarDate): boolean | null {
  const address = addressKey(contract);
  if (address === null) return false;
  const gone = hitsIn(family, 'real-estate')
    .filter((hit) => addressKey(hit) === address)
    .map((hit) => isGone(hit, asOf));
  if (gone.includes(false)) return true;
  return gone.includes(null) ? null : false;
}

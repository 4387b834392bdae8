import type { CalendarDate } from '../../basics/calendar-date.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, lacking, passed, type Verdict } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { dateIn, hitsIn, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';
import { squareMetres } from '../wording.ts';
import { addressKey, isDwelling, isGone } from './housing-facts.ts';

const NEEDS = ['presale'] as const;
const WITHDRAWN = /注销|撤销|退房|解除|作废|取消|失效|终止/u;

/**
 * A sale contract of a dwelling (or of a use not given), signed by the as-of date, not withdrawn, and not yet in the
 * real-estate register under the same address: a registered one is judged by `housing.owned`.
 */
export const housingSigned = defineRule({
  code: 'housing.signed',
  section: 'admission.housing',
  needs: NEEDS,
  uses: ['real-estate'],
  judge(family, _pack, asOf) {
    const contracts = hitsIn(family, 'presale').filter(
      (hit) =>
        contractStands(hit, asOf) &&
        isDwelling(textIn(hit.values, 'usage')) !== false &&
        !isRegistered(family, hit, asOf),
    );
    const found = failEachMember(family, contracts, (memberKey, hits, confidence): Verdict => {
      const [hit] = hits;
      const area = hit ? numberIn(hit.values, 'floorAreaCm2') : null;
      const signedOn = hit ? dateIn(hit.values, 'signedOn') : null;
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员${signedOn === null ? '' : `于${signedOn}`}网签购房${hits.length}套${area === null ? '' : `，建筑面积${squareMetres(area)}`}，尚未办理不动产登记`,
          evidence: {
            contracts: hits.map(({ values }) => ({
              contractNo: textIn(values, 'contractNo'),
              floorAreaCm2: numberIn(values, 'floorAreaCm2'),
              signedOn: dateIn(values, 'signedOn'),
            })),
          },
        },
        hits,
      );
    });
    if (found.length > 0) return found;
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('家庭成员无未登记的网签购房');
  },
});

/** Signed by that day and not withdrawn. */
export function contractStands(hit: Hit, asOf: CalendarDate): boolean {
  const status = textIn(hit.values, 'status');
  if (status !== null && WITHDRAWN.test(status)) return false;
  const cancelledOn = dateIn(hit.values, 'cancelledOn');
  if (cancelledOn !== null && cancelledOn <= asOf) return false;
  const signedOn = dateIn(hit.values, 'signedOn');
  return signedOn === null || signedOn <= asOf;
}

function isRegistered(family: Family, contract: Hit, asOf: CalendarDate): boolean {
  const address = addressKey(contract);
  if (address === null) return false;
  return hitsIn(family, 'real-estate').some((hit) => !isGone(hit, asOf) && addressKey(hit) === address);
}

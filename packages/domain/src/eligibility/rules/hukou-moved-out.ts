import type { CalendarDate } from '../../basics/calendar-date.ts';
import { PROVINCES } from '../../basics/region.ts';
import { daysOf, hasBegun } from '../days-of.ts';
import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { placesSeenFrom } from '../place-of.ts';
import { hitsIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['hukou'] as const;
const LEFT = /(?<!未)(?:迁出|迁往|外迁|移出|转出)/u;
const STAYED = /^(?:正常|在册|在籍|有效|常住|健在|未注销|未迁出|未变动)/u;
const NO_MOVE = /死亡|出生|更正|变更|迁入|落户|入户/u;

/**
 * The member's newest entry says that the registration left the county; a move to a place within it is none. Without
 * a status column a registration in another county says the same. Somebody who was always registered elsewhere
 * (status 正常) did not leave. A destination given by a name that can't be placed is 不可比, and so is a registration
 * in another county with a status that says neither.
 */
export const hukouMovedOut = defineRule({
  code: 'hukou.moved-out',
  section: 'admission.hukou',
  needs: NEEDS,
  prepare(basis) {
    const { pack, asOf } = basis;
    const placeOf = placesSeenFrom(pack);
    const nothing = lacking(basis, NEEDS) ?? clear('家庭成员户籍未迁出');
    return {
      nothing,
      judge(family) {
        const { counted, unclear } = sift(newestEntries(family, asOf), (hit) => {
          const left = hasLeft(hit, placeOf);
          return left === true ? hasBegun(hit, 'changedOn', asOf) : left;
        });
        const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
          const [hit] = hits;
          const on = hit ? textIn(hit.values, 'changedOn') : null;
          const region = hit ? textIn(hit.values, 'region') : null;
          return failed(
            {
              memberKey,
              confidence,
              reason: `成员户籍${on === null ? '' : `于${on}`}已迁出本县（市）${region === null ? '' : `，现户籍地：${placeName(region)}`}`,
              evidence: {
                changedOn: on,
                region,
                county: pack.region,
                status: hit ? textIn(hit.values, 'status') : null,
              },
            },
            hits,
          );
        });
        const said = withUnclear(found, unclear, '户籍变动的类型、日期或去向无法判断是否迁出本县');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

/** 甘肃省（区划代码620102), or what stands there where it is no code. */
function placeName(region: string): string {
  const province = /^\d{6,12}$/.test(region) ? PROVINCES.get(region.slice(0, 2)) : undefined;
  return province === undefined ? region : `${province}（区划代码${region}）`;
}

function newestEntries(family: Family, asOf: CalendarDate): readonly Hit[] {
  const entries = hitsIn(family, 'hukou').filter((hit) => hasBegun(hit, 'changedOn', asOf) !== false);
  if (entries.length < 2) return entries;
  return entries.filter(
    (hit) => !entries.some((other) => other.memberKey === hit.memberKey && isLater(other, hit)),
  );
}

const daysOfEntry = (hit: Hit) => daysOf(hit, 'changedOn') ?? daysOf(hit, 'movedInOn');

function isLater(one: Hit, than: Hit): boolean {
  const days = daysOfEntry(one);
  return days !== null && days.first > (daysOfEntry(than)?.last ?? '');
}

function hasLeft(hit: Hit, placeOf: ReturnType<typeof placesSeenFrom>): boolean | null {
  const status = textIn(hit.values, 'status');
  const region = placeOf(textIn(hit.values, 'region'));
  if (status === null) return region === null ? null : region === 'outside';
  if (STAYED.test(status)) return false;
  if (!LEFT.test(status)) {
    // 购房迁移, 投靠亲属: why, not whither.
    if (region === 'outside') return null;
    return region === 'within' || NO_MOVE.test(status) ? false : null;
  }
  const movedTo = textIn(hit.values, 'movedTo');
  if (movedTo === null) return true;
  const destination = placeOf(movedTo);
  if (destination !== null) return destination === 'outside';
  return region === 'outside' ? true : null;
}

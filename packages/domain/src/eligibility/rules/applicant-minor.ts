import { ageOn } from '../../basics/calendar-date.ts';
import { minimumAge } from '../../policies/index.ts';
import { defineRule, incomparable, passed } from '../define-rule.ts';
import { tenantOf } from '../read-values.ts';

/** The tenant's age on the as-of date against the minimum; a person living alone may have a higher one. */
export const applicantMinor = defineRule({
  code: 'applicant.minor',
  section: 'admission.minimumAge',
  prepare({ pack, asOf }) {
    const minimumOf = { alone: minimumAge(pack, true), together: minimumAge(pack, false) };
    if (minimumOf.alone === null && minimumOf.together === null) return null;
    return {
      judge(family) {
        const minimum = family.household.members.length === 1 ? minimumOf.alone : minimumOf.together;
        if (minimum === null) return [];
        const tenant = tenantOf(family);
        if (tenant === null) {
          return incomparable('花名册未注明承租人', {}, { lineage: [family.household.lineage] });
        }
        const { birthDate } = tenant;
        const about = { memberKey: tenant.key, lineage: [tenant.lineage] };
        if (birthDate === null) return incomparable('承租人出生日期无法识别', {}, about);
        const age = ageOn(birthDate, asOf);
        const evidence = { value: age, limit: minimum, inclusive: true, birthDate, asOf };
        if (age >= minimum) return passed('承租人已达到规定年龄', evidence);
        return [
          {
            status: 'fail',
            ...about,
            confidence: 'exact',
            reason: `承租人${birthDate}出生，截至${asOf}为${age}周岁，未满${minimum}周岁`,
            evidence,
            facts: { limit: minimum, birthDate },
          },
        ];
      },
    };
  },
});

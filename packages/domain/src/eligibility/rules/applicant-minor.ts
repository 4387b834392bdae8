import { ageOn } from '../../basics/calendar-date.ts';
import { minimumAge } from '../../policies/index.ts';
import { defineRule, incomparable, passed } from '../define-rule.ts';
import { tenantOf } from '../read-values.ts';

/** The tenant's age on the as-of date against the minimum; a person living alone may have a higher one. */
export const applicantMinor = defineRule({
  code: 'applicant.minor',
  section: 'admission.minimumAge',
  judge(family, pack, asOf) {
    const minimum = minimumAge(pack, family.household.members.length === 1);
    if (minimum === null) return [];
    const tenant = tenantOf(family);
    if (tenant === null) {
      return incomparable('花名册未注明承租人', {}, { lineage: [family.household.lineage] });
    }
    const about = { memberKey: tenant.key, lineage: [tenant.lineage] };
    if (tenant.birthDate === null) return incomparable('承租人出生日期无法识别', {}, about);
    const age = ageOn(tenant.birthDate, asOf);
    const evidence = { value: age, limit: minimum, inclusive: true, birthDate: tenant.birthDate, asOf };
    if (age >= minimum) return passed('承租人已达到规定年龄', evidence);
    return [
      {
        status: 'fail',
        memberKey: tenant.key,
        confidence: 'exact',
        reason: `承租人${tenant.birthDate}出生，截至${asOf}为${age}周岁，未满${minimum}周岁`,
        evidence,
        facts: { limit: minimum, birthDate: tenant.birthDate },
        lineage: [tenant.lineage],
      },
    ];
  },
});

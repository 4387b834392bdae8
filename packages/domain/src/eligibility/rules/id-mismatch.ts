import { maskName } from '../../basics/mask.ts';
import { clear, defineRule, failed } from '../define-rule.ts';
import { isMismatch } from '../trust.ts';
import type { Hit } from '../types.ts';

/**
 * A register holds the member's very ID number under another name (spaces, dots and rare characters made alike).
 * Such hits count for other rules as probable only; see `trustOf`.
 */
export const idMismatch = defineRule({
  code: 'id.mismatch',
  section: 'admission',
  prepare() {
    const alike = clear('各登记中的姓名与花名册一致');
    return {
      judge(family) {
        const odd = family.hits.filter((hit) => isMismatch(family, hit));
        if (odd.length === 0) return alike;
        const byMember = new Map<string | null, Hit[]>();
        for (const hit of odd) {
          const own = byMember.get(hit.memberKey);
          if (own === undefined) byMember.set(hit.memberKey, [hit]);
          else own.push(hit);
        }
        return [...byMember].map(([memberKey, hits]) =>
          failed(
            {
              memberKey,
              confidence: 'exact',
              reason: `成员的身份证号在其他登记中对应另一姓名（${[...new Set(hits.map((hit) => maskName(hit.registeredName ?? '')))].join('、')}），请核对证件`,
              evidence: {
                registered: hits.map((hit) => ({
                  register: hit.register,
                  name: maskName(hit.registeredName ?? ''),
                })),
              },
            },
            hits,
          ),
        );
      },
    };
  },
});

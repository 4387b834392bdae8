import { type RegionCode, readRegionCode } from '../basics/region.ts';
import { err, ok, type Result } from '../basics/result.ts';
import { admission } from './admission-schema.ts';
import { date, object, optional, type Reader, record, required, text } from './json-reader.ts';
import { findConflicts } from './policy-conflicts.ts';
import type { PolicyFault } from './policy-fault.ts';
import type { DisposableIncome, PolicyPack } from './policy-pack.ts';
import {
  penalties,
  publicity,
  rent,
  reviewChain,
  rural,
  tenancy,
  transition,
  waitlist,
} from './procedure-schema.ts';
import { largeYuan, sectionFields } from './section-schema.ts';

const region: Reader<RegionCode> = (json, path, faults) => {
  const code = typeof json === 'string' ? readRegionCode(json) : null;
  if (code !== null) return code;
  const remedy = '请写带引号的 2、4、6、9 或 12 位数字，如 "652301"';
  faults.push({ code: 'format', path, message: '不是行政区划代码', remedy });
  return undefined;
};

const policyPack = object<PolicyPack>({
  ...sectionFields,
  region: required(region),
  title: required(text),
  documentNo: required(text),
  effectiveFrom: required(date),
  effectiveTo: optional(date),
  issuer: optional(text),
  disposableIncome: optional(
    object<DisposableIncome>({
      ...sectionFields,
      byYear: required(record(/^(?:19|20)\d{2}$/, '四位年份', largeYuan)),
    }),
  ),
  admission: required(admission),
  tenancy: optional(tenancy),
  rent: optional(rent),
  transition: optional(transition),
  publicity: optional(publicity),
  reviewChain: optional(reviewChain),
  waitlist: optional(waitlist),
  penalties: optional(penalties),
  rural: optional(rural),
});

/**
 * Checks a pack from JSON: every key's place, type and range, unknown keys (a misspelt limit would otherwise not
 * apply), and what contradicts each other. All faults at once, each with its path.
 */
export function readPolicyPack(json: unknown): Result<PolicyPack, readonly PolicyFault[]> {
  const faults: PolicyFault[] = [];
  const pack = policyPack(json, '', faults);
  if (faults.length > 0 || pack === undefined) return err(faults);
  const conflicts = findConflicts(pack);
  return conflicts.length > 0 ? err(conflicts) : ok(pack);
}

import type { Fault } from '@anju/official-forms';
import type { Tx } from '../../../platform/postgres/database.ts';
import { checkForm } from '../check-report.ts';
import { type AssembleDeps, settingOf, untrueCluesOf } from '../compute-report.ts';
import { faultsBetweenJoined } from '../faults-between.ts';
import { formOf, optionsOf } from '../form-of.ts';
import { countedTwice } from './counted-twice.ts';
import type { RollUp } from './rolled-up.ts';

/** What the checks within and across the forms say of the counties' forms put together; `parts` is said of those first. */
export async function rollUpFaults(
  tx: Tx,
  deps: AssembleDeps,
  of: { readonly scope: string; readonly county: string; readonly period: string },
  joined: RollUp,
  parts: readonly Fault[] = [],
): Promise<readonly Fault[]> {
  const between = [
    ...countedOtherwise(joined),
    ...(await countedTwice(tx, of.county, joined)),
    ...(await faultsBetweenJoined(tx, deps, of, joined)),
  ];
  const options = { ...optionsOf(joined.campaign, joined.code), joined: true };
  return checkForm(formOf(joined.code), joined.data, options, [...parts, ...between]);
}

/** Counties that sent F4 before the campaign changed whether it counts clues concluded untrue. */
function countedOtherwise({ campaign, code, included }: RollUp): readonly Fault[] {
  const setting = code === 'F4' ? settingOf(campaign, code) : null;
  if (setting === null) return [];
  return included.flatMap(({ name, untrueClues }): readonly Fault[] =>
    untrueClues === null || untrueClues === untrueCluesOf(setting)
      ? []
      : [
          {
            code: 'counted-otherwise',
            message: `${name}的表${untrueClues === 'counted' ? '计入' : '没有计入'}不属实的线索，与现在的口径不同。请退回重报，或写明原因。`,
          },
        ],
  );
}

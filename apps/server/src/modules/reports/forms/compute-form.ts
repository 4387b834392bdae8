import { computeF1 } from './compute-f1.ts';
import { computeF2 } from './compute-f2.ts';
import { computeF3 } from './compute-f3.ts';
import { computeF4 } from './compute-f4.ts';
import { computeF5 } from './compute-f5.ts';
import { computeF6 } from './compute-f6.ts';
import type { ComputedForm, FormContext } from './form-scope.ts';

/** Any form of a campaign, county and period from the records as they stand. */
export function computeForm(context: FormContext): Promise<ComputedForm> {
  switch (context.setting.form) {
    case 'F1':
      return computeF1(context);
    case 'F2':
      return computeF2(context);
    case 'F3':
      return computeF3(context);
    case 'F4':
      return computeF4(context);
    case 'F5':
      return computeF5(context);
    case 'F6':
      return computeF6(context);
  }
}

import type { Form } from './engine/form.ts';
import type { F1Data } from './f1/data.ts';
import { F1 } from './f1/form.ts';
import type { F2Data } from './f2/data.ts';
import { F2 } from './f2/form.ts';
import type { F3Data } from './f3/data.ts';
import { F3 } from './f3/form.ts';
import type { F4Data } from './f4/data.ts';
import { F4 } from './f4/form.ts';
import type { F5Data } from './f5/data.ts';
import { F5 } from './f5/form.ts';
import { F6, type F6Data } from './f6/form.ts';

/** The typed data of each form. */
export interface FormData {
  readonly F1: F1Data;
  readonly F2: F2Data;
  readonly F3: F3Data;
  readonly F4: F4Data;
  readonly F5: F5Data;
  readonly F6: F6Data;
}

/** Every official form by its code. */
export const FORMS: { readonly [Code in keyof FormData]: Form<FormData[Code]> } = { F1, F2, F3, F4, F5, F6 };

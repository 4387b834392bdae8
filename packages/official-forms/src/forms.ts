import { F3 } from './f3/form.ts';

/** Every official form by its code. */
export const FORMS = { F3 } as const;

import type { z } from 'zod';

/** A body whose fields are all optional, of which at least one must be there. */
export const someChange = <Body extends z.ZodObject>(body: Body): Body =>
  body.refine((given) => Object.keys(given).length > 0, '至少要改一项');

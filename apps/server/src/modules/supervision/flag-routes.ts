import { FLAG_RULES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook, wholeList } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { type FoundFlag, findFlags, keyOf } from './find-flags.ts';

const CODE = z.enum(FLAG_RULES.map(({ code }) => code));
const FLAG = z.object({
  code: CODE,
  title: z.string(),
  why: z.string(),
  advice: z.string(),
  at: z.iso.datetime(),
  countyName: z.string(),
  campaignId: z.uuid(),
  campaignTitle: z.string(),
  figures: z.array(z.object({ label: z.string(), value: z.string() })),
  problems: z.array(z.object({ id: z.uuid(), number: z.string() })),
  /** To be laid beside each other; `number` is the problem's. */
  papers: z.array(z.object({ id: z.uuid(), name: z.string(), number: z.string() })),
});
const FILTER = {
  campaign: z.uuid().optional(),
  code: CODE.optional(),
  problem: z.uuid().optional(),
  county: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
};
type Query = { [K in keyof typeof FILTER]?: z.infer<(typeof FILTER)[K]> };

function chosen(flags: readonly FoundFlag[], query: Query): readonly FoundFlag[] {
  return flags.filter(
    (flag) =>
      (query.code === undefined || flag.code === query.code) &&
      (query.county === undefined || flag.county === query.county) &&
      (query.problem === undefined || flag.problems.some(({ id }) => id === query.problem)),
  );
}

function present(flag: FoundFlag): z.infer<typeof FLAG> {
  return {
    code: flag.code,
    title: flag.title,
    why: flag.why,
    advice: flag.advice,
    at: new Date(flag.at).toISOString(),
    countyName: flag.countyName,
    campaignId: flag.campaignId,
    campaignTitle: flag.campaignTitle,
    figures: [...flag.figures],
    problems: [...flag.problems],
    papers: [...(flag.papers ?? [])],
  };
}

const COLUMNS = [
  ['县市', 12, (flag: FoundFlag) => flag.countyName],
  ['专项整治', 28, (flag: FoundFlag) => flag.campaignTitle],
  ['疑似情形', 20, (flag: FoundFlag) => flag.title],
  ['理由', 60, (flag: FoundFlag) => flag.why],
  ['数据', 60, (flag: FoundFlag) => flag.figures.map(({ label, value }) => `${label} ${value}`).join('；')],
  ['问题', 60, (flag: FoundFlag) => flag.problems.map(({ number }) => number).join('、')],
] as const;

/** 疑似虚假整改: computed from the ledger whenever it is asked, so that nobody can strike one out. */
export function flagRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/supervision/flags',
    {
      schema: {
        summary: '疑似虚假整改',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(FLAG) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...query } = request.query;
        const flags = chosen(await findFlags(tx, request.actor, query), query);
        const after = decodeCursor(cursor);
        const start = after === null ? 0 : flags.findIndex((flag) => keyOf(flag) === after.key) + 1;
        const page = flags.slice(start, start + limit);
        const last = page.at(-1);
        const more = last !== undefined && start + limit < flags.length;
        return {
          items: page.map(present),
          nextCursor: encodeCursor(more ? { key: keyOf(last), id: last.campaignId } : null),
          total: flags.length,
        };
      }),
  );

  app.get(
    '/api/supervision/flags/export.xlsx',
    {
      schema: { summary: '导出疑似虚假整改', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '疑似虚假整改',
        act: 'supervision.export',
        columns: COLUMNS,
        ...wholeList(async (tx) => chosen(await findFlags(tx, request.actor, request.query), request.query)),
      }),
  );
}

import {
  DISCIPLINE_LEVELS,
  FORM_LEVELS,
  type MeasureFault,
  ORGANISATIONAL_MEASURES,
  PARTY_SANCTIONS,
  SANCTIONS,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput, notFound, type Problem } from '../../platform/problem.ts';
import { FLAG, MONTH } from './inputs.ts';
import { countPersons, listPersons, MEASURES, type PersonRow, readPerson } from './person-store.ts';
import { PERSON, presentPerson } from './present-person.ts';
import { type PersonRefusal, previewPerson, recordPerson } from './record-person.ts';

const FORM = z.enum(['first', 'second', 'third', 'fourth']);
const FORM_LEVEL = z.enum(FORM_LEVELS.map(({ key }) => key));
const FILTER = {
  campaign: z.uuid().optional(),
  month: MONTH.optional(),
  measure: z.enum(MEASURES).optional(),
  form: FORM.optional(),
  formLevel: FORM_LEVEL.optional(),
  problem: z.uuid().optional(),
  withdrawn: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
};

const INPUT = z.object({
  caseKind: z.enum(['problem', 'clue']),
  caseId: z.uuid(),
  name: z.string().trim().min(1).max(50),
  post: z.string().trim().min(1).max(100),
  idNumber: z.string().trim().max(30).nullable().default(null),
  samePersonAs: z.uuid().nullable().default(null),
  disciplineLevel: z.enum(DISCIPLINE_LEVELS.map(({ key }) => key)),
  formLevel: FORM_LEVEL,
  partyMember: z.boolean(),
  publicServant: z.boolean(),
  partySanction: z.enum(PARTY_SANCTIONS).nullable(),
  administrativeSanction: z.enum(SANCTIONS).nullable(),
  admonished: z.boolean(),
  organisational: z.enum(ORGANISATIONAL_MEASURES).nullable(),
  judicial: z.boolean(),
  form: FORM.nullable(),
  decidedOn: DAY_INPUT,
  documentNo: z.string().trim().max(60),
  decidedBy: z.string().trim().max(60),
});

const FAULT = z.object({
  code: z.string(),
  path: z.string(),
  message: z.string(),
  clause: z.string().nullable(),
});
const PREVIEW = z.object({
  refusals: z.array(FAULT),
  warnings: z.array(FAULT),
  counting: z.string(),
  sameName: z.array(PERSON),
  samePerson: z.array(PERSON),
});
const COUNTS = z.object({
  records: z.number().int(),
  persons: z.number().int(),
  party: z.number().int(),
  administrative: z.number().int(),
  admonished: z.number().int(),
  organisational: z.number().int(),
  judicial: z.number().int(),
});

const withClause = ({ message, clause }: MeasureFault) =>
  clause === null ? message : `${message}（依据：${clause}）`;

function refusalOf(refusal: PersonRefusal): Problem {
  switch (refusal.reason) {
    case 'no-case':
      return invalidInput('没有找到这个问题或线索，或它还没有列入专项整治。请重新选择。', [
        { path: 'caseId', message: '请重新选择' },
      ]);
    case 'no-such-person':
      return invalidInput('没有找到所选的同一人记录。请重新选择。', [
        { path: 'samePersonAs', message: '请重新选择' },
      ]);
    case 'id-number':
      return invalidInput(`证件号不能使用：${refusal.detail}`, [
        { path: 'idNumber', message: refusal.detail },
      ]);
    case 'already-recorded':
      return conflict(
        'already-recorded',
        '这份决定已为此人登记过，没有重复登记。请在列表中查看；如登记有误，先撤回再重新登记。',
      );
    case 'not-lawful':
      return invalidInput(
        refusal.verdict.refusals.map(withClause).join('\n'),
        refusal.verdict.refusals.map((fault) => ({ path: fault.path, message: fault.message })),
      );
  }
}

const COLUMNS = [
  ['县市', 12, (row: PersonRow) => row.county_name],
  ['专项整治', 28, (row: PersonRow) => row.campaign_title],
  ['问题/线索', 18, (row: PersonRow) => row.case_number],
  ['姓名', 12, (row: PersonRow) => row.name],
  ['单位及职务', 24, (row: PersonRow) => row.post],
  ['级别（处分栏）', 14, (row: PersonRow) => presentPerson(row).disciplineLevelLabel],
  ['级别（形态栏）', 14, (row: PersonRow) => presentPerson(row).formLevelLabel],
  ['处分处理', 32, (row: PersonRow) => presentPerson(row).measures],
  ['形态', 12, (row: PersonRow) => presentPerson(row).formLabel ?? ''],
  ['决定日期', 12, (row: PersonRow) => row.decided_on],
  ['决定机关', 20, (row: PersonRow) => row.decided_by],
  ['文号', 20, (row: PersonRow) => row.document_no],
  ['登记人', 12, (row: PersonRow) => row.recorded_by_name],
  ['撤回原因', 24, (row: PersonRow) => row.withdrawn_reason ?? ''],
] as const;

export function personRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/accountability',
    {
      schema: {
        summary: '问责记录',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(PERSON) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const page = await listPersons(tx, request.actor, filter, { after: decodeCursor(cursor), limit });
        const { records } = await countPersons(tx, request.actor, filter);
        return {
          items: page.rows.map(presentPerson),
          nextCursor: encodeCursor(page.next),
          total: records,
        };
      }),
  );

  app.get(
    '/api/accountability/counts',
    {
      schema: {
        summary: '问责人数与人次',
        querystring: z.object(FILTER),
        response: { 200: COUNTS },
      },
      config: { action: 'oversight.read' },
    },
    (request) => request.inScope((tx) => countPersons(tx, request.actor, request.query)),
  );

  app.get(
    '/api/accountability/export.xlsx',
    {
      schema: { summary: '导出问责记录', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '问责记录',
        act: 'accountability.export',
        columns: COLUMNS,
        count: async (tx) => (await countPersons(tx, request.actor, request.query)).records,
        page: (tx, part) => listPersons(tx, request.actor, request.query, part),
      }),
  );

  app.get(
    '/api/accountability/:id',
    {
      schema: { summary: '一条问责记录', params: z.object({ id: z.uuid() }), response: { 200: PERSON } },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const row = await readPerson(tx, request.actor, request.params.id);
        if (row === null) throw notFound('这条问责记录');
        return presentPerson(row);
      }),
  );

  app.post(
    '/api/accountability/preview',
    {
      schema: { summary: '试算问责记录', body: INPUT, response: { 200: PREVIEW } },
      config: { action: 'accountability.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const preview = await previewPerson({ tx, deps, actor: request.actor }, request.body);
        if (preview.status === 'refused') throw refusalOf(preview);
        return {
          refusals: [...preview.verdict.refusals],
          warnings: [...preview.verdict.warnings],
          counting: preview.counting,
          sameName: preview.sameName.map(presentPerson),
          samePerson: preview.samePerson.map(presentPerson),
        };
      }),
  );

  app.post(
    '/api/accountability',
    {
      schema: { summary: '登记问责', body: INPUT, response: { 201: z.object({ id: z.uuid() }) } },
      config: { action: 'accountability.manage' },
    },
    async (request, reply) => {
      const result = await request.inScope(async (tx) => {
        const recorded = await recordPerson({ tx, deps, actor: request.actor }, request.body);
        if (recorded.status === 'refused') throw refusalOf(recorded);
        return recorded;
      });
      return reply.code(201).send({ id: result.id });
    },
  );
}

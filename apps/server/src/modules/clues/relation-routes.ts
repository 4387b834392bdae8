import { KIN } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput, notFound } from '../../platform/problem.ts';
import { refreshBarredUnder } from './barred.ts';
import { ID } from './input.ts';
import { endRelation, insertRelation, listRelations, listStaff, readOfficeName } from './staff-store.ts';

const RELATION = z.object({
  id: z.uuid(),
  userName: z.string(),
  relatedName: z.string(),
  relationLabel: z.string(),
  officeName: z.string().nullable(),
  declaredOn: z.iso.date(),
  declaredByName: z.string(),
  endedOn: z.iso.date().nullable(),
});

/** 亲属回避: who on the staff is whose kin, as declared; clues about the kin are kept from them at once. */
export function relationRoutes(app: App, deps: Deps): void {
  const config = { action: 'relation.manage' } as const;

  app.get(
    '/api/relations',
    {
      schema: {
        summary: '工作人员亲属回避登记',
        response: {
          200: z.object({
            items: z.array(RELATION),
            staff: z.array(z.object({ id: z.uuid(), name: z.string(), of: z.string() })),
          }),
        },
      },
      config,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { county } = request.actor;
        const rows = await listRelations(tx, county);
        return {
          items: rows.map((row) => ({
            id: row.id,
            userName: row.user_name,
            relatedName: row.related_name,
            relationLabel: KIN[row.relation],
            officeName: row.office_name,
            declaredOn: row.declared_on,
            declaredByName: row.declared_by_name,
            endedOn: row.ended_on,
          })),
          staff: (await listStaff(tx, county)).map(({ id, name, organisationName }) => ({
            id,
            name,
            of: organisationName,
          })),
        };
      }),
  );

  app.post(
    '/api/relations',
    {
      schema: {
        summary: '登记亲属回避',
        body: z.object({
          userId: z.uuid(),
          relatedName: z.string().trim().min(2, '请填亲属姓名').max(40),
          relation: z.enum(['spouse', 'parent', 'child', 'sibling', 'in-law', 'other']),
          organisation: z
            .string()
            .regex(/^\d{6,12}$/)
            .nullable()
            .default(null),
          departmentId: z.uuid().nullable().default(null),
        }),
        response: { 201: z.object({ id: z.uuid() }) },
      },
      config,
    },
    async (request, reply) => {
      const { actor, body } = request;
      const id = deps.ids();
      await request.inScope(async (tx) => {
        const { county } = actor;
        if (!(await listStaff(tx, county)).some((person) => person.id === body.userId))
          throw invalidInput('没有这个工作人员。请从列表中选择。', [
            { path: 'userId', message: '没有这个人' },
          ]);
        const { organisation, departmentId } = body;
        const given = organisation !== null || departmentId !== null;
        if (given && (await readOfficeName(tx, county, { organisation, departmentId })) === null)
          throw invalidInput('没有这个单位。请从列表中选择。', [
            { path: 'organisation', message: '没有这个单位' },
          ]);
        await insertRelation(tx, { ...body, county, id, on: deps.clock.today(), byName: actor.name });
        const barred = await refreshBarredUnder(tx, county);
        await recordEvent(tx, {
          county,
          actor,
          act: 'relation.manage',
          subject: { type: 'user', id: body.userId },
          payload: { did: 'declare', relation: body.relation, clues: barred },
          at: deps.clock.now(),
        });
      });
      return reply.code(201).send({ id });
    },
  );

  app.post(
    '/api/relations/:id/end',
    { schema: { summary: '终止亲属回避', params: ID, response: { 204: z.null() } }, config },
    async (request, reply) => {
      const { actor, params } = request;
      await request.inScope(async (tx) => {
        if (!(await endRelation(tx, actor.county, params.id, deps.clock.today())))
          throw notFound('这条亲属登记');
        const barred = await refreshBarredUnder(tx, actor.county);
        await recordEvent(tx, {
          county: actor.county,
          actor,
          act: 'relation.manage',
          subject: { type: 'relation', id: params.id },
          payload: { did: 'end', clues: barred },
          at: deps.clock.now(),
        });
      });
      return reply.code(204).send(null);
    },
  );
}

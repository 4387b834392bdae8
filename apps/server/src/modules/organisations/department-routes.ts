import { REGISTERS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { COUNTY_PART } from '../../platform/http/county-filter.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { countyNames } from './county-store.ts';
import {
  type Department,
  insertDepartment,
  isDepartmentNameTaken,
  listDepartmentsInScope,
  updateDepartment,
} from './department-store.ts';
import { someChange } from './some-change.ts';

const DEPARTMENT = z.object({
  id: z.string(),
  name: z.string(),
  duties: z.string(),
  registers: z.array(z.string()),
  active: z.boolean(),
});
const NAME = z.string().trim().min(2).max(60);
const REGISTER = z.string().refine((kind) => Object.hasOwn(REGISTERS, kind), '没有这种登记数据');

const answer = (department: Department) => ({ ...department, registers: [...department.registers] });

/** The departments inside a county with their duties and the registers they supply. */
export function addDepartmentRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/departments',
    {
      config: { action: 'organisation.read' },
      schema: { response: { 200: z.object({ items: z.array(DEPARTMENT.extend(COUNTY_PART)) }) } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const nameOf = await countyNames(tx, request.actor.scope);
        const departments = await listDepartmentsInScope(tx);
        return {
          items: departments.map((department) => ({
            ...answer(department),
            county: department.county,
            countyName: nameOf(department.county),
          })),
        };
      }),
  );

  app.post(
    '/api/departments',
    {
      config: { action: 'organisation.manage' },
      schema: {
        body: z.object({
          name: NAME,
          duties: z.string().trim().max(200).default(''),
          registers: z.array(REGISTER).max(40).default([]),
        }),
        response: { 201: DEPARTMENT },
      },
    },
    async (request, reply) => {
      const { county } = request.actor;
      const department = { ...request.body, id: deps.ids(), active: true };
      await request.inScope(async (tx) => {
        if (!(await insertDepartment(tx, county, department, deps.clock.now()))) throw nameTaken();
        await recordEvent(tx, {
          county,
          actor: request.actor,
          act: 'organisation.manage',
          subject: { type: 'department', id: department.id },
          payload: { fields: ['name', 'duties', 'registers'] },
          at: deps.clock.now(),
        });
      });
      return reply.code(201).send(answer(department));
    },
  );

  app.patch(
    '/api/departments/:id',
    {
      config: { action: 'organisation.manage' },
      schema: {
        params: z.object({ id: z.uuid() }),
        body: someChange(
          z.object({
            name: NAME.optional(),
            duties: z.string().trim().max(200).optional(),
            registers: z.array(REGISTER).max(40).optional(),
            active: z.boolean().optional(),
          }),
        ),
        response: { 200: DEPARTMENT },
      },
    },
    async (request) => {
      const { county } = request.actor;
      const { id } = request.params;
      const { name } = request.body;
      return await request.inScope(async (tx) => {
        if (name !== undefined && (await isDepartmentNameTaken(tx, county, name, id))) throw nameTaken();
        const changed = await updateDepartment(tx, county, id, request.body);
        if (!changed) throw notFound('该部门');
        await recordEvent(tx, {
          county,
          actor: request.actor,
          act: 'organisation.manage',
          subject: { type: 'department', id },
          payload: { fields: Object.keys(request.body) },
          at: deps.clock.now(),
        });
        return answer(changed);
      });
    },
  );
}

const nameTaken = () => conflict('department-exists', '已有同名部门，请核对后修改。');

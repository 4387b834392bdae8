import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput, notFound } from '../../platform/problem.ts';
import { readCampaignRow } from './campaign-store.ts';
import { listContacts } from './contact-store.ts';
import { keepContacts, openContacts } from './keep-contacts.ts';

const ID = z.object({ id: z.uuid() });
const CONTACT = z.object({
  county: z.string(),
  countyName: z.string(),
  position: z.number().int(),
  regionName: z.string(),
  name: z.string(),
  post: z.string(),
  phoneMasked: z.string(),
});
const PHONE = z
  .string()
  .trim()
  .regex(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/, '请填写11位手机号或带区号的座机号');

export function contactRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/campaigns/:id/contacts',
    {
      schema: { summary: '联络人', params: ID, response: { 200: z.object({ items: z.array(CONTACT) }) } },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { scope } = request.actor;
        const { id } = request.params;
        if ((await readCampaignRow(tx, scope, id)) === null) throw notFound('这项专项整治');
        const contacts = await listContacts(tx, scope, id);
        return {
          items: contacts.map((contact) => ({
            county: contact.county,
            countyName: contact.county_name,
            position: contact.position,
            regionName: contact.region_name,
            name: contact.name,
            post: contact.post,
            phoneMasked: contact.phone_masked,
          })),
        };
      }),
  );

  app.put(
    '/api/campaigns/:id/contacts',
    {
      schema: {
        summary: '维护本单位联络人',
        params: ID,
        body: z.object({
          contacts: z
            .array(
              z.object({
                regionName: z.string().trim().min(1).max(60),
                name: z.string().trim().min(2).max(50),
                post: z.string().trim().min(2).max(100),
                phone: PHONE.nullable(),
              }),
            )
            .max(4),
        }),
        response: { 200: z.object({ contacts: z.number().int() }) },
      },
      config: { action: 'contacts.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { contacts } = request.body;
        const { actor, params } = request;
        const own = { county: actor.county, campaign: params.id };
        const result = await keepContacts({ tx, deps, actor }, own, contacts);
        if (result.status === 'done') return { contacts: contacts.length };
        if (result.reason === 'no-campaign') throw notFound('这项专项整治');
        throw invalidInput(`第 ${result.position} 位联络人没有填手机号。`, [
          { path: `contacts.${result.position - 1}.phone`, message: '请填写手机号' },
        ]);
      }),
  );

  app.post(
    '/api/campaigns/:id/contacts/reveal',
    {
      schema: {
        summary: '查看联络人完整手机号',
        params: ID,
        body: z.object({ reason: z.string().trim().min(2).max(100) }),
        response: {
          200: z.object({
            items: z.array(z.object({ county: z.string(), position: z.number().int(), phone: z.string() })),
          }),
        },
      },
      config: { action: ['contacts.manage', 'campaign.manage'] },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { id } = request.params;
        if ((await readCampaignRow(tx, request.actor.scope, id)) === null) throw notFound('这项专项整治');
        const opened = await openContacts({ tx, deps, actor: request.actor }, id, {
          purpose: 'reveal',
          reason: request.body.reason,
        });
        return { items: opened.map(({ county, position, phone }) => ({ county, position, phone })) };
      }),
  );
}

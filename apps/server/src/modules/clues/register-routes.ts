import {
  ANSWER_METHODS,
  CLUE_CHANNELS,
  CLUE_KINDS,
  CLUE_RESULTS,
  calendarDate,
  KIN,
  REPORTED_BY_A_PERSON,
  SATISFACTION,
  TRANSFER_RECEIVERS,
  trimRegionCode,
} from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { listClueCampaigns, listsOf } from './campaign-store.ts';
import { placeName } from './check-facts.ts';
import { presentSimilar, SIMILAR } from './duplicate-routes.ts';
import { findSimilar } from './find-duplicates.ts';
import { NEW_CLUE } from './input.ts';
import { registerClue } from './register-clue.ts';
import { listDepartmentsOf, listNeighbours, listOffices } from './staff-store.ts';

const CHOICE = z.object({ value: z.string(), label: z.string() });
const LISTS = z.object({
  sources: z.array(z.string()),
  levels: z.array(z.string()),
  disposals: z.array(z.string()),
});

const choices = (labels: Readonly<Record<string, string>>): z.infer<typeof CHOICE>[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const listsAsSent = ({ sources, levels, disposals }: ReturnType<typeof listsOf>): z.infer<typeof LISTS> => ({
  sources: [...sources],
  levels: [...levels],
  disposals: [...disposals],
});

const MOST_SIMILAR = 5;

/** Entering a clue: what can be chosen, what it resembles while it is typed, and registering it. */
export function clueRegisterRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/choices',
    {
      schema: {
        summary: '线索表单的选项',
        response: {
          200: z.object({
            channels: z.array(CHOICE.extend({ byPerson: z.boolean() })),
            kinds: z.array(CHOICE),
            results: z.array(CHOICE),
            receivers: z.array(CHOICE),
            methods: z.array(CHOICE),
            satisfaction: z.array(CHOICE),
            kin: z.array(CHOICE),
            places: z.array(CHOICE),
            organisations: z.array(CHOICE),
            departments: z.array(CHOICE),
            lists: LISTS,
            campaigns: z.array(
              z.object({ id: z.uuid(), title: z.string(), running: z.boolean(), lists: LISTS }),
            ),
          }),
        },
      },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { county } = request.actor;
        // A county's clues are about itself; a prefecture's may be about any of its counties.
        const region = trimRegionCode(county);
        const within = (await listNeighbours(tx, county)).filter((one) => one.county.startsWith(region));
        const places = [];
        for (const { county: code } of within)
          places.push({ value: code, label: (await placeName(tx, county, code)) ?? code });
        const labelOf = (code: string, name: string) =>
          code === county ? name : `${within.find((one) => one.county === code)?.name ?? code}：${name}`;
        const campaigns = await listClueCampaigns(tx, county);
        return {
          channels: choices(CLUE_CHANNELS).map((one) => ({
            ...one,
            byPerson: REPORTED_BY_A_PERSON.some((channel) => channel === one.value),
          })),
          kinds: choices(CLUE_KINDS),
          results: choices(CLUE_RESULTS),
          receivers: choices(TRANSFER_RECEIVERS),
          methods: choices(ANSWER_METHODS),
          satisfaction: choices(SATISFACTION),
          kin: choices(KIN),
          places,
          organisations: [
            ...within
              .filter((one) => !one.county.endsWith('00'))
              .map((one) => ({ value: one.county, label: labelOf(one.county, `${one.bureau}（本级）`) })),
            ...(await listOffices(tx, region)).map((one) => ({
              value: one.code,
              label: labelOf(one.county, one.name),
            })),
          ],
          departments: (await listDepartmentsOf(tx, region)).map((one) => ({
            value: one.id,
            label: labelOf(one.county, one.name),
          })),
          lists: listsAsSent(listsOf(null)),
          campaigns: campaigns.map(({ id, title, running, lists }) => ({
            id,
            title,
            running,
            lists: listsAsSent(lists),
          })),
        };
      }),
  );

  app.post(
    '/api/clues/similar',
    {
      schema: {
        summary: '疑似重复的线索（边填边查）',
        body: z.object({
          summary: z.string().max(4000).default(''),
          persons: z.array(z.string().trim().max(40)).max(6).default([]),
          placeRegion: z.string().max(6).default(''),
          office: z.string().max(40).nullable().default(null),
          receivedOn: DAY_INPUT.optional(),
        }),
        response: { 200: z.object({ items: z.array(SIMILAR) }) },
      },
      config: { action: 'clue.register' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { summary, persons, placeRegion, office, receivedOn } = request.body;
        const clue = {
          summary,
          persons: persons.filter((name) => name !== ''),
          place: (await placeName(tx, request.actor.county, placeRegion)) ?? '',
          office,
          receivedOn: calendarDate(receivedOn ?? deps.clock.today()),
        };
        const found = await findSimilar(tx, request.actor, clue, MOST_SIMILAR);
        return { items: found.map(presentSimilar) };
      }),
  );

  app.post(
    '/api/clues',
    {
      schema: {
        summary: '登记线索',
        body: NEW_CLUE,
        response: {
          201: z.object({
            number: z.string(),
            id: z.uuid().nullable(),
            receiptCode: z.string().nullable(),
            sentUp: z.boolean(),
          }),
        },
      },
      config: { action: 'clue.register' },
    },
    async (request, reply) => {
      const { actor } = request;
      const registered = await request.inScope((tx) => registerClue({ tx, deps, actor }, request.body));
      return reply.code(201).send(registered);
    },
  );
}

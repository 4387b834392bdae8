import { addDays } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { demonstrationCases } from '../supervision/index.ts';
import { recordExposure } from './record-exposure.ts';
import { type PersonInput, recordPerson } from './record-person.ts';
import { recordUnit } from './record-unit.ts';
import { addTypical } from './write-typical.ts';

/** Invented people, as their decisions' documents would name them. */
const PEOPLE: readonly Pick<
  PersonInput,
  | 'name'
  | 'post'
  | 'disciplineLevel'
  | 'formLevel'
  | 'partySanction'
  | 'administrativeSanction'
  | 'admonished'
  | 'form'
>[] = [
  {
    name: '演示甲',
    post: '示例镇副镇长',
    disciplineLevel: 'township',
    formLevel: 'townshipAndBelow',
    partySanction: '警告',
    administrativeSanction: '记过',
    admonished: false,
    form: 'second',
  },
  {
    name: '演示乙',
    post: '示例村村委会主任',
    disciplineLevel: 'belowTownship',
    formLevel: 'villageCadre',
    partySanction: null,
    administrativeSanction: null,
    admonished: true,
    form: 'first',
  },
];

/** Some accountability in the demonstration's campaign; nothing where there is no campaign. */
export async function recordDemonstrationAccountability(
  deps: Deps,
  demonstration: Demonstration,
): Promise<void> {
  const actor = demonstration.actor('county-officer');
  const decidedOn = addDays(deps.clock.today(), -1);
  await inScope(deps.db, actor.scope, async (tx) => {
    const context = { tx, deps, actor };
    const { campaignId, problems } = await demonstrationCases(tx, actor);
    const [problem] = problems;
    if (campaignId === null || problem === undefined) return;
    for (const [n, person] of PEOPLE.entries()) {
      await recordPerson(context, {
        ...person,
        caseKind: 'problem',
        caseId: (problems[n] ?? problem).id,
        idNumber: null,
        samePersonAs: null,
        partyMember: true,
        publicServant: true,
        organisational: null,
        judicial: false,
        decidedOn,
        decidedBy: '示例市纪委监委（演示）',
        documentNo: `示纪〔${decidedOn.slice(0, 4)}〕${n + 1}号（演示）`,
      });
    }
    await recordUnit(context, {
      problemId: problem.id,
      unitName: '示例镇人民政府（演示）',
      measure: 'notified',
      decidedOn,
      documentNo: `示通〔${decidedOn.slice(0, 4)}〕1号（演示）`,
      decidedBy: '示例市纪委监委（演示）',
    });
    await recordExposure(context, {
      campaignId,
      exposedOn: decidedOn,
      medium: '市纪委监委通报（演示）',
      title: '关于住房保障领域典型问题的通报（演示）',
      problemIds: problems.slice(0, 2).map(({ id }) => id),
      unitName: '',
      persons: 2,
    });
    const closed = problems.find(({ closed_on: on }) => on !== null);
    if (closed === undefined) return;
    await addTypical(context, {
      about: { kind: 'problem', id: closed.id },
      month: deps.clock.today().slice(0, 7),
      text: `${closed.summary.split(/[。（]/)[0]}。现已整改到位，有关责任人受到诫勉处理。（演示）`,
    });
  });
}

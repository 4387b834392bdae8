import { createHash } from 'node:crypto';
import { PARTY_SANCTIONS, SANCTIONS } from '@anju/domain';
import { type EntryContext, inventedName, later, regionOf } from './generate-entries.ts';
import type { Row } from './insert-rows.ts';

const bytes = (text: string) => `\\x${createHash('sha256').update(text).digest('hex')}`;

const LEVELS = [
  { discipline: 'county', form: 'county', post: '示例局局长' },
  { discipline: 'township', form: 'townshipAndBelow', post: '示例镇副镇长' },
  { discipline: 'belowTownship', form: 'townshipAndBelow', post: '示例镇村建办干部' },
  { discipline: 'belowTownship', form: 'villageCadre', post: '示例村村委会主任' },
  { discipline: 'belowTownship', form: 'other', post: '工程队负责人' },
] as const;

type Case = { readonly problem: Row } | { readonly clue: Row };

/**
 * Persons held to account in about one case of twelve: party and administrative sanction at once, the same person
 * in two cases, village cadres within their limit, a first form without any sanction, some withdrawn.
 */
export function generateAccountability(context: EntryContext, cases: readonly Case[]): Row[] {
  const { chance, county } = context;
  const rows: Row[] = [];
  for (const [n, one] of cases.entries()) {
    if (!chance.of(0.08)) continue;
    const decidedOn = context.day();
    const before = rows.at(-1);
    // The same person again, in another case of the same month: one person, two person-times.
    const again = chance.of(0.15) && before !== undefined;
    const level = chance.pick(LEVELS);
    const name = again ? before.name : inventedName(chance);
    const post = again ? before.post : level.post;
    const party = again ? before.party_member : chance.of(0.7);
    const servant = again ? before.public_servant : level.form !== 'other';
    const village = (again ? before.form_level : level.form) === 'villageCadre';
    const partySanction = party === true && chance.of(0.5) ? chance.pick(PARTY_SANCTIONS) : null;
    const administrative =
      servant === true && chance.of(0.5) ? chance.pick(village ? SANCTIONS.slice(0, 3) : SANCTIONS) : null;
    const sanctioned = partySanction !== null || administrative !== null;
    rows.push({
      county,
      id: chance.id(decidedOn),
      region: regionOf(county, chance),
      campaign_id: context.campaignId,
      problem_id: 'problem' in one ? (one.problem.id ?? null) : null,
      clue_id: 'clue' in one ? (one.clue.id ?? null) : null,
      name: name ?? '',
      post: post ?? '',
      person_key: again ? (before.person_key ?? null) : bytes(`${county}/${n}/${chance.hex(8)}`),
      discipline_level: again ? (before.discipline_level ?? null) : level.discipline,
      form_level: again ? (before.form_level ?? null) : level.form,
      party_member: party ?? null,
      public_servant: servant ?? null,
      party_sanction: partySanction,
      administrative_sanction: administrative,
      admonished: !sanctioned && chance.of(0.7),
      organisational: chance.of(0.15) ? chance.pick(['调整职务', '通报批评', '免职']) : null,
      judicial: chance.of(0.04),
      form: sanctioned ? chance.pick(['second', 'third', 'fourth']) : 'first',
      decided_on: again && typeof before.decided_on === 'string' ? before.decided_on : decidedOn,
      document_no: `示例纪〔${decidedOn.slice(0, 4)}〕${n + 1}号`,
      decided_by: '示例县纪委监委',
      recorded_by_name: '测试登记',
      created_at: `${decidedOn}T06:00:00Z`,
      withdrawn_at: chance.of(0.06) ? `${later(decidedOn, 3)}T06:00:00Z` : null,
    });
  }
  return rows;
}

/** 检查, 通报 of units; the last one of each kind withdrawn. */
export function generateUnitMeasures(context: EntryContext, problems: readonly Row[]): Row[] {
  const { chance, county } = context;
  return Array.from({ length: 24 }, (_, n) => {
    const decidedOn = context.day();
    return {
      county,
      id: chance.id(decidedOn),
      region: county,
      campaign_id: context.campaignId,
      problem_id: problems[n]?.id ?? null,
      unit_name: `示例镇人民政府（${(n % 4) + 1}）`,
      measure: n % 2 === 0 ? 'reviewed' : 'notified',
      decided_on: decidedOn,
      document_no: `示例〔${decidedOn.slice(0, 4)}〕${n + 1}号`,
      recorded_by_name: '测试登记',
      created_at: `${decidedOn}T06:00:00Z`,
      withdrawn_at: n >= 22 ? `${decidedOn}T08:00:00Z` : null,
    };
  });
}

/** 通报曝光: of several problems, of one, of none (a unit alone). */
export function generateExposures(context: EntryContext, problems: readonly Row[]): Row[] {
  const { chance, county } = context;
  return Array.from({ length: 12 }, (_, n) => {
    const exposedOn = context.day();
    return {
      county,
      id: chance.id(exposedOn),
      campaign_id: context.campaignId,
      exposed_on: exposedOn,
      medium: chance.pick(['政府门户网站', '示例日报', '通报文件']),
      title: `关于典型问题的通报（第${n + 1}期）`,
      problem_ids: problems.slice(n * 3, n * 3 + (n % 4)).map((problem) => problem.id ?? null),
      persons: n % 5,
      recorded_by_name: '测试登记',
      created_at: `${exposedOn}T06:00:00Z`,
      withdrawn_at: n === 11 ? `${exposedOn}T08:00:00Z` : null,
    };
  });
}

/** At most three cases a month, one of exactly 300 characters; none in the month of nothing. */
export function generateCases(context: EntryContext): Row[] {
  const { chance, county, months } = context;
  return months.flatMap((month, n) =>
    Array.from({ length: n % 4 }, (_, i) => ({
      county,
      id: chance.id(`${month}-20`),
      campaign_id: context.campaignId,
      month,
      text: `${`${month.slice(0, 4)}年${Number(month.slice(5))}月，示例村补助资金未按时发放，已全部补发，有关人员受到处理。`.padEnd(
        i === 0 ? 300 : 60,
        '经查属实。',
      )}`,
      recorded_by_name: '测试登记',
      created_at: `${month}-20T06:00:00Z`,
      version: 1,
    })),
  );
}

/** 制度, 成果, and 公布成果 in batches, one of them of no project. */
export function generateResults(context: EntryContext): Row[] {
  const { chance, county } = context;
  return Array.from({ length: 18 }, (_, n) => {
    const on = context.day();
    const kind = (['institution', 'achievement', 'publication'] as const)[n % 3] ?? 'publication';
    return {
      county,
      id: chance.id(on),
      campaign_id: context.campaignId,
      kind,
      title: `示例${kind === 'publication' ? '公布' : '文件'}（${n + 1}）`,
      document_no: kind === 'publication' ? '' : `示例〔${on.slice(0, 4)}〕${n + 40}号`,
      content: '',
      on,
      projects: kind === 'publication' ? n % 7 : null,
      recorded_by_name: '测试登记',
      created_at: `${on}T06:00:00Z`,
      version: 1,
    };
  });
}

/** 督办 in every state, some due already, some escalated. */
export function generateSupervisions(context: EntryContext, problems: readonly Row[]): Row[] {
  const { chance, county } = context;
  return Array.from({ length: 15 }, (_, n) => {
    const issuedOn = context.day();
    const state = (['issued', 'answered', 'settled'] as const)[n % 3] ?? 'issued';
    const region = regionOf(county, chance);
    return {
      county,
      id: chance.id(issuedOn),
      region,
      number: `督办〔${issuedOn.slice(0, 4)}〕${context.campaignId.slice(-3).toUpperCase()}${n + 1}号`,
      campaign_id: context.campaignId,
      problem_id: problems[n]?.id ?? null,
      organisation: region,
      organisation_name: '示例镇人民政府',
      demand: '请于期限内整改到位并报送佐证。',
      issued_on: issuedOn,
      due_on: later(issuedOn, chance.between(0, 20)),
      level: n % 6 === 0 ? 2 : 1,
      state,
      answer: state === 'issued' ? '' : '已整改。',
      answered_on: state === 'issued' ? null : issuedOn,
      escalated_on: n % 6 === 0 ? later(issuedOn, 20) : null,
      settled_on: state === 'settled' ? issuedOn : null,
      issued_by: chance.id(issuedOn),
      issued_by_name: '测试领导',
      created_at: `${issuedOn}T06:00:00Z`,
      updated_at: `${issuedOn}T06:00:00Z`,
      version: 1,
    };
  });
}

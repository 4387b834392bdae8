import type { CampaignFormCode } from '@anju/domain';
import { FORMS, type FormData } from '@anju/official-forms';
import type { Json } from '../../../platform/json.ts';

/** What one county sent. */
export interface Contribution {
  readonly county: string;
  readonly name: string;
  readonly data: Json;
}

/** Who puts the forms together. */
export interface JoinHeader {
  readonly unitName: string;
  readonly place: string;
  readonly year: number;
  readonly reportDate: string;
  /** '06' */
  readonly month: string;
  readonly signature: Signature;
}

/** 填表人, 联系电话, 单位分管负责人; '' is left for the pen. */
export interface Signature {
  readonly filler: string;
  readonly phone: string;
  readonly leader: string;
}

export const NO_SIGNATURE: Signature = { filler: '', phone: '', leader: '' };

/**
 * The counties' forms as one: figures of F2 and F4 summed, rows of the others put below each other in the counties'
 * order. Persons of F4 are the sum of what was sent: whoever was punished in two counties counts in both.
 */
export function joinForms(code: CampaignFormCode, parts: readonly Contribution[], header: JoinHeader): Json {
  const rural = {
    district: header.place,
    month: Number(header.month),
    unitName: header.unitName,
    reportDate: header.reportDate,
  };
  switch (code) {
    case 'F1':
      return {
        header: { unitName: header.unitName, year: header.year, reportDate: header.reportDate },
        lines: joinLines(parts),
      };
    case 'F2': {
      const rows = parts.flatMap(({ data }) => read('F2', data)).map(({ row }) => row);
      return {
        header: {
          year: header.year,
          place: header.place,
          unitName: header.unitName,
          filler: header.signature.filler,
          reportDate: header.reportDate,
        },
        row: {
          found: sum(rows, 'found'),
          finished: sum(rows, 'finished'),
          solved: sum(rows, 'solved'),
          batches: sum(rows, 'batches'),
          projects: sum(rows, 'projects'),
          obstacles: namedTexts(parts, (data) => read('F2', data).map(({ row }) => row.obstacles)),
        },
      };
    }
    case 'F3':
      return {
        header: { unitName: header.unitName, reportDate: header.reportDate },
        rows: parts.flatMap(({ data }) => read('F3', data).flatMap(({ rows }) => rows)),
      };
    case 'F4':
      return {
        header: rural,
        figures: sumTrees(parts.flatMap(({ data }) => read('F4', data).map(({ figures }) => figures))),
        remarks: namedTexts(parts, (data) => read('F4', data).map(({ remarks }) => remarks)),
        // The form takes one to three cases: the first of each county, as many as there is room for.
        cases: parts
          .flatMap(({ data }) => read('F4', data).flatMap(({ cases }) => cases.slice(0, 1)))
          .slice(0, 3),
        signature: { ...header.signature },
      };
    case 'F5':
      return {
        header: rural,
        rows: parts.flatMap(({ data }) => read('F5', data).flatMap(({ rows }) => rows)),
        signature: { ...header.signature },
      };
    case 'F6':
      return {
        header: { district: header.place, reportDate: header.reportDate },
        contacts: parts.flatMap(({ data }) => read('F6', data).flatMap(({ contacts }) => contacts)),
      };
  }
}

/** Typed data of a form, or nothing where it is none any more. */
function read<Code extends CampaignFormCode>(code: Code, data: Json): readonly FormData[Code][] {
  const parsed = FORMS[code].parse(data);
  return parsed.ok ? [parsed.value] : [];
}

/** The sum of what was stated; blank where nothing was. What a county left blank, `blankFaults` names. */
function sum<K extends string>(rows: readonly Readonly<Record<K, unknown>>[], key: K): number | null {
  const figures = rows.map((row) => row[key]).filter((value) => typeof value === 'number');
  return figures.length === 0 && rows.length > 0 ? null : figures.reduce((total, value) => total + value, 0);
}

function sumTrees(trees: readonly Json[]): Json {
  const [first] = trees;
  if (first === undefined) return emptyFigures();
  return Object.fromEntries(
    Object.keys(first ?? {}).map((key) => {
      const values = trees.map((tree) => memberOf(tree, key));
      const groups = values.filter((value) => value !== null && typeof value === 'object');
      if (groups.length > 0) return [key, sumTrees(groups)];
      const figures = values.filter((value) => typeof value === 'number');
      return [key, figures.length === 0 ? null : figures.reduce((total, value) => total + value, 0)];
    }),
  );
}

const memberOf = (tree: Json, key: string): Json =>
  tree !== null && typeof tree === 'object' && Object.hasOwn(tree, key) ? Reflect.get(tree, key) : null;

/** A month that no county has sent: a form of zeros would claim that there was nothing, so all is blank. */
function emptyFigures(): Json {
  const levels = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, null]));
  const discipline = levels(['county', 'township', 'belowTownship']);
  const form = levels(['county', 'townshipAndBelow', 'villageCadre', 'other']);
  return {
    found: null,
    finished: null,
    units: { reviewed: null, notified: null },
    persons: {
      total: null,
      party: discipline,
      administrative: discipline,
      admonished: null,
      organisational: null,
      judicial: null,
      first: form,
      second: form,
      third: form,
      fourth: form,
    },
    exposure: { times: null, problems: null, persons: null },
    amountFen: null,
  };
}

const namedTexts = (parts: readonly Contribution[], textsOf: (data: Json) => readonly string[]): string =>
  parts
    .flatMap(({ name, data }) => textsOf(data).map((text) => ({ name, text: text.trim() })))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => `${name}：${text}`)
    .join('\n');

const MOST_CHARACTERS = 30_000;

/** A county's problems under its name; when they no longer fit one cell, the form says how many more there are. */
function joinLines(parts: readonly Contribution[]): Json {
  const codes = ['1', '2', '3', '3-2', '4', '5', '6', '7', '8', '9'] as const;
  return Object.fromEntries(
    codes.map((code) => {
      const all = parts.flatMap(({ name, data }) =>
        read('F1', data).flatMap(({ lines }) =>
          lines[code].map(({ description, rectification }) => ({
            description: `【${name}】${description}`,
            rectification,
          })),
        ),
      );
      let used = 0;
      const fits = all.findIndex(({ description, rectification }) => {
        used += Math.max(description.length, rectification.length) + 8;
        return used > MOST_CHARACTERS;
      });
      if (fits < 0) return [code, all];
      const rest = {
        description: `其余 ${all.length - fits} 条见各县市上报的清单。`,
        rectification: '见各县市上报的清单。',
      };
      return [code, [...all.slice(0, fits), rest]];
    }),
  );
}

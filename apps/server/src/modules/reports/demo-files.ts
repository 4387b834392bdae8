import { type F1LineCode, REPORT_NAMES, reportTitle } from '@anju/domain';
import { createRandom } from '@anju/matching';
import { type F1Problem, FORMS, groupF1Problems, type Paper, writePaper } from '@anju/official-forms';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { insertPaper } from '../papers/index.ts';
import { assembleReport } from './assemble-report.ts';
import type { AssembledReport } from './assembled-report.ts';
import { around, done } from './demo-send.ts';
import { acceptFile, MOST_FORM_BYTES, readForm } from './files/receive-file.ts';
import { type ReportRow, readReport } from './report-store.ts';
import { receiveSummary } from './stage/receive-summary.ts';

interface Found extends F1Problem {
  readonly line: F1LineCode;
  readonly month: string;
  readonly finished: boolean;
}

const KINDS: readonly { readonly line: F1LineCode; readonly description: string }[] = [
  { line: '1', description: '一个小区的空置房源未公开（演示）' },
  { line: '4', description: '一户将住房转借亲属（演示）' },
  { line: '5', description: '一户拖欠租金八个月（演示）' },
  { line: '7', description: '一户在住房内开设小卖部（演示）' },
];
const MOST_FOUND = 3;
const FINISHED_SHARE = 0.6;

/** What a county without the system found in each month, invented anew by the same seed each time. */
function inventFound(county: string, months: readonly string[]): readonly Found[] {
  const random = createRandom(`anju-demonstration/${county}`);
  return months.flatMap((month) =>
    random
      .shuffle(KINDS)
      .slice(0, random.between(1, MOST_FOUND))
      .map((kind) => {
        const finished = random.chance(FINISHED_SHARE);
        return {
          ...kind,
          month,
          finished,
          rectification: finished ? '已整改到位（演示）' : '正在整改（演示）',
        };
      }),
  );
}

/** The form as a clerk of the county fills it in: F1 of all so far, F2 of the month. */
function writeForm(
  { row, campaign }: AssembledReport,
  found: readonly Found[],
  reportDate: string,
): Promise<Uint8Array> {
  const header = { unitName: row.unit, year: campaign.year, reportDate };
  if (row.form === 'F1') {
    const lines = groupF1Problems(found.filter(({ month }) => month <= row.period));
    return FORMS.F1.write({ header, lines });
  }
  const ofMonth = found.filter(({ month }) => month === row.period);
  return FORMS.F2.write({
    header: { ...header, place: campaign.place, filler: '马文书' },
    row: {
      found: ofMonth.length,
      finished: ofMonth.filter(({ finished }) => finished).length,
      solved: 0,
      batches: 1,
      projects: ofMonth.length,
      obstacles: '',
    },
  });
}

/**
 * The prefecture reads a county's form in from the file that came, a day before it was due, and takes it.
 * @param months the county's periods, in order
 */
export async function readDemonstrationFile(
  deps: Deps,
  demonstration: Demonstration,
  row: ReportRow,
  months: readonly string[],
): Promise<void> {
  const actor = demonstration.actor('prefecture-supervisor');
  const then = around(deps, row, -1);
  await inScope(deps.db, actor.scope, async (tx) => {
    const current = await readReport(tx, row.county, row.id);
    const report = current === null ? null : await assembleReport(tx, then, current);
    if (report === null) throw new Error(`no form ${reportTitle(row)}`);
    const bytes = await writeForm(report, inventFound(row.county, months), then.clock.today());
    const name = `${row.county_name}${reportTitle(row)}.xlsx`;
    const data = await readForm(report, { name, bytes });
    const { sha256 } = await deps.files.put([bytes], { maxBytes: MOST_FORM_BYTES });
    const context = { tx, deps: then, actor, id: row.id, version: report.row.version };
    done(await acceptFile(context, { sha256, name, data, bytes }, { reasons: {}, toldBy: '' }));
  });
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A summary as a clerk of the county writes it. */
const summaryOf = (row: ReportRow, day: string): Paper => ({
  title: [`${row.county_name}${REPORT_NAMES[row.form]}`],
  to: '',
  unit: row.unit,
  day,
  copyTo: [],
  blocks: [
    { kind: 'section', text: '整治工作开展情况' },
    { kind: 'paragraph', text: '按方案逐项排查公租房分配管理，发现的问题已列入清单，逐件整改（演示）。' },
    { kind: 'section', text: '下一步打算' },
    { kind: 'paragraph', text: '对未整改到位的问题明确责任人和时限，按月报送进展（演示）。' },
  ],
});

/** The prefecture takes in a summary that came as a document, a day before it was due. */
export async function receiveDemonstrationSummary(
  deps: Deps,
  demonstration: Demonstration,
  row: ReportRow,
): Promise<void> {
  const actor = demonstration.actor('prefecture-supervisor');
  const then = around(deps, row, -1);
  const [receivedOn, at] = [then.clock.today(), then.clock.now()];
  const bytes = await writePaper(summaryOf(row, receivedOn));
  const { sha256, size } = await deps.files.put([bytes], { maxBytes: MOST_FORM_BYTES });
  await inScope(deps.db, actor.scope, async (tx) => {
    const paper = {
      id: deps.ids(),
      name: `${row.county_name}${reportTitle(row)}.docx`,
      type: DOCX,
      size,
      sha256,
    };
    const region = actor.county.padEnd(12, '0');
    await insertPaper(tx, { ...paper, county: actor.county, region, by: actor.id, at });
    const version = (await readReport(tx, row.county, row.id))?.version ?? 0;
    const context = { tx, deps: then, actor, id: row.id, version };
    done(await receiveSummary(context, { paperIds: [paper.id], receivedOn }));
  });
}

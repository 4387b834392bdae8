import { isOfficialForm, type ReportForm } from '@anju/domain';
import type { FileType } from '../../../platform/files/sniff-type.ts';
import { attachPapers, type PaperRow, readPaper } from '../../papers/index.ts';
import {
  performOnReport,
  type ReportActResult,
  type ReportContext,
  type ReportRefused,
} from '../act-on-report.ts';
import type { ReportRow } from '../report-store.ts';
import { readVersion } from '../version-store.ts';
import { insertVersionPaper } from './paper-store.ts';

const SCANS: readonly FileType[] = ['application/pdf', 'image/jpeg', 'image/png'];
const TEXT: FileType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Of a summary, which is edited after it was drafted, the text that was signed stands beside the scan. */
const typesFor = (form: ReportForm): readonly string[] => (isOfficialForm(form) ? SCANS : [...SCANS, TEXT]);

/** Puts signed and sealed scans with the version that was sent last; they are part of it from then on. */
export async function attachScans(
  context: ReportContext,
  paperIds: readonly string[],
): Promise<ReportActResult> {
  const papers: PaperRow[] = [];
  for (const id of new Set(paperIds)) {
    const paper = await readPaper(context.tx, id);
    if (paper !== null) papers.push(paper);
  }
  return await performOnReport(context, {
    act: 'attach',
    permission: 'report.fill',
    note: papers.map(({ name }) => name).join('、'),
    payload: { scans: papers.map((paper) => ({ id: paper.id, sha256: paper.file_sha256 })) },
    change: async ({ row }) => (await attach(context, row, papers, paperIds)) ?? {},
  });
}

async function attach(
  { tx, deps, actor }: ReportContext,
  row: ReportRow,
  papers: readonly PaperRow[],
  asked: readonly string[],
): Promise<ReportRefused | null> {
  const version = await readVersion(tx, row, 'last');
  if (version === null) return { status: 'refused', reason: 'not-in-this-state' };
  const wrong = papers.find(({ type }) => !typesFor(row.form).includes(type));
  if (wrong !== undefined) {
    const text = isOfficialForm(row.form) ? '' : '，文字材料还可以是 docx';
    return refused(`“${wrong.name}”不能作为签章件：须是 PDF、JPG 或 PNG 扫描件${text}。`);
  }
  const to = { subject: { type: 'report', id: row.id }, region: row.county.padEnd(12, '0') };
  const ids = papers.map(({ id }) => id);
  const attached = await attachPapers(tx, ids, to, actor.id);
  if (attached !== asked.length) return refused('有文件不是您上传的，或已用于其他事项。请重新上传。');
  for (const { id, file_sha256: sha256 } of papers)
    await insertVersionPaper(tx, row, {
      no: version.no,
      id,
      sha256,
      byName: actor.name,
      at: deps.clock.now(),
    });
  return null;
}

const refused = (message: string): ReportRefused => ({
  status: 'refused',
  reason: 'invalid',
  path: 'paperIds',
  message,
});

import { attachPapers, type PaperRow, readPaper } from '../../papers/index.ts';
import { settleForReport } from '../../supervision/index.ts';
import {
  performOnReport,
  type ReportActResult,
  type ReportContext,
  type ReportRefused,
} from '../act-on-report.ts';
import { settleReceived } from '../due/report-notices.ts';
import { insertVersionPaper } from '../files/paper-store.ts';
import { NO_FORM } from '../freeze-report.ts';
import { insertVersion } from '../version-store.ts';

const TYPES: readonly string[] = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
];

/**
 * The level above takes in a summary that a county sent as a document: it counts as sent on the day on which it came,
 * with its papers kept under the county. Figures that the county may have begun to take are no part of it.
 */
export async function receiveSummary(
  context: ReportContext,
  input: { readonly paperIds: readonly string[]; readonly receivedOn: string },
): Promise<ReportActResult> {
  const { tx, deps, actor } = context;
  const ids = [...new Set(input.paperIds)];
  const papers: PaperRow[] = [];
  for (const id of ids) {
    const paper = await readPaper(tx, id);
    if (paper !== null) papers.push(paper);
  }
  const names = papers.map(({ name }) => name).join('、');
  return await performOnReport(context, {
    act: 'accept-file',
    permission: 'report.receive',
    note: `${names}，${input.receivedOn} 收到`,
    payload: { receivedOn: input.receivedOn, file: papers[0]?.file_sha256 ?? null },
    change: async ({ row, report }) => {
      const [first] = papers;
      if (report !== null) return refused('paperIds', '这是一张表，请用“读入外报表格”收下。');
      if (input.receivedOn > deps.clock.today())
        return refused('receivedOn', '收到日期晚于今天。请填实际收到的日期。');
      const wrong = papers.find(({ type }) => !TYPES.includes(type));
      if (wrong !== undefined)
        return refused('paperIds', `“${wrong.name}”不是 docx 或 PDF。请另存为 docx 或 PDF 再收。`);
      const to = { subject: { type: 'report', id: row.id }, region: row.county.padEnd(12, '0') };
      const attached = await attachPapers(tx, ids, { ...to, county: row.county }, actor.id);
      if (first === undefined || attached !== ids.length)
        return refused('paperIds', '有文件不是您上传的，或已用于其他事项。请重新上传。');
      const at = deps.clock.now();
      const version = { county: row.county, reportId: row.id, byName: actor.name, at };
      const no = await insertVersion(tx, { ...version, origin: 'file', frozen: NO_FORM, file: null });
      for (const { id, file_sha256: sha256 } of papers)
        await insertVersionPaper(tx, row, { no, id, sha256, byName: actor.name, at });
      const { stage: _, ...typed } = row.typed;
      return {
        approved: null,
        typed,
        received: { data: {}, file: first.file_sha256, name: names },
        receivedOn: input.receivedOn,
        submittedByName: actor.name,
        remarks: '',
      };
    },
    after: async ({ row }) => {
      await settleReceived(tx, deps, row);
      await settleForReport(tx, deps, row);
    },
  });
}

const refused = (path: string, message: string): ReportRefused => ({
  status: 'refused',
  reason: 'invalid',
  path,
  message,
});

import { isPrefecture } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { App } from '../../../platform/http/types.ts';
import { conflict, notFound } from '../../../platform/problem.ts';
import { sendPaper } from '../../papers/index.ts';
import { barredCases, barredIn } from '../barred.ts';
import { computeReport } from '../compute-report.ts';
import { findReportOf, ID, readAssembled } from '../open-report.ts';
import { fillPhones } from '../phones.ts';
import { barredProblem } from '../report-problems.ts';
import { readVersion } from '../version-store.ts';
import { reportDateOf, reportFileName, writeReport, XLSX } from './download-report.ts';
import { listVersionPapers } from './paper-store.ts';

/** The official form as a file, and the file that a county sent instead. */
export function reportDownloadRoutes(app: App, deps: Deps): void {
  const read = { action: 'report.read' } as const;

  app.get(
    '/api/reports/:id/form.xlsx',
    {
      schema: {
        summary: '报表：下载表格',
        params: ID,
        querystring: z.object({ no: z.coerce.number().int().min(1).optional() }),
      },
      config: read,
    },
    async (request, reply) => {
      const { actor } = request;
      const { no } = request.query;
      const file = await request.inScope(async (tx) => {
        const row = await findReportOf(tx, actor, request.params.id);
        const report = await readAssembled(tx, deps, row, no);
        if (report === null) throw notFound('这张表');
        if ((await barredCases(tx, report, actor)) > 0) throw barredProblem();
        const data =
          report.code === 'F6' && !isPrefecture(row.county)
            ? fillPhones(report.data, (await computeReport(tx, deps, report)).data)
            : report.data;
        const last =
          no ??
          (report.basis === 'frozen' && row.state !== 'approved'
            ? (await readVersion(tx, row, 'last'))?.no
            : undefined);
        const mark = last !== undefined ? `第${last}版` : row.state === 'approved' ? '审签稿' : '草稿';
        await recordEvent(tx, {
          county: row.county,
          actor,
          act: 'report.download',
          subject: { type: 'report', id: row.id },
          payload: { form: row.form, period: row.period, mark },
          at: deps.clock.now(),
        });
        const { campaign, code } = report;
        const name = reportFileName({
          code,
          campaign,
          basis: report.setting.basis,
          period: row.period,
          unit: row.unit,
          reportDate: reportDateOf(data),
          mark,
        });
        return { name, bytes: await writeReport(report.form, data, report.options) };
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(Buffer.from(file.bytes));
    },
  );

  app.get(
    '/api/reports/:id/received.xlsx',
    {
      schema: {
        summary: '报表：外报表格的原件',
        params: ID,
        querystring: z.object({ no: z.coerce.number().int().min(1) }),
      },
      config: read,
    },
    async (request, reply) => {
      const { actor } = request;
      const sha256 = await request.inScope(async (tx) => {
        const row = await findReportOf(tx, actor, request.params.id);
        const version = await readVersion(tx, row, request.query.no);
        if (version?.file_sha256 == null) throw conflict('no-file', '这一版是由系统汇总的，没有外报的原件。');
        const report = await readAssembled(tx, deps, row, version.no);
        if ((await barredIn(tx, row, report, actor)) > 0) throw barredProblem();
        await recordEvent(tx, {
          county: row.county,
          actor,
          act: 'report.download',
          subject: { type: 'report', id: row.id },
          payload: { form: row.form, period: row.period, mark: `第${version.no}版原件` },
          at: deps.clock.now(),
        });
        return version.file_sha256;
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('外报原件.xlsx')}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(await deps.files.read(sha256));
    },
  );

  app.get(
    '/api/reports/:id/papers/:paper',
    {
      schema: { summary: '报表：签章件', params: ID.extend({ paper: z.uuid() }) },
      config: read,
    },
    async (request, reply) => {
      const { actor, params } = request;
      const paper = await request.inScope(async (tx) => {
        const row = await findReportOf(tx, actor, params.id);
        const found = (await listVersionPapers(tx, row)).find(({ id }) => id === params.paper);
        if (found === undefined) throw notFound('这份签章件');
        const report = await readAssembled(tx, deps, row, found.no);
        if ((await barredIn(tx, row, report, actor)) > 0) throw barredProblem();
        await recordEvent(tx, {
          county: row.county,
          actor,
          act: 'report.download',
          subject: { type: 'report', id: row.id },
          payload: { form: row.form, period: row.period, mark: `第${found.no}版签章件`, paper: found.id },
          at: deps.clock.now(),
        });
        return found;
      });
      return await sendPaper(reply, deps, { ...paper, file_sha256: paper.sha256 });
    },
  );
}

import { isPrefecture } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/types.ts';
import { conflict, invalidInput, notFound } from '../../../platform/problem.ts';
import { assembleReport } from '../assemble-report.ts';
import { barredCases } from '../barred.ts';
import { computeReport } from '../compute-report.ts';
import { DIFFERENCES, findReportOf, linkFaults } from '../open-report.ts';
import { FAULT } from '../present-report.ts';
import { answerReport, barredProblem } from '../report-problems.ts';
import { acceptFile, compareFile, MOST_FORM_BYTES, readForm, useFile } from './receive-file.ts';

const ANSWER = z.object({
  /** Null while nothing was accepted: the file was only looked at. */
  accepted: z.object({ version: z.number().int(), state: z.string(), stateLabel: z.string() }).nullable(),
  faults: z.array(FAULT),
  differences: DIFFERENCES,
});

const REASONS = z.record(z.string(), z.string().trim().min(2).max(500));

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const FIELDS = z.object({
  version: z.coerce.number().int().optional(),
  accept: z.enum(['true', 'false']).default('false'),
  /** Why faults are right all the same, by their keys, as JSON. */
  reasons: z
    .string()
    .default('{}')
    .transform((text, context) => {
      const read = REASONS.safeParse(jsonOf(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: '原因写 2 至 500 字' });
      return z.NEVER;
    }),
  toldBy: z.string().trim().max(60).default(''),
});

export function reportFileRoutes(app: App, deps: Deps): void {
  app.post(
    '/api/reports/:id/file',
    {
      schema: {
        summary: '报表：读入外报表格（accept=true 时采用）',
        params: z.object({ id: z.uuid() }),
        response: { 200: ANSWER },
      },
      config: { action: 'report.read-file' },
    },
    async (request) => {
      const part = await request.file({ limits: { files: 1, fileSize: MOST_FORM_BYTES } });
      if (part === undefined) throw invalidInput('没有收到文件。请选择填好的表格再上传。');
      const bytes = await part.toBuffer();
      const fields = FIELDS.safeParse(
        Object.fromEntries(
          Object.entries(part.fields).flatMap(([name, field]) =>
            field !== undefined && !Array.isArray(field) && field.type === 'field'
              ? [[name, field.value]]
              : [],
          ),
        ),
      );
      if (!fields.success) throw invalidInput('上传的内容不完整，请刷新后重新上传。');
      const { version, accept, reasons, toldBy } = fields.data;
      const name = [...(part.filename ?? '外报表格.xlsx')].slice(0, 120).join('');
      const { actor } = request;
      return await request.inScope(async (tx) => {
        const row = await findReportOf(tx, actor, request.params.id);
        if (isPrefecture(row.county))
          throw conflict('rolled-up', '本级报表由各县市上报的表汇总，不从表格读入。请在“汇总”中重新取数。');
        const report = await assembleReport(tx, deps, row);
        if (report === null) throw notFound('这张表');
        // The file is laid beside the form as the records give it.
        const { sources } = await computeReport(tx, deps, report);
        if ((await barredCases(tx, { ...report, sources }, actor)) > 0) throw barredProblem();
        const data = await readForm(report, { name, bytes });
        const comparison = await compareFile({ tx, deps }, report, { data, bytes });
        const shown = {
          faults: await linkFaults(tx, report, comparison.faults, actor),
          differences: [...comparison.differences],
        };
        if (accept === 'false' || version === undefined) return { accepted: null, ...shown };
        const sha256 =
          report.code === 'F6' ? null : (await deps.files.put([bytes], { maxBytes: MOST_FORM_BYTES })).sha256;
        const context = { tx, deps, actor, id: row.id, version };
        const received = { sha256, name, data, bytes };
        const result = actor.roles.includes('prefecture-supervisor')
          ? await acceptFile(context, received, { reasons, toldBy })
          : await useFile(context, received);
        return { accepted: answerReport(result), ...shown };
      });
    },
  );
}

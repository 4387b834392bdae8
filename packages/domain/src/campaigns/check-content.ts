import { clueListFault } from './clue-lists.ts';
import { CAMPAIGN_SCOPES, type CampaignContent, type CampaignForm, FORM_SCOPES } from './plan.ts';

/** One wrong part of a campaign's content; `path` as in 'phases.1.endsOn'. */
export interface ContentFault {
  readonly path: string;
  readonly message: string;
}

const LIST_LABELS = { sources: '来源渠道', levels: '级别', disposals: '处置情况' } as const;

/** What is wrong with a plan that fits the shape: dates out of order, codes twice, a form without its due day. */
export function contentFaults(
  content: CampaignContent,
  span: { readonly startsOn: string; readonly endsOn: string },
): readonly ContentFault[] {
  const faults: ContentFault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message });
  if (span.startsOn > span.endsOn) fault('endsOn', '结束日期早于开始日期');
  if (content.categories.length === 0) fault('categories', '至少要有一个问题类别');
  for (const path of repeated(content.categories.map((category) => category.code)))
    fault(`categories.${path}.code`, '类别编号重复');
  content.categories.forEach((category, n) => {
    for (const path of repeated(category.items.map((item) => item.code)))
      fault(`categories.${n}.items.${path}.code`, '整治内容编号重复');
  });
  content.phases.forEach((phase, n) => {
    if (phase.startsOn > phase.endsOn) fault(`phases.${n}.endsOn`, `“${phase.title}”的结束日期早于开始日期`);
    if (phase.startsOn < span.startsOn || phase.endsOn > span.endsOn)
      fault(`phases.${n}`, `“${phase.title}”超出了专项整治的起止日期`);
  });
  for (const path of repeated(content.forms.map((form) => form.form)))
    fault(`forms.${path}.form`, '同一张报表设置了两次');
  content.forms.forEach((form, n) => {
    const scopes = FORM_SCOPES[form.form];
    if (!scopes.includes(content.scope)) {
      const of = scopes.map((scope) => CAMPAIGN_SCOPES[scope]).join('、');
      fault(`forms.${n}.form`, `${form.form} 是${of}专项整治的报表，请从方案中去掉`);
    }
    const missing = formFault(form);
    if (missing !== null) fault(`forms.${n}`, `${form.form} ${missing}`);
  });
  for (const n of repeated(content.stageReports.map(({ kind, dueOn }) => `${kind} ${dueOn}`)))
    fault(`stageReports.${n}.dueOn`, '同一天已有一份同类报告，请改一份的日期，或合为一份');
  for (const key of ['sources', 'levels', 'disposals'] as const) {
    const wrong = clueListFault(content.lists[key]);
    if (wrong !== null) fault(`lists.${key}`, `${LIST_LABELS[key]}：${wrong}`);
  }
  return faults;
}

function formFault(form: CampaignForm): string | null {
  if (form.every === 'month') {
    if (form.dueDay === undefined) return '没有写每月几日前报';
    return form.reports === undefined ? '没有写报当月还是上月' : null;
  }
  if (form.every === 'half-month') return form.dueAfterDays === undefined ? '没有写半月后几日内报' : null;
  return form.dueOn === undefined ? '没有写报送日期' : null;
}

/** Positions of what was there before. */
function repeated(codes: readonly string[]): readonly number[] {
  return codes.flatMap((code, n) => (codes.indexOf(code) < n ? [n] : []));
}

/** The category of a campaign by its code, with the item where one is named; null where the campaign has none. */
export function findCategory(
  content: CampaignContent,
  category: string,
  item: string | null,
): { readonly label: string; readonly itemText: string | null } | null {
  const found = content.categories.find((one) => one.code === category);
  if (found === undefined) return null;
  if (item === null) return { label: found.label, itemText: null };
  const named = found.items.find((one) => one.code === item);
  return named === undefined ? null : { label: found.label, itemText: named.text };
}

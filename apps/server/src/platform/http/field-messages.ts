import { z } from 'zod';
import { zhCN } from 'zod/locales';

/** Makes the messages of all schemas plain Chinese for an officer; a schema's own message goes first. */
export function speakChinese(): void {
  z.config({ ...zhCN(), customError: (issue) => messageOf(issue) });
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null ? '必须填写' : '类型不对';
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? '不能为空' : `至少 ${issue.minimum} 个字`;
      return issue.origin === 'array' ? `至少 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `最多 ${issue.maximum} 个字`;
      return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`;
    case 'invalid_format':
      return issue.format === 'date' ? '应为日期，例如 2026-06-30' : '格式不对';
    case 'invalid_value':
      return '不是可选的值';
    default:
      return undefined;
  }
}

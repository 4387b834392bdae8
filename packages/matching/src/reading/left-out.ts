import type { LeftOutSheet } from './types.ts';

/** Why nothing was read of a sheet, as a person is told. */
export const LEFT_OUT_REASONS: Readonly<Record<LeftOutSheet['reason'], string>> = {
  hidden: '隐藏的工作表',
  empty: '空表',
  'no-data': '没有可读的数据行（说明、汇总等）',
  'not-chosen': '未指定读取',
};

/** The drop-downs of form F5; a campaign may have its own. */
export interface ClueLists {
  readonly sources: readonly string[];
  readonly levels: readonly string[];
  readonly disposals: readonly string[];
}

/**
 * The drop-downs unless the campaign has its own. The original's lists did not survive in its text: of the entries
 * 信访举报, 巡视督查 and 已转业务单位 are the original's, the others are usual ones.
 */
export const DEFAULT_CLUE_LISTS: ClueLists = {
  sources: [
    '信访举报',
    '巡视督查',
    '巡视巡察移交',
    '审计移交',
    '纪检监察机关移交',
    '监督检查/日常检查发现',
    '上级交办',
    '公检法移送',
    '大数据比对',
    '媒体曝光',
    '自查自纠',
    '群众反映/12345',
    '其他',
  ],
  levels: ['县处级', '乡科级', '乡科级以下', '村社干部', '其他人员'],
  disposals: ['已转业务单位', '已转纪检监察机关', '正在核查', '已办结', '了结', '移送司法'],
};

/** Disposals that end a clue, unless the campaign has its own list. */
export const ENDING_DISPOSALS: readonly string[] = ['已办结', '了结'];

/** Excel keeps a drop-down's choices in one text of at most 255 characters, separated by commas. */
const MOST_CHARACTERS = 255;

/** What is wrong with a campaign's list, or null. */
export function clueListFault(choices: readonly string[]): string | null {
  if (choices.length === 0) return '下拉序列不能为空。';
  const bad = choices.find((choice) => choice.trim() === '' || /[,"\n]/u.test(choice));
  if (bad !== undefined) return `下拉序列的“${bad}”不能为空，也不能含英文逗号、引号或换行。`;
  if (new Set(choices).size < choices.length) return '下拉序列有重复项。';
  return choices.join(',').length > MOST_CHARACTERS
    ? `下拉序列合计超过 ${MOST_CHARACTERS} 字，请减少或缩短。`
    : null;
}

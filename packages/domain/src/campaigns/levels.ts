// Two scales that must not be mixed (source 4, attachment 1): "乡科级以下" of the discipline columns and
// "乡科级及以下" of the four-forms columns are different groups.

/** Levels of the discipline columns 6–11 of form F4. */
export const DISCIPLINE_LEVELS = [
  { key: 'county', label: '县处级' },
  { key: 'township', label: '乡科级' },
  { key: 'belowTownship', label: '乡科级以下' },
] as const;

/** Levels of the four-forms columns 15–30 of form F4. */
export const FORM_LEVELS = [
  { key: 'county', label: '县处级' },
  { key: 'townshipAndBelow', label: '乡科级及以下' },
  { key: 'villageCadre', label: '村社干部' },
  { key: 'other', label: '其他人员' },
] as const;

export type DisciplineLevel = (typeof DISCIPLINE_LEVELS)[number]['key'];
export type FormLevel = (typeof FORM_LEVELS)[number]['key'];

/** 四种形态 (监督执纪): person-times, each of its own. */
export const SUPERVISION_FORMS = {
  first: '第一种形态',
  second: '第二种形态',
  third: '第三种形态',
  fourth: '第四种形态',
} as const;

export type SupervisionForm = keyof typeof SUPERVISION_FORMS;

/** How a clue (线索) came in (requirements M1). */
export const CLUE_CHANNELS = {
  web: '网上举报',
  phone: '电话',
  letter: '来信',
  visit: '来访',
  patrol: '巡视巡察督查',
  audit: '审计移交',
  media: '媒体曝光',
  transfer: '其他单位移交',
  comparison: '数据比对',
  'self-check': '自查自纠',
} as const;

export type ClueChannel = keyof typeof CLUE_CHANNELS;

/** What it is in law: each kind has its own time limits (handbook §9.6, §9.7). */
export const CLUE_KINDS = {
  petition: '申诉求决',
  report: '检举控告',
  lead: '问题线索',
} as const;

export type ClueKind = keyof typeof CLUE_KINDS;

export const CLUE_RESULTS = {
  true: '属实',
  'partly-true': '部分属实',
  untrue: '不属实',
  unverifiable: '无法核实',
} as const;

export type ClueResult = keyof typeof CLUE_RESULTS;

export const SATISFACTION = { satisfied: '满意', acceptable: '基本满意', dissatisfied: '不满意' } as const;

export type Satisfaction = keyof typeof SATISFACTION;

/** To whom a clue can be handed over. A housing bureau is no discipline body: it registers, hands over, records the answer. */
export const TRANSFER_RECEIVERS = {
  discipline: '纪检监察机关',
  police: '公安机关',
  'market-regulation': '市场监管部门',
  court: '人民法院',
  department: '业务主管部门',
  'upper-level': '上级主管部门',
} as const;

export type TransferReceiver = keyof typeof TRANSFER_RECEIVERS;

/** A clue's summary on form F5: at most so many characters, counted by code point. */
export const MOST_SUMMARY_CHARACTERS = 300;
export const MOST_REPORTED_PERSONS = 3;

/** The name of a reported person whom nobody could name. */
export const UNKNOWN_PERSON = '不详';

/** Characters as the form counts them: by code point, punctuation included. */
export function countCharacters(text: string): number {
  return [...text].length;
}

/** Channels by which a person reports, who may ask later what became of it; behind the others stands an office. */
export const REPORTED_BY_A_PERSON: readonly ClueChannel[] = ['web', 'phone', 'letter', 'visit'];

/** What is said between the office and a reporter by the receipt code, also an anonymous one: notes of the clue. */
export const CLUE_MESSAGES = {
  'message-to-reporter': '给举报人留言',
  'message-from-reporter': '举报人补充',
} as const;

export type ClueMessage = keyof typeof CLUE_MESSAGES;

export function isClueMessage(act: string): act is ClueMessage {
  return Object.hasOwn(CLUE_MESSAGES, act);
}

export const ANSWER_METHODS = {
  phone: '电话',
  written: '书面',
  visit: '当面',
  message: '短信',
  web: '网上回复',
  none: '匿名且无联系方式，存档备查',
} as const;

export type AnswerMethod = keyof typeof ANSWER_METHODS;

export function isAnswerMethod(text: string): text is AnswerMethod {
  return Object.hasOwn(ANSWER_METHODS, text);
}

/** Kin as staff declare them (亲属回避). */
export const KIN = {
  spouse: '配偶',
  parent: '父母',
  child: '子女',
  sibling: '兄弟姐妹',
  'in-law': '姻亲',
  other: '其他近亲属',
} as const;

export type Kin = keyof typeof KIN;

/** The letters that a clue is handled with. */
export const CLUE_LETTER_KINDS = ['acceptance', 'refusal', 'extension', 'answer', 'transfer'] as const;
export type ClueLetterKind = (typeof CLUE_LETTER_KINDS)[number];
export const CLUE_LETTERS: Readonly<Record<ClueLetterKind, string>> = {
  acceptance: '受理告知书',
  refusal: '不予受理告知书',
  extension: '延期告知书',
  answer: '答复书',
  transfer: '移送函',
};

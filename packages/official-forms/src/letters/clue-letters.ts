import {
  CLUE_KINDS,
  type ClueKind,
  FINISH_DAYS,
  HAND_OVER_WORKING_DAYS,
  INFORM_WORKING_DAYS,
  MOST_EXTENDED_DAYS,
  OBJECT_WORKING_DAYS,
  REVIEW_DAYS,
} from '@anju/domain';
import type { Block, Paper } from './paper.ts';
import { printDay } from './words.ts';

/** A clue as its letters name it. The reporter is nowhere in it: name, address and code are written in by hand. */
export interface LetterClue {
  readonly number: string;
  readonly kind: ClueKind;
  readonly receivedOn: string;
  /** The bureau that writes. */
  readonly unit: string;
  /** The day under the letter, 'YYYY-MM-DD'. */
  readonly day: string;
}

export interface AcceptanceData extends LetterClue {
  readonly acceptedOn: string;
  /** By when it must be finished, or null where no limit runs. */
  readonly finishBy: string | null;
  readonly extendedDays: number;
}

export interface ExtensionData extends LetterClue {
  readonly acceptedOn: string;
  readonly days: number;
  /** By when it must be finished now, or null where no limit runs. */
  readonly finishBy: string | null;
  /** As it was recorded when it was granted. */
  readonly reason: string;
}

export interface TransferData extends LetterClue {
  readonly receiverName: string;
  readonly letterNo: string;
  readonly dueOn: string | null;
  readonly channel: string;
  readonly place: string;
  readonly persons: readonly string[];
  /** '' where none is accused. */
  readonly office: string;
  readonly summary: string;
  /** In yuan, two decimals; '' where no money is named. */
  readonly amountYuan: string;
  readonly mergedNumbers: readonly string[];
}

export interface AnswerData extends LetterClue {
  /** 属实, 部分属实 … */
  readonly result: string;
  /** What the reporter is told; '' before that is put on record. */
  readonly text: string;
}

const say = (text: string): Block => ({ kind: 'paragraph', text });
const line = (text: string): Block => ({ kind: 'line', text });
const blank = (characters: number) => '＿'.repeat(characters);

/** To whom it goes: written in by hand from the sealed identity, never by the system. */
const TO_REPORTER = blank(8);
const BY_HAND: readonly Block[] = [
  line(`送达地址：${blank(20)}`),
  line(`查询码：${Array.from({ length: 5 }, () => blank(3)).join(' ')}`),
];

const SECRECY = '您的身份和反映的内容，我单位依规保密，不会透露给被反映的人员和单位。';
const ASK = '您可以凭登记时取得的查询码，到我单位查询办理情况。';

/** What an officer typed, as a sentence: with the stop that they may have left out. */
const sentence = (text: string): string => (/[。！？；…）]$/u.test(text) ? text : `${text}。`);

const matterOf = (kind: ClueKind) => (kind === 'lead' ? CLUE_KINDS.lead : `${CLUE_KINDS[kind]}事项`);

function reporterPaper(title: string, clue: LetterClue, blocks: readonly Block[]): Paper {
  return {
    title: [title],
    to: TO_REPORTER,
    blocks: [...blocks, ...BY_HAND],
    unit: clue.unit,
    day: clue.day,
    copyTo: [],
  };
}

/** 受理告知书, to whoever reported by name. */
export function draftAcceptance(data: AcceptanceData): Paper {
  return reporterPaper('受理告知书', data, [
    say(
      `您于${printDay(data.receivedOn)}反映的问题，我单位已经登记，编号为${data.number}。经审核，按${matterOf(data.kind)}受理，受理日期为${printDay(data.acceptedOn)}。`,
    ),
    ...limitsOf(data).map(say),
    say(`${ASK}${SECRECY}`),
  ]);
}

const byThen = (day: string | null): string => (day === null ? '' : `按此计算，办理期限至${printDay(day)}。`);

function limitsOf(data: AcceptanceData): readonly string[] {
  const by = byThen(data.finishBy);
  switch (data.kind) {
    case 'petition': {
      const extension =
        data.extendedDays > 0
          ? `经批准，已延长${data.extendedDays}日`
          : `情况复杂的，经批准可以延长，延长不超过${MOST_EXTENDED_DAYS}日，并告知您延期理由`;
      return [
        `根据《信访工作条例》第三十四条，我单位自受理之日起${FINISH_DAYS}日内办结；${extension}。${by}`,
      ];
    }
    case 'report':
      return [
        `根据《纪检监察机关处理检举控告工作规则》，我单位自受理之日起${HAND_OVER_WORKING_DAYS}个工作日内移交有权办理的机关、单位；办结之日起${INFORM_WORKING_DAYS}个工作日内向您反馈结果。`,
      ];
    case 'lead':
      // The days set for a campaign bind the office, by no rule that a letter could name.
      return [];
  }
}

/** 不予受理告知书. `reason`: as it was recorded, with where to turn to. */
export function draftRefusal(data: LetterClue & { readonly reason: string }): Paper {
  return reporterPaper('不予受理告知书', data, [
    say(
      `您于${printDay(data.receivedOn)}反映的问题，我单位已经登记，编号为${data.number}。经审核，不予受理。`,
    ),
    say(`原因：${sentence(data.reason)}`),
    say(SECRECY),
  ]);
}

/** 延期告知书: more time was granted for a petition, for how long and why. */
export function draftExtension(data: ExtensionData): Paper {
  return reporterPaper('延期告知书', data, [
    say(
      `您于${printDay(data.receivedOn)}反映的问题（编号${data.number}），我单位于${printDay(data.acceptedOn)}受理。因情况复杂，不能在${FINISH_DAYS}日内办结。根据《信访工作条例》第三十四条，经批准，延长办理期限${data.days}日。${byThen(data.finishBy)}`,
    ),
    say(`延期理由：${sentence(data.reason)}`),
    say(`${ASK}${SECRECY}`),
  ]);
}

/** 答复书: what came of it, to whoever reported by name. */
export function draftAnswer(data: AnswerData): Paper {
  return reporterPaper('答复书', data, [
    say(
      `您于${printDay(data.receivedOn)}反映的问题（编号${data.number}），经核查，结论为：${data.result}。现答复如下：`,
    ),
    ...(data.text === '' ? [line(blank(26)), line(blank(26))] : [say(sentence(data.text))]),
    ...(data.kind === 'petition'
      ? [
          say(
            `对本答复不服的，可以自收到本答复之日起${REVIEW_DAYS}日内请求复查（《信访工作条例》第三十五条）。`,
          ),
        ]
      : []),
    say(SECRECY),
  ]);
}

/** 移送函 with the receipt that the receiver signs and returns. */
export function draftTransfer(data: TransferData): Paper {
  const matter = matterOf(data.kind);
  return {
    title: ['移送函'],
    documentNo: data.letterNo,
    to: data.receiverName,
    blocks: [
      say(`现将我单位收到的${matter}（编号${data.number}）移送你单位，请依职责办理。有关情况如下。`),
      {
        kind: 'table',
        caption: `${matter}情况`,
        header: ['项目', '内容'],
        columns: [{ width: 22 }, { width: 78 }],
        rows: rowsOf(data).filter(([, text]) => text !== ''),
      },
      say(
        `请填写所附回执退回我单位${data.dueOn === null ? '，并书面告知办理结果' : `，并于${printDay(data.dueOn)}前书面告知办理结果`}。${objection(data.kind)}`,
      ),
      say('请严格保密，不得将反映的材料和有关情况透露或者转给被反映的人员和单位。本函不载明举报人身份。'),
    ],
    unit: data.unit,
    day: data.day,
    copyTo: [],
    slip: {
      title: '回　执',
      lines: [
        `${data.unit}：`,
        `　　你单位${data.letterNo}移送函（${data.number}）已于${blank(3)}年${blank(2)}月${blank(2)}日收到，由${blank(8)}承办。`,
        `联系人：${blank(7)}　联系电话：${blank(8)}`,
      ],
      signed: ['（签收单位盖章）', `${blank(3)}年${blank(2)}月${blank(2)}日`],
    },
  };
}

/** A petition that is not the receiver's duty comes back within days; misconduct goes by the discipline rules. */
const objection = (kind: ClueKind): string =>
  kind === 'petition'
    ? `不属于你单位职责的，请自收到之日起${OBJECT_WORKING_DAYS}个工作日内提出异议（《信访工作条例》）。`
    : '';

const rowsOf = (data: TransferData): readonly (readonly [string, string])[] => [
  ['收到日期', printDay(data.receivedOn)],
  ['受理渠道', data.channel],
  ['涉及地方', data.place],
  ['被反映人', data.persons.join('；')],
  ['被反映单位', data.office],
  ['主要问题', data.summary],
  ['涉及资金（元）', data.amountYuan],
  ['并案线索', data.mergedNumbers.join('、')],
];

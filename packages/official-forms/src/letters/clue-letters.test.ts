import { describe, expect, it } from 'vitest';
import { linesOf } from '../testing/paper-text.ts';
import {
  type AcceptanceData,
  draftAcceptance,
  draftAnswer,
  draftExtension,
  draftRefusal,
  draftTransfer,
} from './clue-letters.ts';
import { writePaper } from './write-paper.ts';

const CLUE = {
  number: '线索〔2026〕12号',
  kind: 'petition',
  receivedOn: '2026-07-01',
  unit: '示例县住房和城乡建设局',
  day: '2026-07-03',
} as const;
const ACCEPTED: AcceptanceData = {
  ...CLUE,
  acceptedOn: '2026-07-02',
  finishBy: '2026-08-31',
  extendedDays: 0,
};
const BY_HAND = [
  '送达地址：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿',
  '查询码：＿＿＿ ＿＿＿ ＿＿＿ ＿＿＿ ＿＿＿',
];
const SECRECY = '您的身份和反映的内容，我单位依规保密，不会透露给被反映的人员和单位。';
const SIGNED = ['示例县住房和城乡建设局', '2026年7月3日'];

describe('the letters of a clue', () => {
  it('tells a petitioner that it was accepted, and by when it will be done', async () => {
    expect(await linesOf(await writePaper(draftAcceptance(ACCEPTED)))).toEqual([
      '受理告知书',
      '＿＿＿＿＿＿＿＿：',
      '您于2026年7月1日反映的问题，我单位已经登记，编号为线索〔2026〕12号。经审核，按申诉求决事项受理，受理日期为2026年7月2日。',
      '根据《信访工作条例》第三十四条，我单位自受理之日起60日内办结；情况复杂的，经批准可以延长，延长不超过30日，并告知您延期理由。按此计算，办理期限至2026年8月31日。',
      `您可以凭登记时取得的查询码，到我单位查询办理情况。${SECRECY}`,
      ...BY_HAND,
      ...SIGNED,
    ]);
  });

  it('promises of another kind what that kind is owed, and nothing where nothing is', () => {
    const limits = (over: Partial<AcceptanceData>) =>
      draftAcceptance({ ...ACCEPTED, finishBy: null, ...over }).blocks.flatMap((block) =>
        block.kind === 'paragraph' ? [block.text] : [],
      );
    expect(limits({ kind: 'report' })[1]).toBe(
      '根据《纪检监察机关处理检举控告工作规则》，我单位自受理之日起5个工作日内移交有权办理的机关、单位；办结之日起15个工作日内向您反馈结果。',
    );
    expect(limits({ kind: 'lead', finishBy: '2026-08-31' })).toHaveLength(2);
    expect(limits({ extendedDays: 30 })[1]).toContain('60日内办结；经批准，已延长30日。');
  });

  it('gives the reason where it is not accepted', async () => {
    const paper = draftRefusal({ ...CLUE, reason: '属于物业纠纷，请向社区反映。' });
    expect(await linesOf(await writePaper(paper))).toEqual([
      '不予受理告知书',
      '＿＿＿＿＿＿＿＿：',
      '您于2026年7月1日反映的问题，我单位已经登记，编号为线索〔2026〕12号。经审核，不予受理。',
      '原因：属于物业纠纷，请向社区反映。',
      SECRECY,
      ...BY_HAND,
      ...SIGNED,
    ]);
  });

  it('says that more time was granted, until when and why', async () => {
    const paper = draftExtension({
      ...CLUE,
      acceptedOn: '2026-07-02',
      days: 20,
      finishBy: '2026-09-21',
      reason: '需向外地调取档案',
    });
    expect(await linesOf(await writePaper(paper))).toEqual([
      '延期告知书',
      '＿＿＿＿＿＿＿＿：',
      '您于2026年7月1日反映的问题（编号线索〔2026〕12号），我单位于2026年7月2日受理。因情况复杂，不能在60日内办结。根据《信访工作条例》第三十四条，经批准，延长办理期限20日。按此计算，办理期限至2026年9月21日。',
      '延期理由：需向外地调取档案。',
      `您可以凭登记时取得的查询码，到我单位查询办理情况。${SECRECY}`,
      ...BY_HAND,
      ...SIGNED,
    ]);
  });

  it('answers with what was recorded, or leaves the place for it', async () => {
    const told = { ...CLUE, result: '属实', text: '已责令退回住房。' };
    expect(await linesOf(await writePaper(draftAnswer(told)))).toEqual([
      '答复书',
      '＿＿＿＿＿＿＿＿：',
      '您于2026年7月1日反映的问题（编号线索〔2026〕12号），经核查，结论为：属实。现答复如下：',
      '已责令退回住房。',
      '对本答复不服的，可以自收到本答复之日起30日内请求复查（《信访工作条例》第三十五条）。',
      SECRECY,
      ...BY_HAND,
      ...SIGNED,
    ]);
    const unsaid = await linesOf(await writePaper(draftAnswer({ ...told, kind: 'report', text: '' })));
    expect(unsaid[3]).toMatch(/^＿{26}$/);
    expect(unsaid.join()).not.toContain('复查');
  });

  it('hands over what is reported, with a receipt to sign, seal and return', async () => {
    const paper = draftTransfer({
      ...CLUE,
      receiverName: '示例县公安局',
      letterNo: '示建函〔2026〕7号',
      dueOn: '2026-08-03',
      channel: '电话',
      place: '示例第一镇',
      persons: ['不详 社区干部 村社干部'],
      office: '',
      summary: '反映公租房转租牟利。',
      amountYuan: '12000.00',
      mergedNumbers: ['线索〔2026〕13号'],
    });
    expect(await linesOf(await writePaper(paper))).toEqual([
      '移送函',
      '示建函〔2026〕7号',
      '示例县公安局：',
      '现将我单位收到的申诉求决事项（编号线索〔2026〕12号）移送你单位，请依职责办理。有关情况如下。',
      '申诉求决事项情况',
      ...['项目', '内容'],
      ...['收到日期', '2026年7月1日'],
      ...['受理渠道', '电话'],
      ...['涉及地方', '示例第一镇'],
      ...['被反映人', '不详 社区干部 村社干部'],
      ...['主要问题', '反映公租房转租牟利。'],
      ...['涉及资金（元）', '12000.00'],
      ...['并案线索', '线索〔2026〕13号'],
      '请填写所附回执退回我单位，并于2026年8月3日前书面告知办理结果。不属于你单位职责的，请自收到之日起5个工作日内提出异议（《信访工作条例》）。',
      '请严格保密，不得将反映的材料和有关情况透露或者转给被反映的人员和单位。本函不载明举报人身份。',
      ...SIGNED,
      '回　执',
      '示例县住房和城乡建设局：',
      '　　你单位示建函〔2026〕7号移送函（线索〔2026〕12号）已于＿＿＿年＿＿月＿＿日收到，由＿＿＿＿＿＿＿＿承办。',
      '联系人：＿＿＿＿＿＿＿　联系电话：＿＿＿＿＿＿＿＿',
      '（签收单位盖章）',
      '＿＿＿年＿＿月＿＿日',
    ]);
  });
});

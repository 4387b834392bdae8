import {
  faultText,
  type Household,
  isRegisterKind,
  type Member,
  type Outcome,
  REGISTERS,
  RULE_TITLES,
} from '@anju/domain';

function memberLine(member: Member): string {
  if (member.idStatus === 'missing')
    return `  成员 ${member.name}（无可用证件号：${faultText(member.idFault)}）`;
  return `  成员 ${member.name} ${member.idNumber}${member.idStatus === 'invalid' ? '（号码校验未通过）' : ''}`;
}

const STATUS = { pass: '通过', fail: '疑点', incomparable: '不可比' } as const;

/** The reasoning for one family, every rule with its outcome, reason, clause and the rows it rests on. */
export function explainFamily(household: Household, outcomes: readonly Outcome[]): string {
  const { code, members, tenancy } = household;
  const head = [
    `户编号 ${code}　${tenancy.estate ?? ''} ${tenancy.room ?? ''}`.trimEnd(),
    ...members.map(memberLine),
    '',
  ];
  const body = outcomes.flatMap((outcome) => {
    const member = members.find(({ key }) => key === outcome.memberKey);
    const likely = outcome.confidence === 'probable' ? '（号码差一位，疑似）' : '';
    return [
      `[${STATUS[outcome.status]}${likely}] ${outcome.rule} ${RULE_TITLES[outcome.rule]}${member === undefined ? '' : `：${member.name}`}`,
      `    ${outcome.reason}`,
      `    依据：${outcome.clause}`,
      ...outcome.lineage.map(
        ({ register, file, row, asOf }) =>
          `    来源：${isRegisterKind(register) ? REGISTERS[register].label : '花名册'} ${file} 第 ${row} 行${asOf === null ? '' : `（数据日期 ${asOf}）`}`,
      ),
    ];
  });
  return `${[...head, ...body].join('\n')}\n`;
}

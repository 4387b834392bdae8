import { SUPERVISION_FORMS } from '../campaigns/index.ts';
import type { PersonMeasures } from './person-record.ts';

/**
 * How a record will count in the form, in words: a person counts once however many cases they are in, each measure
 * counts once for each case (人数 against 人次).
 * @param counted whether another record of the same month and campaign already counts this person
 */
export function describeCounting(person: PersonMeasures, counted: boolean): string {
  const measures = [
    person.partySanction !== null && '党纪 1 人次',
    person.administrativeSanction !== null && '政务 1 人次',
    person.admonished && '诫勉 1 人次',
    person.organisational !== null && '组织处理 1 人次',
    person.judicial && '移送司法 1 人',
    person.form !== null && `${SUPERVISION_FORMS[person.form]} 1 人次`,
  ].filter((part) => part !== false);
  const head = counted ? '本人当月已计，总人数不再增加' : '本人计 1 人';
  return [head, ...measures].join('、');
}

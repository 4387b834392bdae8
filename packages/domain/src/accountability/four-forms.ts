import {
  type OrganisationalMeasure,
  PARTY_SANCTIONS,
  type PartySanction,
  SANCTIONS,
  type Sanction,
  SUPERVISION_FORMS,
} from '../campaigns/index.ts';
import type { MeasureFault, PersonMeasures } from './person-record.ts';

// 四种形态 as the discipline rules describe them: 1 谈话提醒、批评教育、责令检查、诫勉; 2 党纪轻处分、组织调整;
// 3 党纪重处分、重大职务调整; 4 严重违纪涉嫌犯罪追究刑事责任. Only party sanctions are divided there, so what
// follows for administrative ones is a warning, except where the measure is plainly of another form.

const CLAUSE = '监督执纪“四种形态”';
const isHeavyParty = (sanction: PartySanction) => PARTY_SANCTIONS.indexOf(sanction) >= 2;
/** 降级 and more; 第一种 is for what needs no sanction at all. */
const isHeavySanction = (sanction: Sanction) => SANCTIONS.indexOf(sanction) >= 3;
/** 职务调整 that weighs as much as the third form. */
const MAJOR_CHANGES: readonly OrganisationalMeasure[] = ['责令辞职', '免职', '降职'];

interface FormFaults {
  readonly refusals: readonly MeasureFault[];
  readonly warnings: readonly MeasureFault[];
}

/** Whether the form named fits the measures: what can't be is refused, what is unusual is asked about. */
export function judgeForm(person: PersonMeasures): FormFaults {
  const { form } = person;
  if (form === null) {
    const message = '没有填写形态，统计表“四种形态”各栏不计此人。';
    return { refusals: [], warnings: [fault('form-missing', message)] };
  }
  const label = SUPERVISION_FORMS[form];
  const refusals: MeasureFault[] = [];
  const warnings: MeasureFault[] = [];
  if (person.judicial && form !== 'fourth') {
    refusals.push(fault('judicial-is-fourth', `已移送司法的属于第四种形态，不能登记为${label}。`));
  }
  if (form === 'first') judgeFirst(person, refusals, warnings);
  if (form === 'second') judgeSecond(person, refusals, warnings);
  if (form === 'third') judgeThird(person, warnings);
  if (form === 'fourth' && !person.judicial) {
    warnings.push(fault('fourth-without-judicial', '第四种形态一般同时移送司法，请核对是否漏填。'));
  }
  return { refusals, warnings };
}

function judgeFirst(person: PersonMeasures, refusals: MeasureFault[], warnings: MeasureFault[]): void {
  const { partySanction, administrativeSanction, organisational } = person;
  if (partySanction !== null) {
    refusals.push(
      fault(
        'first-with-sanction',
        `第一种形态不含党纪处分，已给予${partySanction}的属于第二种或更重的形态。`,
      ),
    );
  }
  if (administrativeSanction !== null && isHeavySanction(administrativeSanction)) {
    refusals.push(
      fault('first-with-sanction', `第一种形态是红脸出汗，不能与政务处分${administrativeSanction}同时登记。`),
    );
  } else if (administrativeSanction !== null) {
    warnings.push(fault('first-with-light-sanction', '第一种形态一般不伴有政务处分，请核对形态。'));
  }
  if (organisational !== null && organisational !== '通报批评') {
    warnings.push(fault('first-with-change', `${organisational}一般属于第二种形态，请核对形态。`));
  }
}

function judgeSecond(person: PersonMeasures, refusals: MeasureFault[], warnings: MeasureFault[]): void {
  const { partySanction, administrativeSanction, organisational } = person;
  if (partySanction !== null && isHeavyParty(partySanction)) {
    refusals.push(
      fault('second-with-heavy', `第二种形态是党纪轻处分，${partySanction}是重处分，属于第三种形态。`),
    );
  }
  if (administrativeSanction !== null && isHeavySanction(administrativeSanction)) {
    warnings.push(
      fault(
        'second-with-heavy-sanction',
        `政务处分${administrativeSanction}较重，请核对是否属于第三种形态。`,
      ),
    );
  }
  if (partySanction === null && administrativeSanction === null && organisational === null) {
    warnings.push(fault('second-without-measure', '第二种形态应有轻处分或组织调整，请核对是否漏填。'));
  }
}

function judgeThird(person: PersonMeasures, warnings: MeasureFault[]): void {
  const { partySanction, administrativeSanction, organisational } = person;
  const heavy =
    (partySanction !== null && isHeavyParty(partySanction)) ||
    (administrativeSanction !== null && isHeavySanction(administrativeSanction)) ||
    (organisational !== null && MAJOR_CHANGES.includes(organisational));
  if (!heavy) {
    warnings.push(fault('third-without-heavy', '第三种形态应有党纪重处分或重大职务调整，请核对是否漏填。'));
  }
}

function fault(code: string, message: string): MeasureFault {
  return { code, path: 'form', message, clause: CLAUSE };
}

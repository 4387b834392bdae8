import { calendarDate, isLongAgo } from '../basics/calendar-date.ts';
import { judgeForm } from './four-forms.ts';
import { findLegalFaults } from './legal-limits.ts';
import type { MeasureFault, PersonRecord } from './person-record.ts';
import { findLevelFaults, type StandingLevel } from './village-posts.ts';

export interface AccountabilityVerdict {
  /** With one of these the record is not taken. */
  readonly refusals: readonly MeasureFault[];
  /** The officer is asked to look again; the record may stand. */
  readonly warnings: readonly MeasureFault[];
}

/** Offices that carry housing out and discipline nobody. */
const HOUSING_OFFICE = /住房|住建|城建|建设局|房管|住保/u;

/**
 * All that law, form and sense say about a record.
 * @param at the bureau's day, the day the case was found, and as what the person stands on record already
 */
export function judgeAccountability(
  record: PersonRecord,
  at: {
    readonly today: string;
    readonly foundOn: string;
    readonly standing: readonly StandingLevel[];
  },
): AccountabilityVerdict {
  const form = judgeForm(record);
  return {
    refusals: [
      ...findLegalFaults(record),
      ...findLevelFaults(record, at.standing),
      ...form.refusals,
      ...judgeDecision(record, at.today),
    ],
    warnings: [...form.warnings, ...doubtDecision(record, at)],
  };
}

function judgeDecision(record: PersonRecord, today: string): readonly MeasureFault[] {
  const faults: MeasureFault[] = [];
  if (record.decidedOn > today) {
    faults.push(decision('decided-in-future', 'decidedOn', '决定日期在今天之后。请按决定文书的日期登记。'));
  }
  if (record.decidedBy.trim() === '') {
    faults.push(
      decision('no-decider', 'decidedBy', '请填写作出决定的机关：住房保障部门只登记，不作处分决定。'),
    );
  }
  if (record.documentNo.trim() === '') {
    faults.push(decision('no-document', 'documentNo', '请填写决定文书的文号，没有文号的不登记。'));
  }
  return faults;
}

function doubtDecision(
  record: PersonRecord,
  { foundOn, today }: { readonly foundOn: string; readonly today: string },
): readonly MeasureFault[] {
  const faults: MeasureFault[] = [];
  const sanctioned = record.partySanction !== null || record.administrativeSanction !== null;
  if (sanctioned && HOUSING_OFFICE.test(record.decidedBy)) {
    faults.push(
      decision(
        'housing-office-decides',
        'decidedBy',
        '住房保障部门不是纪检监察机关。党纪、政务处分请填写实际作出决定的机关。',
      ),
    );
  }
  if (record.decidedOn < foundOn) {
    faults.push(
      decision('decided-before-found', 'decidedOn', `决定日期早于问题发现日期 ${foundOn}，请核对。`),
    );
  }
  if (isLongAgo(calendarDate(record.decidedOn), calendarDate(today))) {
    faults.push(
      decision(
        'decided-long-ago',
        'decidedOn',
        '决定日期在一年多以前，请核对。确是当时作出的，可以照此登记。',
      ),
    );
  }
  return faults;
}

function decision(code: string, path: MeasureFault['path'], message: string): MeasureFault {
  return { code, path, message, clause: null };
}

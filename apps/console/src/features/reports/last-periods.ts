import dayjs from 'dayjs';

export interface PeriodChoice {
  readonly value: string;
  readonly label: string;
}

interface Span {
  readonly today: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

interface Setting {
  readonly every: 'month' | 'half-month' | 'once';
  readonly dueOn: string | null;
}

/** The periods of a form that have begun, the newest first; a form that is due once has its day. */
export function lastPeriods(
  { every, dueOn }: Setting,
  { today, startsOn, endsOn }: Span,
): readonly PeriodChoice[] {
  if (every === 'once') return dueOn === null ? [] : [{ value: dueOn, label: `${dueOn} 前` }];
  const last = today < endsOn ? today : endsOn;
  const periods: PeriodChoice[] = [];
  for (let month = dayjs(last).startOf('month'); month.format('YYYY-MM') >= startsOn.slice(0, 7); ) {
    const value = month.format('YYYY-MM');
    const label = month.format('YYYY年M月');
    if (every === 'month') periods.push({ value, label });
    else {
      if (`${value}-16` <= last && month.endOf('month').format('YYYY-MM-DD') >= startsOn)
        periods.push({ value: `${value}-2`, label: `${label}下半月` });
      if (`${value}-15` >= startsOn) periods.push({ value: `${value}-1`, label: `${label}上半月` });
    }
    month = month.subtract(1, 'month');
  }
  return periods;
}

import { App, DatePicker, type DatePickerProps } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

/** How people write a day; the first is how it is shown. */
const WRITTEN = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日'];

/** A day, typed in any of the usual ways or chosen. What was typed and is no day is not put back without a word. */
export function DayPicker({ onBlur, ...picker }: DatePickerProps<Dayjs, false>) {
  const { message } = App.useApp();
  return (
    <DatePicker
      {...picker}
      format={WRITTEN}
      onBlur={(event, info) => {
        const typed = event.target instanceof HTMLInputElement ? event.target.value.trim() : '';
        const refused = typed === '' ? null : whyRefused(typed, picker);
        if (refused !== null) void message.warning(`“${typed}”${refused}，没有采用`);
        onBlur?.(event, info);
      }}
    />
  );
}

type Bounds = Pick<DatePickerProps<Dayjs, false>, 'minDate' | 'maxDate'>;

function whyRefused(typed: string, { minDate, maxDate }: Bounds): string | null {
  const day = WRITTEN.map((format) => dayjs(typed, format, true)).find((one) => one.isValid());
  if (day === undefined) return '不是日期';
  if (minDate && day.isBefore(minDate, 'day')) return `早于${minDate.format('YYYY-MM-DD')}`;
  if (maxDate && day.isAfter(maxDate, 'day')) return `晚于${maxDate.format('YYYY-MM-DD')}`;
  return null;
}

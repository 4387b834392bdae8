import { calendarDate, isLongAgo } from '@anju/domain';
import { Form } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMe } from '../../app/session.ts';
import { DayPicker } from '../../ui/day-picker.tsx';

/** A day more than a year back may be right: it is asked about, and taken. */
const lookTwice = (today: string) => ({
  warningOnly: true,
  validator: (_: unknown, day: Dayjs | undefined) =>
    day !== undefined && isLongAgo(calendarDate(day.format('YYYY-MM-DD')), calendarDate(today))
      ? Promise.reject(new Error('收到日期在一年多以前，请核对。确是当时收到的，可以照此登记。'))
      : Promise.resolve(),
});

/** The field `receivedOn`: every limit runs from this day. */
export function ReceivedDay() {
  const { today } = useMe();
  return (
    <Form.Item
      name="receivedOn"
      label="收到日期"
      rules={[{ required: true, message: '请选择日期' }, lookTwice(today)]}
    >
      <DayPicker className="full" maxDate={dayjs(today)} allowClear={false} />
    </Form.Item>
  );
}

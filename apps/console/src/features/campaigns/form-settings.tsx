import { REPORT_NAMES } from '@anju/domain';
import { InputNumber, Select } from 'antd';
import type { CampaignContent } from '../../api/contract.ts';
import { DayField } from './day-field.tsx';

type Form = CampaignContent['forms'][number];

/** How often, and nothing of another rhythm left behind. */
function withRhythm(form: Form, every: Form['every']): Form {
  const { dueDay: _1, reports: _2, dueAfterDays: _3, dueOn: _4, ...rest } = form;
  if (every === 'month') return { ...rest, every, dueDay: 18, reports: 'previous-month' };
  return every === 'half-month' ? { ...rest, every, dueAfterDays: 0 } : { ...rest, every };
}

/** The forms that print money in 万元. */
const IN_WAN: readonly Form['form'][] = ['F4', 'F5'];

interface FormSettingsProps {
  readonly form: Form;
  readonly onChange: (form: Form) => void;
}

/** Due day, counted period and how nothing is written, of one form. */
export function FormSettings({ form, onChange }: FormSettingsProps) {
  const of = `${form.form} `;
  return (
    <div className="row-fields is-settings">
      <strong>
        {form.form} {REPORT_NAMES[form.form]}
      </strong>
      <Select
        value={form.every}
        aria-label={`${of}报送周期`}
        onChange={(every) => onChange(withRhythm(form, every))}
        options={[
          { value: 'month', label: '每月' },
          { value: 'half-month', label: '每半月' },
          { value: 'once', label: '一次' },
        ]}
      />
      {form.every === 'month' && (
        <>
          <InputNumber
            min={1}
            max={31}
            value={form.dueDay ?? null}
            suffix="日前"
            aria-label={`${of}每月几日前报`}
            onChange={(dueDay) => (dueDay === null ? undefined : onChange({ ...form, dueDay }))}
          />
          <Select
            value={form.reports ?? null}
            aria-label={`${of}报哪个月`}
            onChange={(reports) => (reports === null ? undefined : onChange({ ...form, reports }))}
            options={[
              { value: 'same-month' as const, label: '报当月（到报送日）' },
              { value: 'previous-month' as const, label: '报上月' },
            ]}
          />
        </>
      )}
      {form.every === 'half-month' && (
        <InputNumber
          min={0}
          max={15}
          value={form.dueAfterDays ?? null}
          suffix="日内"
          aria-label={`${of}半月后几日内报`}
          onChange={(days) => (days === null ? undefined : onChange({ ...form, dueAfterDays: days }))}
        />
      )}
      {form.every === 'once' && (
        <DayField
          label="报送日期"
          value={form.dueOn ?? null}
          onChange={(day) => (day === null ? undefined : onChange({ ...form, dueOn: day }))}
        />
      )}
      <Select
        value={form.basis}
        aria-label={`${of}统计口径`}
        onChange={(basis) => onChange({ ...form, basis })}
        options={[
          { value: 'period', label: '当期数' },
          { value: 'cumulative', label: '累计数' },
        ]}
      />
      <Select
        value={form.nothingAs}
        aria-label={`${of}没有时写法`}
        onChange={(nothingAs) => onChange({ ...form, nothingAs })}
        options={[
          { value: 'zero', label: '没有填 0' },
          { value: 'blank', label: '没有留空' },
        ]}
      />
      {form.form === 'F4' && (
        <Select
          value={form.untrueClues ?? 'counted'}
          aria-label={`${of}不属实的线索`}
          onChange={(untrueClues) => onChange({ ...form, untrueClues })}
          options={[
            { value: 'counted', label: '不属实的线索计入' },
            { value: 'left-out', label: '不属实的线索不计入' },
          ]}
        />
      )}
      {IN_WAN.includes(form.form) && (
        <Select
          value={form.wanDecimals ?? 4}
          aria-label={`${of}万元小数位`}
          onChange={(wanDecimals) => onChange({ ...form, wanDecimals })}
          options={([2, 3, 4] as const).map((places) => ({ value: places, label: `万元 ${places} 位小数` }))}
        />
      )}
    </div>
  );
}

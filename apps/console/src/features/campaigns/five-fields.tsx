import { FIVE_PINNED } from '@anju/domain';
import { useMe } from '../../app/session.ts';
import { TextField } from '../../ui/text-field.tsx';
import { DayField } from './day-field.tsx';
import { LineField } from './line-field.tsx';

/** 任务, 责任, 人员, 时限; the progress follows. */
export interface Five {
  readonly task: string;
  readonly responsible: string;
  readonly staff: string;
  readonly deadline: string;
}

export const EMPTY_FIVE: Five = { task: '', responsible: '', staff: '', deadline: '' };

export function isFivePinned(five: Five): boolean {
  return (
    [five.task, five.responsible, five.staff].every((text) => text.trim().length >= 2) && five.deadline !== ''
  );
}

interface FiveFieldsProps {
  readonly five: Five;
  readonly onChange: (five: Five) => void;
}

export function FiveFields({ five, onChange }: FiveFieldsProps) {
  const me = useMe();
  return (
    <div className="act-form">
      <TextField
        label={FIVE_PINNED.task}
        value={five.task}
        onChange={(task) => onChange({ ...five, task })}
        maxLength={2000}
      />
      <LineField
        label={FIVE_PINNED.responsible}
        value={five.responsible}
        onChange={(responsible) => onChange({ ...five, responsible })}
        maxLength={200}
      />
      <LineField
        label={FIVE_PINNED.staff}
        value={five.staff}
        onChange={(staff) => onChange({ ...five, staff })}
        maxLength={200}
      />
      <DayField
        label={FIVE_PINNED.deadline}
        value={five.deadline}
        onChange={(day) => onChange({ ...five, deadline: day ?? '' })}
        min={me.today}
      />
    </div>
  );
}

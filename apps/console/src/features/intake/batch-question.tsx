import { Radio } from 'antd';
import type { Feed } from '../../api/contract.ts';
import type { BatchChoice } from './source.ts';

interface BatchQuestionProps {
  readonly counting: NonNullable<Feed['counting']>;
  /** The day this file stands for: what is older can't replace. */
  readonly asOf: string;
  readonly choice: BatchChoice | null;
  readonly onChoose: (choice: BatchChoice) => void;
}

/** Asked where a delivery of the register counts already; nothing is chosen beforehand, for either may lose data. */
export function BatchQuestion({ counting, asOf, choice, onChoose }: BatchQuestionProps) {
  const older = asOf < counting.asOf;
  return (
    <fieldset className="plain-fieldset gap-top">
      <legend>
        这类登记已有数据日期 {counting.asOf} 的一期（{counting.files.join('、')}），这份文件怎么算？
      </legend>
      <Radio.Group
        value={choice}
        onChange={(event) => onChoose(event.target.value)}
        options={[
          { value: 'add', label: '补充这一期：与已有的文件一起比对' },
          { value: 'replace', label: '替换这一期：以后只用这份文件', disabled: older },
        ]}
      />
      {older && (
        <p className="muted">
          这份文件的数据日期是 {asOf}
          ，比已有的一期旧，不能替换。日期填错了，就取消这次载入、按正确的日期重新报送。
        </p>
      )}
    </fieldset>
  );
}

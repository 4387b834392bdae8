import { Radio } from 'antd';
import type { Feed } from '../../api/contract.ts';
import type { BatchChoice } from './source.ts';

interface BatchQuestionProps {
  readonly counting: NonNullable<Feed['counting']>;
  readonly choice: BatchChoice | null;
  readonly onChoose: (choice: BatchChoice) => void;
}

/** Asked where a delivery of the register counts already; nothing is chosen beforehand, for either may lose data. */
export function BatchQuestion({ counting, choice, onChoose }: BatchQuestionProps) {
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
          { value: 'replace', label: '替换这一期：以后只用这份文件' },
        ]}
      />
    </fieldset>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { api, take } from '../../api/client.ts';
import type { AccountabilityItem } from '../../api/contract.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import type { bodyOf, PersonDraft } from './person-draft.ts';

type Body = NonNullable<ReturnType<typeof bodyOf>>;

/** What recording it would do, asked again a moment after each change. */
export function usePersonPreview(body: Body | null) {
  const text = useDebounced(JSON.stringify(body), 350);
  const settled = text === JSON.stringify(body);
  return useQuery({
    queryKey: ['accountability', 'preview', text],
    queryFn: () => (body === null ? null : take(api.POST('/api/accountability/preview', { body }))),
    enabled: body !== null && settled,
    placeholderData: keepPreviousData,
    retry: false,
    // Holds an ID number: not kept once the form is closed.
    gcTime: 0,
  });
}

type Preview = NonNullable<ReturnType<typeof usePersonPreview>['data']>;

interface PersonPreviewProps {
  readonly preview: Preview | null | undefined;
  readonly error: unknown;
  readonly draft: PersonDraft;
  readonly onSamePerson: (id: string | null) => void;
}

/** What the law refuses, what is unusual, how it counts, and whether the person is known already. */
export function PersonPreview({ preview, error, draft, onSamePerson }: PersonPreviewProps) {
  if (error !== null) return <FormProblem error={error} />;
  if (preview === null || preview === undefined)
    return <p className="muted">填好问题、姓名、职务和两个级别后，这里会核对能不能登记、怎么统计。</p>;
  return (
    <section className="preview" aria-label="登记前核对" aria-live="polite">
      {preview.refusals.map((fault) => (
        <Alert
          key={fault.code}
          type="error"
          showIcon
          title={fault.message}
          description={fault.clause === null ? null : `依据：${fault.clause}`}
        />
      ))}
      {preview.warnings.map((fault) => (
        <Alert
          key={fault.code}
          type="warning"
          showIcon
          title={fault.message}
          description={fault.clause === null ? null : `依据：${fault.clause}`}
        />
      ))}
      {preview.sameName.length > 0 && draft.samePersonAs === null && (
        <Alert
          type="warning"
          showIcon
          title="有同名的人已经登记过。是同一人的，请点“是同一人”，否则按两个人统计。"
          description={<SameName records={preview.sameName} onSamePerson={onSamePerson} />}
        />
      )}
      {preview.samePerson.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`与 ${preview.samePerson.length} 条已有记录按同一人统计${
            draft.idNumber === '' && draft.samePersonAs === null
              ? '（姓名、职务相同）。不是同一人的，请填证件号区分。'
              : '。'
          }`}
          action={
            draft.samePersonAs !== null && (
              <Button size="small" onClick={() => onSamePerson(null)}>
                不是同一人
              </Button>
            )
          }
        />
      )}
      <Alert type="info" showIcon title={`统计：${preview.counting}`} />
    </section>
  );
}

function SameName({
  records,
  onSamePerson,
}: {
  readonly records: readonly AccountabilityItem[];
  readonly onSamePerson: (id: string) => void;
}) {
  return (
    <ul className="same-name">
      {records.map((record) => (
        <li key={record.id}>
          <span>
            {record.name}，{record.post}：{record.measures}（{record.decidedOn}）
          </span>
          <Button size="small" onClick={() => onSamePerson(record.id)}>
            是同一人
          </Button>
        </li>
      ))}
    </ul>
  );
}

import { Form, type FormInstance } from 'antd';
import { Link } from 'react-router';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import type { ClueDraft } from './clue-draft.ts';
import { type TypedClue, useSimilar } from './queries.ts';

const PAUSE_MS = 500;

function typedOf(draft: ClueDraft | undefined): TypedClue {
  return {
    summary: draft?.summary?.trim() ?? '',
    persons: (draft?.persons ?? []).map((person) => person?.name?.trim() ?? '').filter((name) => name !== ''),
    placeRegion: draft?.placeRegion ?? '',
    office: draft?.office?.slice(2) ?? null,
  };
}

/** Clues like the one being typed, so that one matter is registered once. */
export function SimilarClues({ form }: { readonly form: FormInstance<ClueDraft> }) {
  const draft: ClueDraft | undefined = Form.useWatch([], form);
  const typed = typedOf(draft);
  const key = JSON.stringify(typed);
  const stands = useDebounced(key, PAUSE_MS) === key;
  const similar = useSimilar(typed, stands);
  const items = similar.data?.items ?? [];
  if (items.length === 0)
    return <p className="muted">边填边查：与已登记线索相似时会列在这里，不要重复登记。</p>;
  return (
    <>
      <p>可能已经登记过，请先打开看看：</p>
      <ul className="similar-list">
        {items.map((item) => (
          <li key={item.id}>
            <div className="card-line">
              <Link to={`/clues/${item.id}`} target="_blank">
                {item.number}
              </Link>
              <ToneTag tone="wait">{item.stateLabel}</ToneTag>
            </div>
            <div>{item.reasons.join('、')}</div>
            <div className="muted clamp-2">{item.summary}</div>
          </li>
        ))}
      </ul>
    </>
  );
}

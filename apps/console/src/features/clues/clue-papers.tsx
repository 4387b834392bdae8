import { LockOutlined, PaperClipOutlined } from '@ant-design/icons';
import type { Clue } from '../../api/contract.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';

/** Papers of a clue: served through the clue, so that who must not see it can't see them. */
export function CluePapers({ clue }: { readonly clue: Clue }) {
  if (clue.papers.length === 0) return <p className="muted">没有材料。办理各步时可以上传。</p>;
  return (
    <ul className="paper-list">
      {clue.papers.map((paper) => (
        <li key={paper.id}>
          {paper.showsReporter ? (
            <>
              <LockOutlined aria-hidden /> 含举报人信息，须经两人同意后查看
            </>
          ) : (
            <a href={`/api/clues/${clue.id}/papers/${paper.id}`} target="_blank" rel="noreferrer">
              <PaperClipOutlined aria-hidden /> {paper.name}
            </a>
          )}{' '}
          <span className="muted number">
            {formatBytes(paper.size)} · {formatMoment(paper.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

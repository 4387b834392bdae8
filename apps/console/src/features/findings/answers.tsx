import { PaperClipOutlined } from '@ant-design/icons';
import type { Finding, Paper } from '../../api/contract.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';

export function PaperLinks({ papers }: { readonly papers: readonly Paper[] }) {
  if (papers.length === 0) return null;
  return (
    <ul className="paper-list">
      {papers.map((paper) => (
        <li key={paper.id}>
          <a href={`/api/papers/${paper.id}`} target="_blank" rel="noreferrer">
            <PaperClipOutlined aria-hidden /> {paper.name}
          </a>{' '}
          <span className="muted">{formatBytes(paper.size)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the family said, with its papers. */
export function Answers({ finding }: { readonly finding: Finding }) {
  const attached = new Set(
    finding.answers.flatMap((answer) => (answer.papers ?? []).map((paper) => paper.id)),
  );
  const loose = finding.papers.filter((paper) => !attached.has(paper.id));
  if (finding.answers.length === 0 && loose.length === 0)
    return <p className="muted">家庭还没有反馈。告知后，在“办理”中登记反馈并上传材料。</p>;
  return (
    <>
      {finding.answers.map((answer) => (
        <div key={answer.id} className="answer">
          <p>{answer.text}</p>
          <PaperLinks papers={answer.papers ?? []} />
          <p className="muted number">
            {answer.byName} {formatMoment(answer.at)}
          </p>
        </div>
      ))}
      <PaperLinks papers={loose} />
    </>
  );
}

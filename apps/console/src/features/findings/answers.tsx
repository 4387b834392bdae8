import { PaperClipOutlined } from '@ant-design/icons';
import type { Finding, Paper } from '../../api/contract.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';

export function PaperLinks({ papers }: { readonly papers: readonly Pick<Paper, 'id' | 'name' | 'size'>[] }) {
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

/** The notes of what the family answered. */
export function answersOf(finding: Finding): Finding['notes'] {
  return finding.notes.filter((note) => note.act === 'record-answer');
}

/** What the family said, with its papers. */
export function Answers({ finding }: { readonly finding: Finding }) {
  const answers = answersOf(finding);
  const ofAnswer = (id: string) => finding.papers.filter((paper) => paper.noteId === id);
  const loose = finding.papers.filter((paper) => !answers.some((answer) => answer.id === paper.noteId));
  if (answers.length === 0 && loose.length === 0)
    return (
      <p className="muted">
        {finding.answerBy === null
          ? '家庭还没有反馈。告知后，在“办理”中登记反馈并上传材料。'
          : `已告知家庭，反馈截止日 ${finding.answerBy}，家庭还没有反馈。`}
      </p>
    );
  return (
    <>
      {answers.map((answer) => (
        <div key={answer.id} className="answer">
          <p>{answer.text}</p>
          <PaperLinks papers={ofAnswer(answer.id)} />
          <p className="muted number">
            {answer.byName} {formatMoment(answer.at)}
          </p>
        </div>
      ))}
      <PaperLinks papers={loose} />
    </>
  );
}

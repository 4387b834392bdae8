import { Link } from 'react-router';
import type { FlagItem } from '../../api/contract.ts';

/** As many records as are named before the rest is folded. */
const SHOWN = 6;

/** The figures behind a flag. */
export function FlagFigures({ flag }: { readonly flag: FlagItem }) {
  return (
    <span className="flag-figures">
      {flag.figures.map((figure) => (
        <span key={figure.label}>
          <span className="muted">{figure.label}</span> <span className="number">{figure.value}</span>
        </span>
      ))}
    </span>
  );
}

/** The papers that a flag is about, to be opened beside each other. */
export function FlagPapers({ flag }: { readonly flag: FlagItem }) {
  if (flag.papers.length === 0) return null;
  return (
    <span className="flag-problems">
      {flag.papers.map((paper) => (
        <a key={paper.id} href={`/api/papers/${paper.id}`} target="_blank" rel="noreferrer">
          {paper.number} {paper.name}
        </a>
      ))}
    </span>
  );
}

function ProblemLink({ problem }: { readonly problem: FlagItem['problems'][number] }) {
  return (
    <Link to={`/problems/${problem.id}`} className="number">
      {problem.number}
    </Link>
  );
}

/** The records that a flag names, each a link. */
export function FlagProblems({ flag }: { readonly flag: FlagItem }) {
  const rest = flag.problems.slice(SHOWN);
  return (
    <span className="flag-problems">
      {flag.problems.slice(0, SHOWN).map((problem) => (
        <ProblemLink key={problem.id} problem={problem} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary>另有 {rest.length} 个</summary>
          <span className="flag-problems">
            {rest.map((problem) => (
              <ProblemLink key={problem.id} problem={problem} />
            ))}
          </span>
        </details>
      )}
    </span>
  );
}

import { DownloadOutlined } from '@ant-design/icons';
import type { Clue } from '../../api/contract.ts';

type Letter = Clue['letters'][number];

interface LetterLinksProps {
  readonly clue: Clue;
  readonly kinds: readonly Letter['kind'][];
}

/** The letters of a clue that can be printed now; name and address of a reporter are written in by hand. */
export function LetterLinks({ clue, kinds }: LetterLinksProps) {
  const letters = clue.letters.filter(({ kind }) => kinds.includes(kind));
  if (letters.length === 0) return null;
  return (
    <ul className="paper-list">
      {letters.map((letter) => (
        <li key={`${letter.kind} ${letter.of}`}>
          <a href={`/api/clues/${clue.id}/letters/${letter.kind}/${letter.of}`} download>
            <DownloadOutlined aria-hidden /> {letter.label}
          </a>
        </li>
      ))}
    </ul>
  );
}

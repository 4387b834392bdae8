import { Dialog } from '../../ui/dialog.tsx';

export interface ChaseLetter {
  readonly county: string;
  readonly countyName: string;
  readonly paragraphs: readonly string[];
}

interface ChaseLettersProps {
  readonly letters: readonly ChaseLetter[];
  readonly onClose: () => void;
}

/** The letters of a chase, each as it is printed: title, to whom, what is late, from whom, day. */
export function ChaseLetters({ letters, onClose }: ChaseLettersProps) {
  return (
    <Dialog
      title="催报通知"
      open
      width={720}
      onCancel={onClose}
      okText="打印"
      cancelText="关闭"
      onOk={() => window.print()}
      rootClassName="print-modal"
    >
      {letters.map((letter) => (
        <article key={letter.county} className="letter">
          {letter.paragraphs.map((text, at) => (
            <p key={text} className={lineClass(at, letter.paragraphs.length)}>
              {text}
            </p>
          ))}
        </article>
      ))}
    </Dialog>
  );
}

function lineClass(at: number, count: number): string {
  if (at === 0) return 'letter-title';
  if (at === 1) return 'letter-to';
  return at >= count - 2 ? 'letter-from' : 'letter-text';
}

import type { ReportView } from '../../api/contract.ts';
import { figuresOf } from './figures-of.ts';

interface PhoneFiguresProps {
  readonly view: ReportView;
  readonly onOpen: (path: string) => void;
  readonly faultCells: ReadonlySet<string>;
}

/** What a form of one row counts, one under the other: on a phone most of its columns lie beside the screen. */
export function PhoneFigures({ view, onOpen, faultCells }: PhoneFiguresProps) {
  const groups = figuresOf(view);
  if (groups.length === 0) return null;
  return (
    <div className="phone-figures">
      {groups.map(({ heading, figures }) => (
        <section key={figures[0]?.cell.address}>
          {heading !== '' && <p className="muted">{heading}</p>}
          <ul>
            {figures.map(({ label, cell }) => (
              <li key={cell.address}>
                <button
                  type="button"
                  className={faultCells.has(cell.address) ? 'has-fault' : ''}
                  onClick={() => cell.path !== null && onOpen(cell.path)}
                >
                  <span>
                    {label}
                    {cell.corrected && '（已更正）'}
                    {faultCells.has(cell.address) && '（有问题）'}
                  </span>
                  <strong className="number">{cell.text === '' ? '空' : cell.text}</strong>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

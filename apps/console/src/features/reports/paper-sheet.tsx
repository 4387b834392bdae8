import type { ReactNode } from 'react';
import type { StagePaper } from '../../api/contract.ts';
import { TableScroll } from '../../ui/table-scroll.tsx';

type Block = StagePaper['blocks'][number];
type TableBlock = Extract<Block, { kind: 'table' }>;

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** An official paper on screen: title, addressee, numbered heads, tables, signature, copies. */
export function PaperSheet({ paper }: { readonly paper: StagePaper }) {
  return (
    <article className="panel paper-sheet">
      <h2 className="paper-title">
        {paper.title.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </h2>
      {paper.to !== '' && <p className="paper-to">{paper.to}：</p>}
      {numbered(paper.blocks)}
      <p className="paper-signed">
        {paper.unit}
        <br />
        {printDay(paper.day)}
      </p>
      {paper.copyTo.length > 0 && <p className="paper-copies">抄送：{paper.copyTo.join('，')}。</p>}
    </article>
  );
}

/** Heads carry 一、 and （一） as on paper, starting again under each 一、. */
function numbered(blocks: readonly Block[]): ReactNode[] {
  let section = 0;
  let part = 0;
  return blocks.map((block) => {
    if (block.kind === 'table') return <PaperTable key={block.caption} block={block} />;
    if (block.kind === 'section') {
      section += 1;
      part = 0;
      return <h3 key={block.text}>{`${NUMERALS[section] ?? section}、${block.text}`}</h3>;
    }
    if (block.kind === 'part') {
      part += 1;
      return <h4 key={`${section} ${block.text}`}>{`（${NUMERALS[part] ?? part}）${block.text}`}</h4>;
    }
    return <p key={`${section} ${part} ${block.text}`}>{block.text}</p>;
  });
}

function PaperTable({ block }: { readonly block: TableBlock }) {
  const align = (column: number) => (block.figures[column] === true ? 'right number' : undefined);
  return (
    <TableScroll label={block.caption}>
      <table className="plain-table paper-table">
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.header.map((text, column) => (
              <th key={text} scope="col" className={align(column)}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join(' ')}>
              {row.map((text, column) => (
                <td key={block.header[column] ?? text} className={align(column)}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function printDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

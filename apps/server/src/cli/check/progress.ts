import { REGISTERS } from '@anju/domain';
import { LEFT_OUT_REASONS, type LeftOutSheet, type Progress } from '@anju/matching';
import type { CommandStreams } from '../form.ts';

export interface ProgressLine {
  /** A step begins. */
  say(text: string): void;
  show(progress: Progress): void;
  /** Ends a line that is being overwritten. */
  done(): void;
}

/** On a terminal one line that is overwritten; otherwise a plain line for each step. */
export function progressOn(stream: CommandStreams['stderr']): ProgressLine {
  const overwrites = 'isTTY' in stream && stream.isTTY === true;
  let open = false;
  const line = (text: string) => {
    stream.write(open ? `\r\u001b[K${text}\n` : `${text}\n`);
    open = false;
  };
  const transient = (text: string) => {
    if (!overwrites) return;
    stream.write(`\r\u001b[K${text}`);
    open = true;
  };
  return {
    say: line,
    show: (progress) => {
      switch (progress.step) {
        case 'open':
          return transient(`读取 ${progress.file} ${percent(progress.done, progress.total)}`);
        case 'match':
          return transient(`比对 ${progress.file} ${Math.round(progress.percent)}%`);
        case 'families':
          return transient(`判断 ${progress.done} / ${progress.total} 户`);
        case 'matched': {
          const { kind, file, rowsRead, rowsRefused, headersUnused, sheetsLeftOut, seconds } =
            progress.statistics;
          const refused = rowsRefused === 0 ? '' : `，未采用 ${rowsRefused} 行`;
          return line(
            `${REGISTERS[kind].label}（${file}）：${rowsRead} 行${refused}，${seconds.toFixed(1)} 秒${unused(headersUnused)}${leftOut(sheetsLeftOut)}`,
          );
        }
      }
    },
    done: () => {
      if (open) stream.write('\r\u001b[K');
      open = false;
    },
  };
}

/** A deciding column under a word that is not known must not go unnoticed. */
export const unused = (headers: readonly string[]): string =>
  headers.length === 0 ? '' : `；没有用到的列：${headers.join('、')}`;

/** Nor must a sheet that nobody has read. */
export const leftOut = (sheets: readonly LeftOutSheet[]): string =>
  sheets.length === 0
    ? ''
    : `；没有读的工作表：${sheets.map(({ name, reason }) => `${name}（${LEFT_OUT_REASONS[reason]}）`).join('、')}`;

const percent = (done: number, total: number): string =>
  total === 0 ? '' : `${Math.min(100, Math.round((done / total) * 100))}%`;

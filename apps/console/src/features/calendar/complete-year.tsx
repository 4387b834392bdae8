import { readYearList } from '@anju/domain';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { api, done, take } from '../../api/client.ts';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CALENDAR } from './stale.ts';

/** The text of a list: what a spreadsheet saves in China is often GB 18030, not UTF-8. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A year that the built-in data do not know: its list is pasted or loaded, looked over, and said to be complete. */
export function CompleteYear({ year, entered }: { readonly year: number; readonly entered: number }) {
  const [text, setText] = useState('');
  const { days, faults } = readYearList(text, year);
  const act = useAct({
    run: () =>
      take(
        api.PUT('/api/calendar/years/{year}', {
          params: { path: { year } },
          body: { days: days.map(({ day, kind, name }) => ({ day, kind, name })) },
        }),
      ),
    said: ({ counties }) =>
      counties > 1 ? `${counties} 个日历的 ${year} 年已确认完整` : `${year} 年已确认完整`,
    stale: STALE_CALENDAR,
    onDone: () => setText(''),
  });
  return (
    <Panel title={`录入 ${year} 年全年放假安排`}>
      <p className="muted">
        照国务院办公厅通知，一行一天或一段：日期、放假或上班、名称。例如“{year}-10-01至{year}-10-07 放假
        国庆节”“{year}-10-09 上班 国庆节”。
      </p>
      <TextField label="粘贴名单" value={text} onChange={setText} rows={6} maxLength={20000} />
      <FileDrop
        hint="也可以选文本或 CSV 文件，内容会放进上面的框里"
        sent={null}
        onFile={(file) => void textOf(file).then(setText)}
      />
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          className="gap-top gap-bottom"
          title={`有 ${faults.length} 行要改`}
          description={faults.map(({ line, message }) => (
            <div key={`${line} ${message}`}>
              第 {line} 行：{message}
            </div>
          ))}
        />
      )}
      {days.length > 0 && (
        <TableScroll label="录入前核对">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">放假或上班</th>
                <th scope="col">名称</th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, kind, name }) => (
                <tr key={day}>
                  <td className="number">{day}</td>
                  <td>{kind === 'off' ? '放假' : '上班'}</td>
                  <td>{name}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <p className="muted gap-top">
        名单 {days.length} 天，已录入 {entered} 天。确认后，落在这一年的报送日和期限不再提示人工核对。
      </p>
      <Button
        type="primary"
        className="gap-top"
        disabled={faults.length > 0 || days.length + entered === 0}
        loading={act.isPending}
        onClick={() => act.mutate(undefined)}
      >
        确认 {String(year)} 年已完整
      </Button>
    </Panel>
  );
}

/** Who said that the year is complete, and the way back. */
export function CompletedYear({
  year,
  by,
  mayReopen,
}: {
  readonly year: number;
  readonly by: string;
  readonly mayReopen: boolean;
}) {
  const act = useAct({
    run: () => done(api.DELETE('/api/calendar/years/{year}', { params: { path: { year } } })),
    said: () => `已撤回，${year} 年的期限须人工核对`,
    stale: STALE_CALENDAR,
  });
  return (
    <Alert
      type="info"
      showIcon
      title={`${year} 年的放假安排由${by}确认完整`}
      action={
        mayReopen ? (
          <Button size="small" loading={act.isPending} onClick={() => act.mutate(undefined)}>
            撤回确认
          </Button>
        ) : null
      }
    />
  );
}

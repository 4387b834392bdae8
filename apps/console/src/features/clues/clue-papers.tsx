import { LockOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { api, done } from '../../api/client.ts';
import type { Clue } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatBytes, formatMoment } from '../../ui/format.ts';
import { useAct } from '../../ui/use-act.ts';
import { STALE_CLUES } from './queries.ts';

/** Papers of a clue: served through the clue, so that who must not see it can't see them. */
export function CluePapers({ clue }: { readonly clue: Clue }) {
  const may = useMay();
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
          </span>{' '}
          {may('paper.upload') && !paper.showsReporter && <MarkPaper clue={clue} paper={paper.id} />}
        </li>
      ))}
    </ul>
  );
}

/** Nothing takes the mark back: two people open the paper from then on. */
function MarkPaper({ clue, paper }: { readonly clue: Clue; readonly paper: string }) {
  const mark = useAct({
    run: () =>
      done(
        api.POST('/api/clues/{id}/papers/{paper}/shows-reporter', {
          params: { path: { id: clue.id, paper } },
        }),
      ),
    said: () => '已标记，须经两人同意后查看',
    stale: STALE_CLUES,
  });
  return (
    <Popconfirm
      title="这份材料含举报人信息？"
      description="标记后须经两人同意才能查看，不能取消。"
      okText="标记"
      cancelText="不标记"
      onConfirm={() => mark.mutate(undefined)}
    >
      <Button size="small" type="link" loading={mark.isPending}>
        含举报人信息
      </Button>
    </Popconfirm>
  );
}

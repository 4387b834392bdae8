import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { HomeChart } from '../api/contract.ts';
import { ChartTable } from './chart-table.tsx';
import { Panel } from './panel.tsx';

/** ECharts comes only when a chart is shown. */
const Canvas = lazy(async () => ({ default: (await import('./chart-canvas.tsx')).ChartCanvas }));

/** A chart that answers one question, with the same numbers as a table beside it. */
export function Chart({ chart }: { readonly chart: HomeChart }) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  if (chart.categories.length === 0)
    return (
      <Panel title={chart.question}>
        <p className="muted">现在没有。</p>
      </Panel>
    );
  return (
    <Panel
      title={chart.question}
      acts={
        <Segmented
          size="small"
          value={view}
          onChange={setView}
          aria-label={`${chart.question} 的显示方式`}
          options={[
            { value: 'chart', label: '图' },
            { value: 'table', label: '表' },
          ]}
        />
      }
    >
      {view === 'table' ? (
        <ChartTable chart={chart} />
      ) : (
        <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 6 }} />}>
          <Canvas chart={chart} />
        </Suspense>
      )}
    </Panel>
  );
}

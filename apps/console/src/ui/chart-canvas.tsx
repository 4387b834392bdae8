import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { HomeChart } from '../api/contract.ts';
import { chartHeight, chartOption, describeChart } from './chart-option.ts';

use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

/** Draws the chart; a click on a mark opens the list behind it. */
export function ChartCanvas({ chart }: { readonly chart: HomeChart }) {
  const holder = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const drawn = init(element, null, { renderer: 'svg' });
    drawn.setOption(chartOption(chart));
    drawn.on('click', (event) => {
      const link = chart.series[event.seriesIndex ?? 0]?.links?.[event.dataIndex];
      if (link) navigate(link);
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, [chart, navigate]);
  return (
    <div
      ref={holder}
      role="img"
      aria-label={describeChart(chart)}
      className="chart"
      style={{ height: chartHeight(chart) }}
    />
  );
}

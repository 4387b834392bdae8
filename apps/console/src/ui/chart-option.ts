import type { EChartsCoreOption } from 'echarts/core';
import type { HomeChart } from '../api/contract.ts';
import { COLOURS, FONT, SERIES_COLOURS } from '../app/theme.ts';

/** Words of more than a few characters are read lying: their bars lie too. */
const lies = (chart: HomeChart): boolean =>
  chart.kind !== 'line' && (chart.categories.length > 6 || chart.categories.some((name) => name.length > 4));

/** Characters of the longest word; 12 px each. */
const widest = (chart: HomeChart): number => Math.max(0, ...chart.categories.map((name) => name.length));

/** px: a lying chart grows with its rows. */
export function chartHeight(chart: HomeChart): number {
  return lies(chart)
    ? Math.max(160, chart.categories.length * 26 + (chart.series.length > 1 ? 56 : 28))
    : 240;
}

/** The chart as one sentence, for who cannot see it. */
export function describeChart(chart: HomeChart): string {
  const parts = chart.series.map(
    (series) =>
      `${series.name}：${chart.categories.map((name, index) => `${name} ${series.values[index] ?? 0}`).join('，')}`,
  );
  return `${chart.question} ${parts.join('；')}`;
}

const LABEL = { color: COLOURS.muted, fontSize: 12 };

/** What ECharts draws: one axis of words, one of numbers, at most two colours and a grey. */
export function chartOption(chart: HomeChart): EChartsCoreOption {
  const words = {
    type: 'category',
    data: chart.categories,
    inverse: lies(chart),
    axisLabel: LABEL,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLOURS.line } },
  };
  const numbers = {
    type: 'value',
    minInterval: 1,
    axisLabel: LABEL,
    splitLine: { lineStyle: { color: COLOURS.line } },
  };
  return {
    animation: false,
    color: [...SERIES_COLOURS],
    textStyle: { fontFamily: FONT },
    grid: {
      left: lies(chart) ? widest(chart) * 12 + 16 : 36,
      right: 36,
      top: chart.series.length > 1 ? 32 : 20,
      bottom: 24,
    },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, confine: true },
    ...(chart.series.length > 1 ? { legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 } } : {}),
    xAxis: lies(chart) ? numbers : words,
    yAxis: lies(chart) ? words : numbers,
    series: chart.series.map((series) => ({
      name: series.name,
      type: chart.kind === 'line' ? 'line' : 'bar',
      data: series.values,
      barMaxWidth: 18,
      symbolSize: 7,
      cursor: series.links === undefined ? 'default' : 'pointer',
      ...(chart.kind === 'stacked' ? { stack: 'all' } : {}),
      label: {
        show: chart.series.length === 1,
        position: chart.kind === 'line' ? 'top' : lies(chart) ? 'right' : 'top',
        color: COLOURS.ink,
      },
    })),
  };
}

import { expect, it } from 'vitest';
import type { HomeChart } from '../api/contract.ts';
import { chartHeight, chartOption, describeChart } from './chart-option.ts';

const CHART: HomeChart = {
  key: 'rule',
  question: '哪类疑点最多？',
  kind: 'bar',
  categories: ['名下有其他住房', '车辆超标'],
  series: [{ name: '未结', values: [3, 1] }],
};

it('lays long words down and gives each row its height', () => {
  expect(chartOption(CHART)).toMatchObject({ yAxis: { type: 'category', inverse: true } });
  expect(
    chartHeight({ ...CHART, categories: Array.from({ length: 20 }, (_, index) => `第${index}类疑点`) }),
  ).toBe(548);
});

it('says in words what the chart shows', () => {
  expect(describeChart(CHART)).toBe('哪类疑点最多？ 未结：名下有其他住房 3，车辆超标 1');
});

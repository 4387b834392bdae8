import { Link } from 'react-router';
import type { HomeChart } from '../api/contract.ts';
import { formatCount } from './format.ts';
import { TableScroll } from './table-scroll.tsx';

/** The numbers of a chart; each opens the list behind it. */
export function ChartTable({ chart }: { readonly chart: HomeChart }) {
  return (
    <TableScroll label="图表数据">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">项目</th>
            {chart.series.map((series) => (
              <th key={series.name} scope="col" className="right">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.categories.map((category, index) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {chart.series.map((series) => {
                const text = formatCount(series.values[index]);
                const link = series.links?.[index];
                return (
                  <td key={series.name} className="right number">
                    {link ? <Link to={link}>{text}</Link> : text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

import type { Tenancy } from '../../api/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { formatAddress, formatCm2, formatFen, NONE } from '../../ui/format.ts';

const withUnit = (text: string, unit: string) => (text === NONE ? NONE : `${text} ${unit}`);

interface TenancyFactsProps {
  readonly tenancy: Tenancy;
  /** The day on which the roster says that the family leaves. */
  readonly leftOn: string | null;
}

export function TenancyFacts({ tenancy, leftOn }: TenancyFactsProps) {
  return (
    <Facts
      facts={[
        { label: '小区房号', value: formatAddress(tenancy.estate, tenancy.room) },
        { label: '建筑面积', value: withUnit(formatCm2(tenancy.floorAreaCm2), '㎡') },
        { label: '保障类别', value: tenancy.category ?? NONE },
        { label: '月租金', value: withUnit(formatFen(tenancy.monthlyRentFen), '元') },
        { label: '租期', value: `${tenancy.startOn ?? '未登记'} 至 ${tenancy.endOn ?? '未登记'}` },
        {
          label: '累计欠租',
          value: tenancy.arrearsMonths === null ? NONE : `${tenancy.arrearsMonths} 个月`,
        },
        ...(leftOn === null ? [] : [{ label: '花名册载明退出日期', value: leftOn }]),
      ]}
    />
  );
}

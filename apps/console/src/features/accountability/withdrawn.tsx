import { formatMoment } from '../../ui/format.ts';

interface WithdrawnProps {
  readonly withdrawn: { readonly at: string; readonly byName: string; readonly reason: string };
}

/** That a record no longer counts, who took it back and why. */
export function Withdrawn({ withdrawn }: WithdrawnProps) {
  return (
    <span className="muted" title={`${withdrawn.byName} ${formatMoment(withdrawn.at)}`}>
      已撤回：{withdrawn.reason}
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { ExitGround } from '../exits/exit-ground.tsx';
import { ExitProgress, exitNatures } from '../exits/exit-progress.tsx';

/** The family on the ledger of those to leave, with the papers of its exit; nothing where it never stood there. */
export function HouseholdExits({ householdId }: { readonly householdId: string }) {
  const exits = useQuery({
    queryKey: ['exits', 'of', householdId],
    queryFn: () => take(api.GET('/api/exits', { params: { query: { household: householdId } } })),
  });
  const items = exits.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title="应退未退">
      <ul className="plain-list is-tall">
        {items.map((exit) => (
          <li key={exit.id}>
            <div>
              <Link to={`/exits?focus=${exit.id}`}>
                <strong>{exitNatures(exit)}</strong>
              </Link>
              <div className="muted">
                {exit.establishedOn} 认定 · <ExitGround row={exit} />
                {exit.estate !== null && ` · ${exit.estate}`}
              </div>
            </div>
            <div className="list-end">
              <ExitProgress row={exit} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

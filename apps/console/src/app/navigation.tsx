import { useQuery } from '@tanstack/react-query';
import { Badge, Menu } from 'antd';
import { Link, useLocation } from 'react-router';
import { api, take } from '../api/client.ts';
import type { InboxCounts } from '../api/contract.ts';
import { MENU, type MenuPage, menuPageOf } from './menu.tsx';
import { useMay } from './session.ts';

/** How much waits in the inbox, asked again every minute. */
export function useInboxCounts() {
  return useQuery({
    queryKey: ['inbox', 'counts'],
    queryFn: () => take(api.GET('/api/inbox/counts')),
    refetchInterval: 60_000,
  });
}

/** How many clues wait for an act of the signed-in person. */
function useWaitingClues(): number {
  const may = useMay();
  const query = useQuery({
    queryKey: ['clues', 'waiting'],
    queryFn: () => take(api.GET('/api/clues/waiting')),
    refetchInterval: 60_000,
    enabled: may('clue.read'),
  });
  return query.data?.waiting ?? 0;
}

function countOf(page: MenuPage, counts: InboxCounts | undefined, clues: number): number {
  if (page.count === 'clues') return clues;
  if (counts === undefined || page.count === undefined) return 0;
  return page.count === 'todo' ? counts.todo : counts.warning + counts.due;
}

export function Navigation({ onOpen }: { readonly onOpen?: () => void }) {
  const may = useMay();
  const current = menuPageOf(useLocation().pathname)?.path;
  const counts = useInboxCounts().data;
  const clues = useWaitingClues();
  const items = MENU.map((group) => ({
    key: group.label,
    label: group.label,
    type: 'group' as const,
    children: group.pages
      .filter((page) => may(page.needs))
      .map((page) => {
        const count = countOf(page, counts, clues);
        return {
          key: page.path,
          icon: page.icon,
          label: (
            <Link
              to={page.path}
              className="nav-link"
              {...(page.path === current ? { 'aria-current': 'page' as const } : {})}
            >
              <span>{page.label}</span>
              {count > 0 && (
                <Badge count={count} color="var(--info)" overflowCount={999} title={`${count} 件`} />
              )}
            </Link>
          ),
        };
      }),
  })).filter((group) => group.children.length > 0);
  return (
    <nav aria-label="主导航">
      <Menu
        mode="inline"
        items={items}
        selectedKeys={[current ?? '']}
        onClick={() => onOpen?.()}
        className="nav-menu"
      />
    </nav>
  );
}

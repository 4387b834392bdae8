import { Page } from '../../ui/page.tsx';
import { InboxList } from './inbox-list.tsx';

export function TodoPage() {
  return (
    <Page title="待办" about="派给您或您所在单位、还没有办的事，限期近的在前。">
      <InboxList kind="todo" title="待办" nothing="有新的派发或退回时，会出现在这里。" />
    </Page>
  );
}

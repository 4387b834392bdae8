import { Page } from '../../ui/page.tsx';
import { InboxList } from './inbox-list.tsx';

export function DuePage() {
  return (
    <Page title="到期与预警" about="快到期、已逾期的事和需要留意的情况。">
      <InboxList kind="due" title="到期" nothing="没有快到期的事。" />
      <InboxList kind="warning" title="预警" nothing="没有需要留意的情况。" />
    </Page>
  );
}

import { Page } from '../../ui/page.tsx';
import { InboxList } from './inbox-list.tsx';

export function DuePage() {
  return (
    <Page
      title="到期与预警"
      about="快到期、已逾期的疑点核查、应退计划、部门报送、整改和报表，以及需要留意的情况。提前三天提醒承办人，逾期告知经办和分管领导。"
    >
      <InboxList kind="due" title="到期" nothing="没有快到期的事。" />
      <InboxList kind="warning" title="预警" nothing="没有需要留意的情况。" />
    </Page>
  );
}

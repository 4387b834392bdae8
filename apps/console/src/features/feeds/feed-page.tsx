import { useParams } from 'react-router';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { IntakePanel } from '../intake/intake-panel.tsx';
import { FEED_SOURCE } from '../intake/source.ts';

export function FeedPage() {
  const { id = '' } = useParams();
  const again = <LinkButton to="/feeds/new">重新报送</LinkButton>;
  return (
    <Page title="报送数据" about="核对前十行的列名；不对的改一次，系统会记住。" acts={again}>
      <IntakePanel
        source={FEED_SOURCE}
        id={id}
        again={again}
        after={
          <LinkButton to="/feeds" type="primary">
            完成，回到部门数据
          </LinkButton>
        }
      />
    </Page>
  );
}

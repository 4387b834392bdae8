import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { Page } from '../../ui/page.tsx';
import { IntakePanel } from '../intake/intake-panel.tsx';
import { FEED_SOURCE } from '../intake/source.ts';

export function FeedPage() {
  const { id = '' } = useParams();
  const again = (
    <Link to="/feeds/new">
      <Button>重新报送</Button>
    </Link>
  );
  return (
    <Page title="报送数据" about="核对前十行的列名；不对的改一次，系统会记住。" acts={again}>
      <IntakePanel
        source={FEED_SOURCE}
        id={id}
        again={again}
        after={
          <Link to="/feeds">
            <Button type="primary">完成，回到部门数据</Button>
          </Link>
        }
      />
    </Page>
  );
}

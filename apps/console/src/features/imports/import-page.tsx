import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { Page } from '../../ui/page.tsx';
import { IntakePanel } from '../intake/intake-panel.tsx';
import { ROSTER_SOURCE } from '../intake/source.ts';

export function ImportPage() {
  const { id = '' } = useParams();
  const again = (
    <Link to="/imports">
      <Button>重新上传</Button>
    </Link>
  );
  return (
    <Page title="花名册导入" about="核对无误后再确认；确认之前不会改动任何住户。" acts={again}>
      <IntakePanel
        source={ROSTER_SOURCE}
        id={id}
        again={again}
        after={
          <>
            <Link to="/households">
              <Button>查看住户</Button>
            </Link>
            <Link to="/runs">
              <Button type="primary">去比对</Button>
            </Link>
          </>
        }
      />
    </Page>
  );
}

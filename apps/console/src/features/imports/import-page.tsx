import { useParams } from 'react-router';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { IntakePanel } from '../intake/intake-panel.tsx';
import { ROSTER_SOURCE } from '../intake/source.ts';

export function ImportPage() {
  const { id = '' } = useParams();
  const again = <LinkButton to="/imports">重新上传</LinkButton>;
  return (
    <Page title="花名册导入" about="核对无误后再确认；确认之前不会改动任何住户。" acts={again}>
      <IntakePanel
        source={ROSTER_SOURCE}
        id={id}
        again={again}
        after={
          <>
            <LinkButton to="/households">查看住户</LinkButton>
            <LinkButton to="/runs" type="primary">
              去比对
            </LinkButton>
          </>
        }
      />
    </Page>
  );
}

import { Alert, Button } from 'antd';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';

export interface Registered {
  readonly number: string;
  readonly id: string | null;
  readonly receiptCode: string | null;
  readonly sentUp: boolean;
}

interface RegisteredClueProps {
  readonly registered: Registered;
  readonly onAgain: () => void;
}

/** What was registered, with the code for asking later: shown here and never again. */
export function RegisteredClue({ registered, onAgain }: RegisteredClueProps) {
  const { number, id, receiptCode, sentUp } = registered;
  return (
    <Page title={`已登记：${number}`} about="请把编号和查询码告诉举报人。">
      <Panel title="查询码">
        {receiptCode === null ? (
          <p>这个来源不是个人举报，没有查询码。</p>
        ) : (
          <>
            <p className="revealed number">{receiptCode}</p>
            <p className="muted">
              25 位数字，五个一组，读给举报人听。只显示这一次，系统里不保存原码；凭它可以到窗口查办理情况。
            </p>
          </>
        )}
        {id === null && (
          <Alert
            type="info"
            showIcon
            title={
              sentUp
                ? '反映的是本级住房保障部门，已直接转州级办理，本县不再显示。'
                : '按回避或分级办理的规定，您只保留编号，看不到这条线索。'
            }
          />
        )}
        <p className="row-acts">
          {id !== null && (
            <LinkButton to={`/clues/${id}`} type="primary">
              打开线索
            </LinkButton>
          )}
          <Button onClick={onAgain}>再登记一件</Button>
          <LinkButton to="/clues">返回列表</LinkButton>
        </p>
      </Panel>
    </Page>
  );
}

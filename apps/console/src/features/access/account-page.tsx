import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '../../app/session.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { PasswordForm } from './password-form.tsx';
import { TotpForm } from './totp-form.tsx';

/** One's own password and code. */
export function AccountPage() {
  const me = useMe();
  const [enrolling, setEnrolling] = useState(false);
  return (
    <Page title="我的账户" about={`${me.name} · ${me.username} · ${me.organisationName}`}>
      <div className="two-columns">
        <Panel title="修改密码">
          <PasswordForm />
        </Panel>
        <Panel
          title="动态口令"
          acts={
            <ToneTag tone={me.totpEnabled ? 'good' : 'plain'}>{me.totpEnabled ? '已绑定' : '未绑定'}</ToneTag>
          }
        >
          {enrolling && !me.totpEnabled ? (
            <TotpForm />
          ) : (
            <>
              <p className="muted">登录时除密码外再输入手机上的六位数字，密码被人知道也登不进来。</p>
              {!me.totpEnabled && (
                <Button className="gap-top" onClick={() => setEnrolling(true)}>
                  现在绑定
                </Button>
              )}
            </>
          )}
        </Panel>
      </div>
    </Page>
  );
}

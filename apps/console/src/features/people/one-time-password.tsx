import { Alert, Typography } from 'antd';
import { Dialog } from '../../ui/dialog.tsx';

export interface Issued {
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

/** Shown once: it is nowhere to be read again. */
export function OneTimePassword({
  issued,
  onClose,
}: {
  readonly issued: Issued;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      title={`${issued.name} 的一次性密码`}
      open
      closable={false}
      mask={{ closable: false }}
      onOk={onClose}
      okText="已交给本人，关闭"
      cancelButtonProps={{ style: { display: 'none' } }}
    >
      <p>
        用户名：<strong>{issued.username}</strong>
      </p>
      <p className="revealed">
        <Typography.Text copyable={{ text: issued.password }}>{issued.password}</Typography.Text>
      </p>
      <Alert type="warning" showIcon title="只显示这一次。请当面交给本人，首次登录时须改成自己的密码。" />
    </Dialog>
  );
}

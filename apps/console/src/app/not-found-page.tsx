import { Result } from 'antd';
import { LinkButton } from '../ui/link-button.tsx';
import { useTitle } from '../ui/page.tsx';

export function NotFoundPage() {
  useTitle('没有这个页面');
  return (
    <Result
      status="404"
      title="没有这个页面"
      subTitle="地址可能输错了，或者这条记录已经归档。"
      extra={
        <LinkButton to="/" type="primary">
          回到首页
        </LinkButton>
      }
    />
  );
}

import { Button, Result } from 'antd';
import { asProblem } from '../api/problem.ts';
import { LinkButton } from './link-button.tsx';

const KIND_BY_STATUS: Readonly<Record<number, '403' | '404'>> = { 403: '403', 404: '404' };

/** What happened, what is safe, and what to do. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const problem = asProblem(error);
  return (
    <Result
      status={KIND_BY_STATUS[problem.status] ?? 'warning'}
      title={problem.title}
      subTitle={problem.detail}
      extra={problem.status === 404 ? HOME : onRetry && <Button onClick={onRetry}>重试</Button>}
    />
  );
}

/** What is not there comes of no retrying. */
const HOME = (
  <LinkButton to="/" type="primary">
    回到首页
  </LinkButton>
);

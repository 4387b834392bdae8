import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

interface LinkButtonProps extends Omit<ButtonProps, 'href' | 'htmlType' | 'onClick'> {
  readonly to: string;
}

/** A link that looks like a button. One inside the other would be two stops of the keyboard for one thing. */
export function LinkButton({ to, ...button }: LinkButtonProps) {
  const href = useHref(to);
  const go = useLinkClickHandler<HTMLElement>(to);
  return <Button {...button} href={href} onClick={go} />;
}

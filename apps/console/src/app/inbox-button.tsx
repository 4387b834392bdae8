import { BellOutlined } from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { useInboxCounts } from './navigation.tsx';

export function InboxButton() {
  const navigate = useNavigate();
  const counts = useInboxCounts().data;
  const total = counts === undefined ? 0 : counts.todo + counts.warning + counts.due;
  return (
    <Tooltip title="待办与预警">
      <Badge count={total} size="small" color="var(--primary)" overflowCount={999} offset={[-4, 4]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={`待办与预警 ${total} 件`}
          onClick={() => navigate('/inbox')}
        />
      </Badge>
    </Tooltip>
  );
}

import { Skeleton } from 'antd';

/** Keeps the place of a title, a line of filters and a table while they load. */
export function PageSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <div className="visually-hidden" role="status">
        正在加载
      </div>
      <Skeleton.Input active style={{ width: 180, height: 28 }} />
      <div className="panel">
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      </div>
    </div>
  );
}

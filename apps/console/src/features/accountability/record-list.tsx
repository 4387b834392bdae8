import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMay } from '../../app/session.ts';
import { DataList, type DataListProps } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { AccountabilityTabs } from '../supervision/section-tabs.tsx';

type ListProps<T, K extends string> = Omit<DataListProps<T, K>, 'rowKey' | 'extra' | 'selection'>;

interface RecordListProps<T, K extends string> extends ListProps<T, K> {
  readonly about: string;
  /** Registering a new one; the button is there for who may. */
  readonly add: { readonly label: string; readonly onClick: () => void };
  /** The address that exports the list. */
  readonly exported: string;
  /** Counts above the list. */
  readonly counts?: ReactNode;
  /** The form that is open. */
  readonly children?: ReactNode;
}

/** The frame that the four lists of 问责曝光 share: title, tabs, registering, export. */
export function RecordList<T extends { readonly id: string }, K extends string>(
  props: RecordListProps<T, K>,
) {
  const { about, add, exported, counts, children, ...list } = props;
  const may = useMay();
  return (
    <Page
      title="问责曝光"
      about={about}
      acts={
        may('accountability.manage') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={add.onClick}>
            {add.label}
          </Button>
        )
      }
    >
      <AccountabilityTabs />
      {counts}
      <DataList
        {...list}
        rowKey={(row) => row.id}
        extra={
          may('problem.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref(exported, list.state)}>
              导出
            </Button>
          )
        }
      />
      {children}
    </Page>
  );
}

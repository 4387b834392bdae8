import { StarOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useRemembered } from '../use-remembered.ts';

interface View {
  readonly name: string;
  readonly search: string;
}

const isView = (value: unknown): value is View =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'search' in value &&
  typeof value.search === 'string';

const readViews = (stored: unknown): readonly View[] => (Array.isArray(stored) ? stored.filter(isView) : []);

/** The filters that somebody uses every week, under a name, on this computer. */
export function SavedViews({ list }: { readonly list: string }) {
  const [views, remember] = useRemembered(`views.${list}`, readViews);
  const [params, setParams] = useSearchParams();
  const [name, setName] = useState('');
  const { message } = App.useApp();
  const save = () => {
    const trimmed = name.trim();
    if (trimmed === '') return;
    const kept = new URLSearchParams(params);
    kept.delete('cursor');
    remember([...views.filter((view) => view.name !== trimmed), { name: trimmed, search: kept.toString() }]);
    setName('');
    message.success(`已存为视图“${trimmed}”`);
  };
  const items = [
    ...views.map((view) => ({
      key: view.name,
      label: (
        <span className="option-line">
          <span>{view.name}</span>
          <Button
            size="small"
            type="text"
            aria-label={`删除视图 ${view.name}`}
            onClick={(event) => {
              event.stopPropagation();
              remember(views.filter((other) => other.name !== view.name));
            }}
          >
            删除
          </Button>
        </span>
      ),
      onClick: () => setParams(new URLSearchParams(view.search)),
    })),
  ];
  return (
    <Dropdown
      menu={{ items }}
      trigger={['click']}
      popupRender={(menu) => (
        <div className="floating">
          {views.length > 0 ? menu : <p className="floating-hint">把当前的筛选存成视图，下次一点即用。</p>}
          <div className="floating-form">
            <Input
              size="small"
              value={name}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={save}
              placeholder="视图名称"
              aria-label="视图名称"
              maxLength={20}
            />
            <Button size="small" type="primary" onClick={save} disabled={name.trim() === ''}>
              存当前筛选
            </Button>
          </div>
        </div>
      )}
    >
      <Button icon={<StarOutlined />}>我的视图</Button>
    </Dropdown>
  );
}

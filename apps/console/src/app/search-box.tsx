import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { api, take } from '../api/client.ts';
import { useDebounced } from '../ui/use-debounced.ts';
import { useShortcuts } from '../ui/use-shortcuts.ts';

/** One field for a family: name, pinyin initials, room or code. `/` puts the cursor into it. */
export function SearchBox() {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const input = useRef<InputRef>(null);
  const navigate = useNavigate();
  const query = useDebounced(text.trim(), 120);
  const found = useQuery({
    queryKey: ['search', query],
    queryFn: () => take(api.GET('/api/search', { params: { query: { q: query } } })),
    enabled: query !== '',
    staleTime: 30_000,
  });
  useShortcuts({ '/': () => input.current?.focus() });
  useEffect(() => setOpen(query !== ''), [query]);
  const options = (found.data?.households ?? []).map((family) => ({
    value: family.id,
    label: (
      <span className="search-option">
        <strong>{family.name}</strong>
        <span className="muted">
          {[family.estate, family.room].filter(Boolean).join(' ') || '未登记房号'} · {family.code}
        </span>
      </span>
    ),
  }));
  const leave = () => {
    setText('');
    setOpen(false);
    input.current?.blur();
  };
  return (
    <AutoComplete
      value={text}
      options={options}
      open={open}
      onOpenChange={(next) => setOpen(next && query !== '')}
      onSearch={setText}
      onSelect={(id) => {
        leave();
        navigate(`/households/${id}`);
      }}
      defaultActiveFirstOption
      notFoundContent={
        query !== '' && found.isSuccess ? '没有找到。可输姓名、拼音首字母、房号末几位或户编号' : null
      }
      className="search-box"
    >
      <Input
        ref={input}
        prefix={<SearchOutlined aria-hidden />}
        suffix={<kbd className="key">/</kbd>}
        placeholder="姓名、拼音首字母、房号、户编号"
        aria-label="查找住户"
        allowClear
      />
    </AutoComplete>
  );
}

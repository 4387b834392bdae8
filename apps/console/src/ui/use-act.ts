import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { asProblem } from '../api/problem.ts';

interface Act<V, R> {
  readonly run: (input: V) => Promise<R>;
  /** What was done, in one sentence with its counts; null says nothing. */
  readonly said: (result: R, input: V) => string | null;
  /** The first parts of the query keys that are no longer true. */
  readonly stale: readonly (readonly string[])[];
  readonly onDone?: (result: R, input: V) => void;
}

/**
 * An act of a person: sends it, says what it did, refreshes what it changed. When somebody else changed the same
 * thing meanwhile, says who, and offers to reload.
 */
export function useAct<V, R>({ run, said, stale, onDone }: Act<V, R>) {
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const refresh = () => Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  return useMutation({
    mutationFn: run,
    onSuccess: (result, input) => {
      const text = said(result, input);
      if (text !== null) message.success(text);
      onDone?.(result, input);
      void refresh();
    },
    onError: (error) => {
      const problem = asProblem(error);
      if (problem.status === 401) return;
      if (problem.code === 'changed-meanwhile')
        modal.confirm({
          title: problem.title,
          content: problem.detail,
          okText: '载入最新内容',
          cancelText: '先留在这里',
          onOk: refresh,
        });
      else
        modal.error({
          title: problem.title,
          content: [problem.detail, ...problem.faults.map((fault) => fault.message)].join('\n'),
          okText: '知道了',
          className: 'keep-lines',
        });
    },
  });
}

import type { ReactNode } from 'react';

/** A column of a list. Numbers stand right, their unit stands in the header. */
export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly unit?: string;
  readonly render: (row: T) => ReactNode;
  readonly width?: number;
  readonly number?: boolean;
  /** What the server is asked for when the list is sorted by this column upwards or downwards. */
  readonly sort?: { readonly ascend?: string; readonly descend?: string };
  /** Not shown until somebody asks for it. */
  readonly hidden?: boolean;
}

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly count?: number;
}

/** A filter of a list; `more` puts it behind 更多. */
export interface Filter<K extends string> {
  readonly key: K;
  readonly label: string;
  readonly kind: 'text' | 'select' | 'flag' | 'date';
  readonly options?: readonly Option[];
  readonly width?: number;
  readonly more?: boolean;
  /** Set only by links from elsewhere: shown as a chip, without a field. */
  readonly chipOnly?: boolean;
}

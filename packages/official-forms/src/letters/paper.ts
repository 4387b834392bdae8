/** A piece of an official paper, top to bottom. Numbers of headings (一、 （一） 1.) are given by the writer. */
export type Block =
  /** A `line` begins at the margin and stays whole: what is filled in by hand. */
  | { readonly kind: 'section' | 'part' | 'paragraph' | 'line'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly header: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** Relative widths, as many as columns; a column of figures aligns right. */
      readonly columns: readonly { readonly width: number; readonly figures?: boolean }[];
    };

/** An official paper as text: GB/T 9704-2012 gives it its layout. Never a seal. */
export interface Paper {
  /** One line or two. */
  readonly title: readonly string[];
  /** 主送; '' where it goes to nobody in particular. */
  readonly to: string;
  /** 文号, '' where there is none. */
  readonly documentNo?: string;
  readonly blocks: readonly Block[];
  /** 发文单位 and the day, 'YYYY-MM-DD'. */
  readonly unit: string;
  readonly day: string;
  /** 抄送; none: the line is left out. */
  readonly copyTo: readonly string[];
  /** 回执: below a line to cut along, what the receiver fills in, seals and sends back. */
  readonly slip?: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly signed: readonly string[];
  };
}

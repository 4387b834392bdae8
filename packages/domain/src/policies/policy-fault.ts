/** What is wrong at one place of a pack; message and remedy in Chinese. */
export interface PolicyFault {
  readonly code: 'missing' | 'unknown-key' | 'type' | 'range' | 'format' | 'conflict';
  /** 'admission.vehicles.maxPrice', 'reviewChain[2].by'; '' for the whole pack. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
}

/** Why the sheet is kept from the reader, and from whom else it would be. */
export const barredHint = (files: number): string =>
  files === 0
    ? '按回避规定您不能查看和办理这张表，请由其他同事办理。'
    : '表里有以表格报来的内容，背后没有记录，看不出写了哪条线索；凡那个县市有线索须由您回避的，整张表都不能由您查看和办理。';

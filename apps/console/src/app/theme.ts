import type { ThemeConfig } from 'antd';

/** The one place where the console's colours stand. Accent is for what is overdue or wrong, nothing else. */
export const COLOURS = {
  primary: '#1d4f91',
  'primary-soft': '#e9f0f8',
  accent: '#b8452f',
  'accent-soft': '#fbeeeb',
  good: '#2f7d4f',
  'good-soft': '#eaf4ee',
  wait: '#8f5d12',
  'wait-soft': '#fbf3e4',
  info: '#4a6fa5',
  ink: '#1f2733',
  muted: '#5b6675',
  line: '#e3e7ec',
  ground: '#f6f7f9',
  paper: '#ffffff',
} as const;

/** Two series and a grey: a chart that needs more answers more than one question. */
export const SERIES_COLOURS = [COLOURS.primary, '#86a9d4', '#c5ccd6'] as const;

export const FONT =
  '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif';

export const THEME: ThemeConfig = {
  token: {
    colorPrimary: COLOURS.primary,
    // Ant's own lighter shades under the pointer are below 4.5 : 1.
    colorPrimaryHover: '#2a5fa6',
    colorLink: COLOURS.primary,
    colorLinkHover: '#2a5fa6',
    colorError: COLOURS.accent,
    colorSuccess: COLOURS.good,
    colorWarning: COLOURS.wait,
    colorInfo: COLOURS.info,
    colorText: COLOURS.ink,
    colorTextSecondary: COLOURS.muted,
    colorTextTertiary: COLOURS.muted,
    colorTextDescription: COLOURS.muted,
    // Ant's own placeholder grey is below 4.5 : 1 on white.
    colorTextPlaceholder: '#6b7482',
    colorBorder: '#c9d0d9',
    colorBorderSecondary: COLOURS.line,
    colorBgLayout: COLOURS.ground,
    colorPrimaryBg: COLOURS['primary-soft'],
    colorErrorBg: COLOURS['accent-soft'],
    colorErrorBorder: '#e3b5aa',
    colorSuccessBg: COLOURS['good-soft'],
    colorSuccessBorder: '#b5d6c1',
    colorWarningBg: COLOURS['wait-soft'],
    colorWarningBorder: '#e6cf9f',
    colorInfoBg: COLOURS['primary-soft'],
    colorInfoBorder: '#bccfe6',
    controlItemBgActive: COLOURS['primary-soft'],
    controlItemBgActiveHover: '#dbe6f3',
    fontFamily: FONT,
    fontSize: 14,
    borderRadius: 6,
    wireframe: false,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Layout: { headerBg: COLOURS.paper, siderBg: COLOURS.paper, headerHeight: 52, headerPadding: '0 20px' },
    Menu: {
      itemHeight: 34,
      itemMarginBlock: 2,
      groupTitleFontSize: 12,
      groupTitleColor: COLOURS.muted,
      itemSelectedBg: COLOURS['primary-soft'],
      itemSelectedColor: COLOURS.primary,
      itemActiveBg: COLOURS['primary-soft'],
    },
    Table: {
      cellPaddingBlock: 9,
      cellPaddingInline: 12,
      cellPaddingBlockSM: 5,
      cellPaddingInlineSM: 10,
      headerBg: COLOURS.ground,
      headerColor: COLOURS.muted,
      headerSplitColor: 'transparent',
      rowSelectedBg: COLOURS['primary-soft'],
      rowSelectedHoverBg: COLOURS['primary-soft'],
    },
    Card: { bodyPadding: 16, headerFontSize: 14, headerHeight: 44 },
  },
};

/** On a phone whatever is touched is as high as a finger is wide. */
const FINGER = 44;
export const PHONE_THEME: ThemeConfig = {
  ...THEME,
  token: { ...THEME.token, controlHeight: FINGER, controlHeightSM: FINGER },
  components: { ...THEME.components, Menu: { ...THEME.components?.Menu, itemHeight: FINGER } },
};

/** Gives the stylesheet the same colours as Ant Design, so that no colour is written twice. */
export function publishColours(root: HTMLElement): void {
  for (const [name, value] of Object.entries(COLOURS)) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('--font', FONT);
}

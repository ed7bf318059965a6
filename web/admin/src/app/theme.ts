import { theme as antd, type ThemeConfig } from 'antd';
import { fontFamily, fontFamilyCode, type Palette } from './tokens';

/** A border of a colour of state: there, and quieter than the text. */
const mix = (colour: string) => `${colour}66`;

/** Our tokens in AntD's words. */
export function antdTheme(palette: Palette, isDark: boolean, motion: boolean): ThemeConfig {
  return {
    algorithm: isDark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily, fontFamilyCode, motion,
      fontSize: 14, borderRadius: 6, wireframe: false, controlHeight: 32,
      colorPrimary: palette.accent, colorInfo: palette.accent, colorLink: palette.accentText, colorSuccess: palette.good, colorWarning: palette.warn, colorError: palette.bad,
      colorTextBase: palette.ink, colorBgBase: palette.paper, colorBgLayout: palette.desk, colorBgContainer: palette.paper, colorBgElevated: palette.paper,
      colorText: palette.ink, colorTextSecondary: palette.inkSoft, colorTextTertiary: palette.inkFaint, colorTextDescription: palette.inkSoft,
      colorTextPlaceholder: palette.inkFaint, colorBorder: palette.rule, colorBorderSecondary: palette.ruleSoft, colorSplit: palette.ruleSoft,
      colorSuccessBg: palette.goodSurface, colorSuccessBorder: mix(palette.good), colorWarningBg: palette.warnSurface, colorWarningBorder: mix(palette.warn),
      colorErrorBg: palette.badSurface, colorErrorBorder: mix(palette.bad), colorInfoBg: palette.chosen, colorInfoBorder: mix(palette.accent), colorPrimaryBg: palette.chosen,
      colorErrorText: palette.bad, colorWarningText: palette.warn, colorSuccessText: palette.good,
      boxShadow: '0 1px 2px rgb(60 50 30 / 8%), 0 8px 24px rgb(60 50 30 / 12%)', boxShadowSecondary: '0 1px 2px rgb(60 50 30 / 8%), 0 8px 24px rgb(60 50 30 / 14%)',
      motionDurationMid: '0.12s', motionDurationSlow: '0.18s',
    },
    components: {
      Table: { headerBg: palette.inset, headerColor: palette.inkSoft, rowHoverBg: palette.hover, headerSplitColor: 'transparent', cellPaddingBlockSM: 6, cellPaddingInlineSM: 10 },
      Card: { headerFontSize: 14 },
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tag: { defaultBg: palette.inset },
      Tabs: { itemSelectedColor: palette.accentText, itemHoverColor: palette.accentText, inkBarColor: palette.accentText },
    },
  };
}

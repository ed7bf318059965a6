/**
 * The look, in one place: a card index. Warm paper surfaces, ink, one accent (petrol), and colours of state that are never the accent.
 * Every pair of text and surface has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
 */
export interface Palette {
  /** Behind the cards. */
  desk: string;
  /** A card. */
  paper: string;
  /** What lies on a card: heads of tables, quoted values. */
  inset: string;
  /** Under the pointer; chosen. */
  hover: string;
  chosen: string;
  rule: string;
  ruleSoft: string;
  ink: string;
  inkSoft: string;
  inkFaint: string;
  accent: string;
  accentText: string;
  /** Colours of state, and surfaces on which their text stands. */
  good: string;
  goodSurface: string;
  warn: string;
  warnSurface: string;
  bad: string;
  badSurface: string;
}

export const light: Palette = {
  desk: '#f5f2ec', paper: '#fffdf9', inset: '#f8f5ef', hover: '#f1ede5', chosen: '#e4eeec', rule: '#ddd6ca', ruleSoft: '#ebe6dc',
  ink: '#26221c', inkSoft: '#5e574c', inkFaint: '#766e61',
  accent: '#1f6b66', accentText: '#17605b', good: '#2b7036', goodSurface: '#e8f2e6', warn: '#8a5606', warnSurface: '#faf1dc', bad: '#a93227', badSurface: '#fbe9e5',
};

export const dark: Palette = {
  desk: '#171512', paper: '#201d19', inset: '#272420', hover: '#2e2a25', chosen: '#1f3634', rule: '#3d3831', ruleSoft: '#312d27',
  ink: '#ece6db', inkSoft: '#b8b0a2', inkFaint: '#9a9284',
  accent: '#2b7f78', accentText: '#7cc7be', good: '#85c48b', goodSurface: '#1e2e20', warn: '#dfb062', warnSurface: '#332a18', bad: '#f0948a', badSurface: '#3a2421',
};

/** Fonts of the system, all of which have Cyrillic. */
export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif";
export const fontFamilyCode = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace";

/** Sets the palette as custom properties (`--ink-soft`) for our own style sheets. */
export function applyPalette(palette: Palette, isDark: boolean): void {
  const root = document.documentElement;
  root.style.colorScheme = isDark ? 'dark' : 'light';
  root.dataset.theme = isDark ? 'dark' : 'light';
  for (const [name, value] of Object.entries(palette)) root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, String(value));
}

import { create, type ThemeVars } from 'storybook/theming'

const COLORS = {
  light: {
    text: '#17181c',
    muted: '#5d626b',
    surface: '#fff',
    raised: '#f7f8f9',
    border: '#e6e8eb',
    accent: '#1a5fd8',
    selected: '#1a5fd8',
  },
  dark: {
    text: '#f2f3f5',
    muted: '#a0a6b0',
    surface: '#131417',
    raised: '#1a1c20',
    border: '#2a2d33',
    accent: '#8fb8ff',
    // Storybook darkens it behind white text.
    selected: '#6c9cef',
  },
}

/** Storybook in the colors of the kit. */
export function theme(base: 'light' | 'dark'): ThemeVars {
  const { text, muted, surface, raised, border, accent, selected } = COLORS[base]
  return create({
    base,
    brandTitle: 'react-linked-accounts',
    fontBase: 'system-ui, sans-serif',
    colorPrimary: accent,
    colorSecondary: selected,
    appBg: raised,
    appContentBg: surface,
    appPreviewBg: surface,
    appBorderColor: border,
    appBorderRadius: 10,
    barBg: surface,
    barTextColor: muted,
    barSelectedColor: accent,
    barHoverColor: accent,
    textColor: text,
    textMutedColor: muted,
    inputBg: surface,
    inputBorder: border,
    inputTextColor: text,
    inputBorderRadius: 8,
  })
}

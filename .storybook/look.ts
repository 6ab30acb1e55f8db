import { create, type ThemeVars } from 'storybook/theming'

const type = {
  fontBase: "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
  fontCode: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
}

const brand = { brandTitle: 'Rivulet', brandUrl: './?path=/docs/start-in-five-minutes--docs', brandTarget: '_self' }

/** Storybook around the parts: its colours are those of the parts. */
export const look: Record<'light' | 'dark', ThemeVars> = {
  light: create({
    base: 'light',
    ...type,
    ...brand,
    colorPrimary: '#2456c8',
    colorSecondary: '#2456c8',
    appContentBg: '#ffffff',
    textColor: '#1d2430',
  }),
  dark: create({
    base: 'dark',
    ...type,
    ...brand,
    colorPrimary: '#8fb4ff',
    colorSecondary: '#5b8cf0',
    appBg: '#14171c',
    appContentBg: '#181b21',
    appPreviewBg: '#181b21',
    barBg: '#181b21',
    textColor: '#e6e9ef',
  }),
}

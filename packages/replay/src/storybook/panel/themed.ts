import type { CSSObject, StorybookTheme, Theme } from 'storybook/theming'

/** A look that depends on Storybook's theme, whose declarations (10.6) say of the `theme` of a styled element only that there is one. */
export function themed(look: (theme: StorybookTheme) => CSSObject): (props: { readonly theme?: Theme }) => CSSObject {
  return ({ theme }) => look(theme as StorybookTheme)
}

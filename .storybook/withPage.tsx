import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect, type ReactNode } from 'react'

/** Sets the page's direction of reading and the look of its parts from the toolbar. */
export const withPage: Decorator = (Story, { globals }) => (
  <Page direction={String(globals['direction'])} look={String(globals['look'])}>
    <Story />
  </Page>
)

function Page({ direction, look, children }: { direction: string; look: string; children: ReactNode }) {
  useLayoutEffect(() => {
    document.documentElement.dir = direction
    document.documentElement.dataset['look'] = look
  }, [direction, look])
  return children
}

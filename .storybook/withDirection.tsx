import type { Decorator } from '@storybook/react-vite'
import { useLayoutEffect, type ReactNode } from 'react'

/** Sets the page's direction of reading from the toolbar. */
export const withDirection: Decorator = (Story, { globals }) => (
  <Page direction={String(globals['direction'])}>
    <Story />
  </Page>
)

function Page({ direction, children }: { direction: string; children: ReactNode }) {
  useLayoutEffect(() => {
    document.documentElement.dir = direction
  }, [direction])
  return children
}

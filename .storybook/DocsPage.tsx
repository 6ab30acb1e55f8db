import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import { useEffect, useState, type ReactNode } from 'react'
import { GLOBALS_UPDATED } from 'storybook/internal/core-events'
import { look } from './look.js'

/** The page around documents, light or dark as the toolbar says. */
export function DocsPage({ children, context }: DocsContainerProps & { children?: ReactNode }): ReactNode {
  const theme = useTheme(context)
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return (
    <DocsContainer context={context} theme={look[theme]}>
      {children}
    </DocsContainer>
  )
}

type Theme = keyof typeof look

function useTheme({ channel }: DocsContainerProps['context']): Theme {
  const [theme, setTheme] = useState<Theme>(inAddress)
  useEffect(() => {
    const update = ({ globals }: { globals: Record<string, unknown> }) => setTheme(globals['theme'] === 'dark' ? 'dark' : 'light')
    channel.on(GLOBALS_UPDATED, update)
    return () => channel.off(GLOBALS_UPDATED, update)
  }, [channel])
  return theme
}

/** A document is drawn before the toolbar has told anything. */
function inAddress(): Theme {
  return /(?:^|;)theme:dark(?:;|$)/.test(new URLSearchParams(location.search).get('globals') ?? '') ? 'dark' : 'light'
}

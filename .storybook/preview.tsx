import { withThemeByDataAttribute } from '@storybook/addon-themes'
import type { Decorator, Preview } from '@storybook/react-vite'
import { useLayoutEffect } from 'react'
import '@rivulet/components/styles.css'
import './preview.css'
import { listenToConsole } from './listenToConsole.js'
import { withRecording } from './withRecording.js'

const withDirection: Decorator = (Story, { globals }) => {
  const direction = String(globals['direction'])
  useLayoutEffect(() => {
    document.documentElement.dir = direction
  }, [direction])
  return <Story />
}

const preview: Preview = {
  globalTypes: {
    direction: {
      description: 'Direction of reading',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { direction: 'ltr' },
  parameters: {
    a11y: { test: 'error' },
    backgrounds: { disable: true },
    controls: { expanded: true, sort: 'requiredFirst' },
    options: { storySort: { order: ['Conversation', 'Thread', 'Message', 'Composer'] } },
  },
  tags: ['autodocs'],
  decorators: [
    withRecording,
    withDirection,
    withThemeByDataAttribute({ themes: { light: 'light', dark: 'dark' }, defaultTheme: 'light', attributeName: 'data-theme' }),
  ],
  beforeEach: listenToConsole,
}

export default preview

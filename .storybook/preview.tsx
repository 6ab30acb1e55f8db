import { withThemeByDataAttribute } from '@storybook/addon-themes'
import type { Preview } from '@storybook/react-vite'
import { configure } from 'storybook/test'
import '@rivulet/components/styles.css'
import '@rivulet/components/themes/console.css'
import '@rivulet/components/themes/paper.css'
import './preview.css'
import './docs/docs.css'
import './docs/reference.css'
import { DocsPage } from './DocsPage.js'
import { expectContrastInOtherTheme, isTest, UNCHECKED } from './otherTheme.js'
import { expectSilence, listenToConsole } from './silence.js'
import { withPage } from './withPage.js'
import { withRecording } from './withRecording.js'

// What a play function waits for may take long on a busy machine before it counts as missing.
configure({ asyncUtilTimeout: 30_000 })

const preview: Preview = {
  globalTypes: {
    look: {
      description: 'Look of the parts',
      toolbar: {
        title: 'Look',
        icon: 'paintbrush',
        items: [
          { value: 'rivulet', title: 'Rivulet' },
          { value: 'paper', title: 'Paper' },
          { value: 'console', title: 'Console' },
        ],
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction of reading',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  initialGlobals: { direction: 'ltr', look: 'rivulet' },
  parameters: {
    // Base UI's guards of the focus take it only to hand it on; no reader comes upon them.
    // A test is told what is wrong alone; what holds is for the panel, and much to hand on.
    a11y: { test: 'error', context: { exclude: UNCHECKED }, ...(isTest && { options: { resultTypes: ['violations'] } }) },
    backgrounds: { disable: true },
    controls: { expanded: true, sort: 'requiredFirst' },
    docs: { container: DocsPage, toc: { headingSelector: 'h2, h3', ignoreSelector: '.docs-story *, .docs-api *', title: 'On this page' } },
    options: {
      // Read from the file as it stands here, so that nothing can be named in it.
      storySort: {
        order: [
          'Start',
          ['In five minutes', 'Pick your layer', 'How a stream can end', 'Security'],
          'Performance',
          'Recipes',
          [
            'A design of your own',
            'Theming',
            'Translating',
            'What is sent',
            'Tools with approval',
            'Structured output',
            'Attachments',
            'Persistence',
            'Offline',
            'A relay in Next.js',
            'A relay with Hono',
            'Refresh the key',
            'Content Security Policy',
            'Test with recordings',
            'Record your own gateway',
          ],
          'Gateways',
          ['Overview', 'Inferex', 'Infery', 'InfinityBlue', 'SovereignEG', 'TokenHub', 'Recorded streams'],
          'Coming from',
          'Reference',
          ['core', 'chat', 'react', 'components', 'markdown', 'relay', 'replay'],
          'Chat',
          'Thread',
          'Message',
          'Composer',
          '*',
          'Recordings',
        ],
      },
    },
  },
  tags: ['autodocs'],
  decorators: [
    withRecording,
    withPage,
    withThemeByDataAttribute({ themes: { light: 'light', dark: 'dark' }, defaultTheme: 'light', attributeName: 'data-theme' }),
  ],
  beforeEach: listenToConsole,
  afterEach: async (context) => {
    await expectContrastInOtherTheme(context)
    await expectSilence()
  },
}

export default preview

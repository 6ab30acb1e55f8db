import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'
import { linkSources } from './docs/build/linkSources.mjs'
import { smallShowroom } from './showroom.ts'

// As an application names `@rivulet/replay/storybook`, but from its source, like every package here.
const stream = fileURLToPath(import.meta.resolve('../packages/replay/src/storybook.ts'))

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: [
    { directory: './docs', files: '**/*.mdx', titlePrefix: '' },
    { directory: './docs', files: '*.stories.tsx', titlePrefix: '' },
    { directory: '../packages/components/src', files: '**/*.stories.tsx', titlePrefix: '' },
    { directory: './recordings', files: '*.stories.tsx', titlePrefix: '' },
  ],
  addons: [
    {
      name: '@storybook/addon-docs',
      options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm, linkSources] } } },
    },
    '@storybook/addon-a11y',
    '@storybook/addon-vitest',
    '@storybook/addon-themes',
    stream,
  ],
  // Tests look at stories alone.
  staticDirs: async (given = []) => (process.env['VITEST'] ? given : [...given, (await import('./docs/build/writeDocs.mjs')).writeDocs()]),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  // TypeScript 7 has no compiler API, which the other reader of props needs.
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), ...smallShowroom],
    // Packages of this repository are read from their sources.
    resolve: { ...vite.resolve, conditions: ['@rivulet/source', 'module', 'browser', 'development|production'] },
  }),
}

export default config

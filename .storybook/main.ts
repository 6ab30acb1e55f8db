import { fileURLToPath } from 'node:url'
import type { StorybookConfig } from '@storybook/react-vite'

// As an application names `@rivulet/replay/storybook`, but from its source, like every package here.
const stream = fileURLToPath(import.meta.resolve('../packages/replay/src/storybook.ts'))

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: [
    { directory: './docs', files: '**/*.mdx', titlePrefix: '' },
    { directory: '../packages/components/src', files: '**/*.stories.tsx', titlePrefix: '' },
    { directory: './recordings', files: '*.stories.tsx', titlePrefix: '' },
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', '@storybook/addon-themes', stream],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false },
  // TypeScript 7 has no compiler API, which the other reader of props needs.
  typescript: { reactDocgen: 'react-docgen' },
  viteFinal: (vite) => ({
    ...vite,
    // Packages of this repository are read from their sources.
    resolve: { ...vite.resolve, conditions: ['@rivulet/source', 'module', 'browser', 'development|production'] },
  }),
}

export default config

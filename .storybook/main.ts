import type { StorybookConfig } from '@storybook/react-vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: [
    { directory: '../packages/components/src', files: '**/*.stories.tsx', titlePrefix: '' },
    { directory: './recordings', files: '*.stories.tsx', titlePrefix: '' },
  ],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest', '@storybook/addon-themes'],
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

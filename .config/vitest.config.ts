import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import type { BrowserCommand } from 'vitest/node'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const conditions = ['@rivulet/source']
const resolve = { conditions: [...conditions, 'module', 'browser', 'development|production'] }
const ssr = { resolve: { conditions: [...conditions, 'node', 'development|production'], externalConditions: conditions } }

const react18 = ['react', 'react-dom'].map((name) => ({
  find: new RegExp(`^${name}(?=/|$)`),
  replacement: `${root}/packages/react/node_modules/${name}-18`,
}))

// Found before the tests start: a dependency discovered in the middle of a run reloads the page and fails the test in it.
const optimizeDeps = {
  entries: ['packages/*/src/**/*.browser.test.{ts,tsx}', 'packages/*/src/**/*.stories.tsx', '.storybook/**/*.tsx'],
  include: [
    'react',
    'react-dom',
    'react-dom/client',
    'react-dom/server',
    'react/jsx-runtime',
    'react/jsx-dev-runtime',
    'vitest-browser-react',
    'axe-core',
    '@rivulet/react > @tanstack/react-query',
    '@rivulet/core > eventsource-parser',
    ...['fast-check', 'hast-util-to-jsx-runtime', 'katex', 'mdast-util-to-hast', 'mermaid', 'remark-emoji'].map(
      (name) => `@rivulet/markdown > ${name}`,
    ),
    // Loaded when a layer is first opened, which is in the middle of a test.
    ...['alert-dialog', 'autocomplete', 'combobox', 'dialog', 'menu', 'merge-props', 'popover', 'select', 'tooltip', 'use-render'].map(
      (name) => `@rivulet/components > @base-ui/react/${name}`,
    ),
    '@rivulet/components > uplot',
    '@rivulet/components > file-type',
  ],
}

/** Where the pointer of the test before stands, something may be hovered. */
const restPointer: BrowserCommand = ({ page }) => page.mouse.move(0, 0)

// Made anew for each project: Vitest keeps state on the object.
const browser = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: { executablePath: findChromium(), args: CHROMIUM_ARGS } }),
  connectTimeout: 180_000,
  instances: [{ browser: 'chromium' as const }],
  commands: { restPointer },
})

// No test asserts a time, and a machine may be busy: what is waited for may take long before it counts as missing.
const patience = {
  hookTimeout: 120_000,
  testTimeout: process.env['PROPERTY_RUNS'] === undefined ? 90_000 : 1_200_000,
  expect: { poll: { timeout: 30_000 } },
  // Where everything runs, a test that the machine held up is tried once more, and told at the end (flakyTests.ts). A property never is: it would be tried with
  // other values, and the counterexample was real.
  retry: { count: process.env['TRY_TWICE'] === undefined ? 0 : 1, condition: /^(?!Property failed)/ },
}

// Vitest leaves one core to itself, which of two is half: it has little to do while tests run, and many of those wait for something.
const cores = availableParallelism()
const workers = { maxWorkers: cores > 2 ? cores - 1 : cores }

// What changes a page for good, or answers for it. All other tests in Chromium follow one another in a page, which loads what they share once: that is half the work.
const APART = ['packages/components/src/chat/attacks.browser.test.tsx', 'packages/replay/src/msw/*.browser.test.ts']

// What a browser has in `import.meta.env`.
const env = { LONG_SUITE: process.env['LONG_SUITE'] ?? '' }

// A page that is open costs time by the clock, so Node's tests, which open pages too, come after those in browsers. Some of them wait: one more is at work.
const afterBrowsers = { sequence: { groupOrder: 1 }, maxWorkers: workers.maxWorkers + 1 }

const COMPUTES = [
  'packages/{core,components}/src/**/*.test.{ts,tsx}',
  'packages/markdown/src/{,{blocks,code,inlines,mdast,react,references}/**/}*.test.{ts,tsx}',
  'packages/replay/src/{answers,gateway,recording}/**/*.test.ts',
  'packages/chat/src/{continuation,object,storage,tools}/*.test.ts',
  'packages/bench/src/{answers,documents,engines}/*.test.ts',
  'packages/playground/src/**/*.test.ts',
]

export default defineConfig({
  root,
  test: {
    projects: [
      // What only computes shares its workers: a worker for each file takes a third of a second. The others listen, start processes or set the clock.
      ...Object.entries({ node: true, 'node-shared': false }).map(([name, isolate]) => ({
        root,
        resolve,
        ssr,
        test: {
          name,
          isolate,
          environment: 'node' as const,
          include: isolate ? ['packages/*/{src,server}/**/*.test.{ts,tsx}', '.config/**/*.test.ts'] : COMPUTES,
          exclude: ['**/node_modules/**', '**/*.browser.test.*', ...(isolate ? COMPUTES : ['**/attacks/**'])],
          ...patience,
          ...afterBrowsers,
        },
      })),
      {
        root,
        resolve,
        plugins: [react()],
        optimizeDeps,
        // Where the worker of MSW is served from the root of the page, which lets it answer for all of it.
        publicDir: `${root}/packages/replay/node_modules/msw/lib`,
        test: {
          name: 'browser',
          env,
          include: ['packages/*/src/**/*.browser.test.{ts,tsx}', '.config/**/*.browser.test.ts'],
          globalSetup: ['.config/gateways.ts'],
          setupFiles: ['.config/sharedPage.ts'],
          browser: {
            ...browser(),
            // Of one server.
            instances: [
              { browser: 'chromium' as const, name: 'browser', exclude: ['**/node_modules/**', ...APART], isolate: false },
              { browser: 'chromium' as const, name: 'browser-apart', include: APART },
            ],
          },
          ...patience,
          ...workers,
        },
      },
      // The hooks, and a whole chat, under the oldest React that they promise to work with.
      {
        root,
        resolve: { ...resolve, alias: react18 },
        plugins: [react()],
        optimizeDeps: {
          // What draws diagrams and formulas is most of it, and not tried here.
          include: optimizeDeps.include.filter((name) => !name.startsWith('@rivulet/markdown > ')),
          entries: ['packages/react/src/**/*.browser.test.tsx', 'packages/components/src/chat/focus.browser.test.tsx'],
        },
        cacheDir: 'node_modules/.vite-react-18',
        test: {
          name: 'browser-react-18',
          include: [
            'packages/react/src/{useChatStream{,.hydration,.storage},useMessage}.browser.test.tsx',
            'packages/components/src/chat/focus.browser.test.tsx',
          ],
          globalSetup: ['.config/gateways.ts'],
          setupFiles: ['.config/react18.ts', '.config/sharedPage.ts'],
          browser: browser(),
          isolate: false,
          ...patience,
          ...workers,
        },
      },
      // Contrast is checked in both themes by each story's own test; the second project, of the long suite, plays all of them in the dark one.
      ...Object.entries({ storybook: 'light', 'storybook-dark': 'dark' }).map(([label, theme]) => ({
        root,
        resolve,
        plugins: [
          storybookTest({
            configDir: `${root}/.storybook`,
            initialGlobals: { theme },
            tags: theme === 'dark' ? { exclude: ['one-theme'] } : {},
          }),
        ],
        optimizeDeps,
        test: {
          name: { label, color: 'magenta' as const },
          browser: browser(),
          // Stories follow one another in one page, as they do in Storybook: a page for each file of them takes half as long again.
          isolate: false,
          ...patience,
          ...workers,
        },
      })),
    ],
  },
})

// Mutation testing of core's parser, normaliser and accumulator: their source is changed in small ways, one at a time, and a test must
// notice. `npm run test:mutation` does it for all files, `npm run test:mutation -- rules toolCalls` for those. What is known from the run
// before and has not changed is not tried again. The report is node_modules/.cache/stryker/report.html.
import { basename } from 'node:path'
import { Stryker } from '@stryker-mutator/core'

const GROUPS = {
  parser: [
    'LineBuffer',
    'Outcome',
    'body',
    'decode',
    'events',
    'framing',
    'jsonLines',
    'parseJson',
    'readChunks',
    'readEvents',
    'reportedError',
    'textLane',
    'valueReader',
  ],
  normaliser: ['RuleName', 'bringsToken', 'choiceScope', 'normalize', 'rules', 'thinkTags', 'toolCalls'],
  accumulator: ['accumulate', 'accumulateChoice', 'cost', 'fields', 'merge', 'own', 'partialJson'],
}
/** Each group must reach it, in per cent. */
const LEAST = 90

const cache = 'node_modules/.cache/stryker'
const asked = process.argv.slice(2)
const names = asked.length > 0 ? asked : Object.values(GROUPS).flat()

const results = await new Stryker({
  mutate: names.map((name) => `packages/core/src/${name}.ts`),
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: '.config/vitest.mutation.config.ts', related: false },
  ignorePatterns: ['.storybook', 'packages/*', '!packages/core', 'dist'],
  concurrency: 2,
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `${cache}/incremental.json`,
  tempDirName: `${cache}/sandboxes`,
  reporters: ['progress-append-only', 'clear-text', 'html'],
  htmlReporter: { fileName: `${cache}/report.html` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
}).runMutationTest()

process.stdout.write('\n')
for (const [group, files] of Object.entries(GROUPS)) {
  const statuses = results.filter(({ fileName }) => files.includes(basename(fileName, '.ts'))).map(({ status }) => status)
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length
  const noticed = count('Killed', 'Timeout')
  const all = noticed + count('Survived', 'NoCoverage')
  if (all === 0) continue
  const score = (100 * noticed) / all
  process.stdout.write(`${group}: ${score.toFixed(1)} % of ${all} mutants noticed\n`)
  if (score < LEAST) process.exitCode = 1
}

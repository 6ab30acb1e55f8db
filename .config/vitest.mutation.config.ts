import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const takesLong = ({ moduleId }: TestSpecification) => Number(/(accumulate|body|partialJson|read|trace)\.test\.ts$/.test(moduleId))

/** The first test that fails decides: what takes long comes last. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => takesLong(a) - takesLong(b)))
  }
}

// The tests that judge mutants of core. They run for every mutant, so those over real sockets, and those that repeat others for every split
// of the bytes, stay out; properties try few cases, the same in every run.
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  ssr: { resolve: { conditions: ['@rivulet/source', 'node', 'development|production'] } },
  test: {
    environment: 'node',
    include: ['packages/core/src/*.test.ts'],
    exclude: [
      '**/*.splits.test.ts',
      '**/properties*.test.ts',
      '**/{limits,openai,addressOf,createChatClient,endings,failures,listModels,readme,retries,Run}.test.ts',
    ],
    setupFiles: ['.config/fewCases.ts'],
    env: { PROPERTY_RUNS: '10' },
    isolate: false,
    sequence: { sequencer: QuickFirst },
    // The sandbox lies below node_modules, where only what is inlined is transformed.
    server: { deps: { inline: [/sandbox/] } },
    testTimeout: 30_000,
  },
})

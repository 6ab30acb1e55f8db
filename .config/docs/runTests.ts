import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isTest, withProject } from './blockProject.ts'
import { type Block, root } from './readDocuments.ts'

export interface RunTest {
  document: string
  name: string
  /** Why it failed; empty for one that passed. */
  failure: string
}

/** Runs the tests that documents show, with Vitest and the packages as they are built, as a reader would who has put the other blocks of the document beside them. */
export function runTests(blocks: readonly Block[]): RunTest[] {
  const tested = new Set(blocks.filter(({ code }) => isTest(code)).map(({ document }) => document))
  return withProject(
    blocks.filter(({ document }) => tested.has(document)),
    (folder, sources) => {
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
      const report = join(folder, 'report.json')
      const args = ['run', '--root', folder, '--reporter=json', `--outputFile=${report}`, '--testTimeout=60000', '--hookTimeout=60000']
      const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OF_THIS_RUN.test(name)))
      const { stderr } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env,
      })
      if (!existsSync(report)) throw new Error(`Vitest could not run what documents show: ${stderr}`)
      const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: FileResult[] }
      return testResults.flatMap(({ name, message, assertionResults }) => {
        const document = sources.find(({ path }) => name.replaceAll('\\', '/').endsWith(path))?.document ?? name
        const results = assertionResults.map(({ fullName, status, failureMessages }) => ({
          document,
          name: fullName,
          failure: status === 'passed' ? '' : (failureMessages ?? []).join('\n') || status,
        }))
        // A file that cannot be loaded has no tests.
        return results.length > 0 ? results : [{ document, name: 'its module', failure: message || 'has no test' }]
      })
    },
  )
}

/** What Vitest tells the processes in which it runs tests. */
const OF_THIS_RUN = /^(?:VITEST.*|TEST|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL)$/

/** As Vitest's reporter writes it. */
interface FileResult {
  name: string
  message: string
  assertionResults: { fullName: string; status: string; failureMessages: string[] | null }[]
}

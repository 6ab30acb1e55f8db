import { relative } from 'node:path'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Tells at the end which tests passed only at their second try, and what failed at the first. Each of them is to be mended. */
export default class FlakyTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const flaky = modules.flatMap((module) => [...module.children.allTests('passed')]).filter((test) => test.diagnostic()?.flaky)
    if (flaky.length > 0) process.stdout.write(`\n── passed only at the second try: ${flaky.length}\n${flaky.map(toldOf).join('')}`)
  }
}

function toldOf(test: TestCase): string {
  const messages = test.result().errors?.map(({ message }) => `  ${message}\n`) ?? []
  return `${relative(process.cwd(), test.module.moduleId)} > ${test.fullName}\n${messages.join('')}`
}

// The oldest version of each peer that a manifest promises, beside the packages as they are published: types, a page in Chromium, and tests by the oldest Vitest.
// Installed from the registry, so in the long suite only. The newest are those that everything else is tried with.
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { describeWithRedis, startRedis } from '../packages/relay/src/store/redisServer.fixture.ts'
import { createProject, type Project } from './consumers/createProject.ts'
import { openBrowser, openPage } from './consumers/openPage.ts'
import { servePage } from './consumers/servePage.ts'
import { publishedFolders, readManifest } from './packPackages.ts'

/** Each range names its oldest version first (tarballs.test.ts): `{ shiki: '4.0.0' }` of `^4.0.0`, `{ react: '18.3.0' }` of `^18.3.0 || ^19.0.0`. */
function oldestPeers(): Record<string, string> {
  const ranges = publishedFolders().flatMap((folder) => Object.entries(readManifest(folder).peerDependencies ?? {}))
  return Object.fromEntries(ranges.map(([name, range]) => [name, /\d+\.\d+\.\d+/.exec(range)?.[0] ?? range]))
}

describe.skipIf(!process.env['LONG_SUITE'])('with the oldest peers', () => {
  let project: Project
  let browser: Browser
  beforeAll(async () => {
    project = await createProject('oldest-peers', new URL('../packages/examples/consumers/oldest-peers/', import.meta.url), {
      dependencies: oldestPeers(),
    })
    browser = await openBrowser()
  }, 600_000)
  afterAll(async () => {
    await browser?.close()
    await project?.close()
  }, 120_000)

  test('a page is strictly typed, built, and draws', { timeout: 600_000 }, async () => {
    await project.run('npm', ['run', 'build'])
    const served = await servePage(join(project.folder, 'dist'))
    onTestFinished(() => served.close())
    const { page, complaints } = await openPage(browser, `${served.url}/`)
    await page.locator('section .katex').waitFor()
    await page.getByRole('img', { name: /^Diagram/ }).waitFor()
    await page.locator('section .rivulet-code-keyword').waitFor()
    await page.locator('aside .rivulet-code-keyword').waitFor()
    await page.locator('output', { hasText: /^[1-9]/ }).waitFor()
    expect(complaints).toEqual([])
  })

  describeWithRedis('and a Redis', () => {
    test('tests and servers run', { timeout: 600_000 }, async () => {
      const redis = await startRedis()
      onTestFinished(() => redis.close())
      await project.run('npx', ['--no', 'vitest', 'run', '--no-cache'], { REDIS_URL: `redis://${redis.host}:${redis.port}` })
    })
  })
})

// The built Storybook as it is put on a server: below any path, without a network, small, and silent.
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import type { PreviewServer } from 'vite'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from './chromium.mjs'
import { serveShowroom, SHOWROOM } from './serveShowroom.ts'

const isLong = process.env['LONG_SUITE'] !== undefined
vi.setConfig({ testTimeout: isLong ? 3_600_000 : 240_000 })

interface Entry {
  id: string
  type: 'docs' | 'story'
  importPath: string
}

let server: PreviewServer
let browser: Browser
let address: string
/** One for all tests: Storybook's scripts are fetched and compiled once. */
let page: Page
/** What it complained of, or wanted from elsewhere. */
const complaints: string[] = []

beforeAll(async () => {
  const served = await serveShowroom('/some/where/')
  server = served.server
  address = served.address
  const executablePath = findChromium()
  // Nothing beyond this machine is found. To intercept all requests would also keep the browser from caching any.
  const args = [...CHROMIUM_ARGS, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1']
  browser = await chromium.launch({ args, ...(executablePath && { executablePath }) })
  page = await browser.newPage({ viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
  page.setDefaultTimeout(60_000)
  hearComplaints()
}, 120_000)

afterEach(() => {
  complaints.length = 0
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const isIcon = (url: string) => url.endsWith('/favicon.ico')

function hearComplaints(): void {
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(address) && !/^(?:data|blob):/.test(url)) complaints.push(`wanted ${url}`)
  })
  page.on('console', (message) => {
    const { url } = message.location()
    // Storybook warns of what it will drop from its own interface, and names an icon for the page around its stories only.
    const isTheirs = (message.type() === 'warning' && url.includes('/sb-manager/')) || isIcon(url)
    if (!isTheirs && ['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} (${url})`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on(
    'response',
    (response) => response.status() >= 400 && !isIcon(response.url()) && complaints.push(`${response.status()} ${response.url()}`),
  )
}

const entries = () =>
  Object.values((JSON.parse(readFileSync(`${SHOWROOM}/index.json`, 'utf8')) as { entries: Record<string, Entry> }).entries)

test('opens with the first page of the documents, from below a path, and asks nobody else for anything', async () => {
  await page.goto(address)
  const shown = page.frameLocator('#storybook-preview-iframe')
  await shown.getByRole('heading', { level: 1, name: 'Start in five minutes' }).waitFor()
  await expect.poll(() => new URL(page.url()).search, { timeout: 60_000 }).toBe('?path=/docs/start-in-five-minutes--docs')

  await page.goto(`${address}?path=/story/chat--streaming`)
  await shown.getByRole('button', { name: 'Stop' }).waitFor()
  expect(complaints).toEqual([])
})

test('every page and story is silent', async () => {
  const some =
    /^(?:start-security|recipes-theming|gateways-infery|performance--|coming-from-react-markdown|reference-react|chat--done|markdown--formulas-and-diagrams|recordings--all)/
  const wanted = entries().filter(({ id, type, importPath }) => (isLong ? type === 'story' || importPath.endsWith('.mdx') : some.test(id)))
  expect(wanted.length).toBeGreaterThanOrEqual(8)
  for (const { id, type } of wanted) {
    await page.goto(`${address}iframe.html?id=${id}&viewMode=${type === 'docs' ? 'docs' : 'story'}&globals=a11y.manual:!true`)
    await page
      .locator(type === 'docs' ? '.sbdocs-content h1' : 'body.sb-show-main #storybook-root')
      .first()
      // Some stories show that nothing is drawn.
      .waitFor({ state: 'attached' })
    if (type === 'docs') await page.locator('[aria-busy="true"].docs-api').waitFor({ state: 'detached' })
    await page.waitForLoadState('networkidle')
    expect(complaints.splice(0).map((complaint) => `${id}: ${complaint}`)).toEqual([])
  }
})

test('the reference tells an export with its words and its source', async () => {
  await page.goto(`${address}iframe.html?id=reference-core--docs&viewMode=docs#core-createChatClient`)
  const entry = page.locator('#core-createChatClient')
  await entry.getByText('Creates a client of one OpenAI-compatible gateway.').waitFor()
  await entry.getByText('packages/core/src/createChatClient.ts').click()
  await entry.getByText('export function createChatClient').waitFor()
  expect(complaints).toEqual([])
})

test.each(['chat', 'components', 'core', 'markdown', 'react', 'relay', 'replay'])(
  'the reference of %s tells every export of every entry',
  async (name) => {
    await page.goto(`${address}iframe.html?id=reference-${name}--docs&viewMode=docs`)
    await page.locator('.docs-api article').first().waitFor()
    const told = await page.locator('.docs-api article').evaluateAll((all) => all.map((one) => one.id))
    // What the main entry exports too is told there.
    const elsewhere = (await page.locator('.docs-api-others').allTextContents()).join(' ').match(/\w+/g) ?? []
    const folder = new URL(`../packages/${name}/api/`, import.meta.url)
    const reports = globSync('**/*.api.md', { cwd: folder })
    const exported = reports.flatMap((entry) => {
      const below = entry
        .replaceAll('\\', '/')
        .replace(/\.api\.md$/, '')
        .replaceAll('/', '-')
      return namesIn(readFileSync(new URL(entry, folder), 'utf8')).map((one) =>
        [name, ...(below === 'index' ? [] : [below]), one].join('-'),
      )
    })
    expect(exported.length).toBeGreaterThan(3)
    expect(exported.filter((id) => !told.includes(id) && !elsewhere.includes(id.split('-').at(-1) ?? ''))).toEqual([])
    expect(complaints).toEqual([])
  },
)

/** What a report of the API exports. */
const namesIn = (report: string) =>
  [...report.matchAll(/^export (?:declare )?(?:abstract )?(?:function|const|class|interface|type) (\w+)/gm)].map(([, name = '']) => name)

test('is smaller than 12 MB', () => {
  const files = globSync('**', { cwd: SHOWROOM, withFileTypes: true }).filter((file) => file.isFile())
  const sizes = files.map((file) => statSync(`${file.parentPath}/${file.name}`).size)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000)
  expect(existsSync(`${SHOWROOM}/llms.txt`)).toBe(true)
})

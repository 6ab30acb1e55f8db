import type { RequestListener } from 'node:http'
import { chromium, type Browser, type CDPSession, type Page } from 'playwright'
import { servePage, type Served } from './servePage.ts'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: readonly string[]
  readonly findChromium: () => string | undefined
}

/** A frame begins as soon as the last is drawn, so that there is no waiting for a screen that is not there. */
const PACED = ['--disable-gpu']
const UNCAPPED = [...PACED, '--disable-frame-rate-limit', '--disable-gpu-vsync']

const VIEWPORT = { width: 1000, height: 800 }
/** Beyond any end, in pixels. */
const FAR = 1e7

export interface BrowserOptions {
  /** The folder of the page's `index.html`. */
  readonly page: URL
  /** By which packages are resolved: none for those that are built. */
  readonly conditions?: readonly string[]
  /** Frames come as a screen takes them, so that it can be told which were missed. @defaultValue false */
  readonly isPaced?: boolean
  /** Answers what the page asks of its own origin. @defaultValue with 404 */
  readonly answer?: RequestListener
}

/** Chromium, with the page that is measured, which does what `Acts` names. */
export class BenchBrowser<Acts extends object> {
  readonly #browser: Browser
  readonly #served: Served

  private constructor(browser: Browser, served: Served) {
    this.#browser = browser
    this.#served = served
  }

  static async start<Acts extends object>({ page, conditions = [], isPaced = false, answer }: BrowserOptions): Promise<BenchBrowser<Acts>> {
    const { CHROMIUM_ARGS, findChromium }: ChromiumModule = await import(new URL('../../../../.config/chromium.mjs', import.meta.url).href)
    const executablePath = findChromium()
    const served = await servePage(page, conditions, answer)
    const args = [...CHROMIUM_ARGS, ...(isPaced ? PACED : UNCAPPED)]
    const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) })
    return new BenchBrowser<Acts>(browser, served)
  }

  get version(): string {
    return this.#browser.version()
  }

  /** Does something with a page that nothing was done with before. */
  async withPage<Result>(measure: (page: MeasuredPage<Acts>) => Promise<Result>): Promise<Result> {
    const context = await this.#browser.newContext({ viewport: VIEWPORT })
    try {
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      const session = await context.newCDPSession(page)
      await session.send('Performance.enable', { timeDomain: 'threadTicks' })
      await page.goto(this.#served.origin)
      await page.waitForFunction(() => 'bench' in globalThis)
      const result = await measure(new MeasuredPage<Acts>(page, session))
      if (errors.length > 0) throw new Error(`The page failed: ${errors[0]}`)
      return result
    } finally {
      await context.close()
    }
  }

  async end(): Promise<void> {
    await this.#browser.close()
    this.#served.close()
  }
}

/** CPU time of the page's main thread, in milliseconds. */
export interface Cost {
  /** JavaScript. */
  readonly scriptMs: number
  /** Style and layout. */
  readonly layoutMs: number
  /** All tasks, these and painting among them. */
  readonly taskMs: number
}

type Asked<Acts, Name extends keyof Acts> = Acts[Name] extends (...args: infer Args extends unknown[]) => unknown ? Args : never
type Answered<Acts, Name extends keyof Acts> = Acts[Name] extends (...args: never[]) => infer Result ? Awaited<Result> : never

/** A page, and what it costs. */
export class MeasuredPage<Acts extends object> {
  readonly #page: Page
  readonly #session: CDPSession

  constructor(page: Page, session: CDPSession) {
    this.#page = page
    this.#session = session
  }

  ask<Name extends keyof Acts & string>(name: Name, ...args: Asked<Acts, Name>): Promise<Answered<Acts, Name>> {
    return this.#page.evaluate(callBench, { name, args }) as Promise<Answered<Acts, Name>>
  }

  /** What something costs, with what the renderer does later because of it. */
  async costOf(what: () => Promise<unknown>): Promise<Cost> {
    const before = await this.#cost()
    await what()
    const after = await this.settled()
    return {
      scriptMs: after.scriptMs - before.scriptMs,
      layoutMs: after.layoutMs - before.layoutMs,
      taskMs: after.taskMs - before.taskMs,
    }
  }

  /** Waits until the page has nothing more to do. */
  async settled(): Promise<Cost> {
    let last = await this.#cost()
    for (;;) {
      await this.#page.evaluate(callBench, { name: 'rest', args: [] })
      const now = await this.#cost()
      if (now.scriptMs - last.scriptMs < 1) return now
      last = now
    }
  }

  /** Makes the main thread take so many times the CPU time for whatever it does, as on a slower machine. */
  async throttle(rate: number): Promise<void> {
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate })
  }

  /** Presses a key, as a person would: it goes to whatever has the focus. */
  async pressKey(): Promise<void> {
    const key = { key: 'a', code: 'KeyA', windowsVirtualKeyCode: 65 }
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyDown', text: 'a', ...key })
    await this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
  }

  /** Turns the wheel until whatever is under the middle of the page is at its beginning. */
  async wheelToStart(): Promise<void> {
    const { width, height } = VIEWPORT
    await this.#session.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: width / 2, y: height / 2, deltaX: 0, deltaY: -FAR })
  }

  /** Heap of the page's JavaScript after full collections, in MB of 1,000,000 bytes. */
  async heapMb(): Promise<number> {
    for (let count = 0; count < 3; count++) await this.#session.send('HeapProfiler.collectGarbage')
    return ((await this.#metrics()).get('JSHeapUsedSize') ?? Number.NaN) / 1e6
  }

  async #cost(): Promise<Cost> {
    const metrics = await this.#metrics()
    const ms = (name: string) => 1000 * (metrics.get(name) ?? Number.NaN)
    return { scriptMs: ms('ScriptDuration'), layoutMs: ms('LayoutDuration') + ms('RecalcStyleDuration'), taskMs: ms('TaskDuration') }
  }

  async #metrics(): Promise<Map<string, number>> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    return new Map(metrics.map(({ name, value }) => [name, value]))
  }
}

/** Runs in the page. */
function callBench({ name, args }: { name: string; args: unknown[] }): unknown {
  return (globalThis as unknown as { bench: Record<string, (...args: unknown[]) => unknown> }).bench[name]?.(...args)
}

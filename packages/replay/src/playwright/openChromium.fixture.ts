import { type Browser, chromium } from 'playwright'

interface ChromiumModule {
  readonly CHROMIUM_ARGS: string[]
  findChromium(): string | undefined
}

/** The Chromium that every browser test of the workspace uses. */
export async function openChromium(): Promise<Browser> {
  const found = (await import(new URL('../../../../.config/chromium.mjs', import.meta.url).href)) as ChromiumModule
  const executablePath = found.findChromium()
  return chromium.launch({ args: found.CHROMIUM_ARGS, ...(executablePath && { executablePath }) })
}

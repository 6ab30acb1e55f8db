// Where the browser tests find Chromium, and how it is started on machines without a desktop.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { canInstallDebian, installDebian, isRoot } from './debian.mjs'

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Flags for a browser that is asked for nothing but the page under test. As root Chromium refuses to start in its sandbox. */
export const CHROMIUM_ARGS = [
  ...(isRoot() ? ['--no-sandbox'] : []),
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
]

/** The path of a Chromium that is here already, or undefined. Order: CHROMIUM_PATH, Playwright's own, the system's. */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there. Point it at a Chromium binary or unset it.`)
  }
  if (existsSync(chromium.executablePath())) return chromium.executablePath()
  const folders = (process.env.PATH ?? '').split(delimiter)
  return SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** As `findChromium`, but installs one where none is found: Debian's as root, else Playwright's own download. */
export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  process.stderr.write('rivulet: no Chromium found; installing one for the browser tests\n')
  const installed = canInstallDebian()
    ? installDebian('chromium', 'fonts-noto-cjk', 'fonts-noto-color-emoji', 'fonts-noto-core')
    : spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'inherit' }).status === 0
  const path = installed ? findChromium() : undefined
  if (path) return path
  throw new Error('The browser tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to its binary.')
}

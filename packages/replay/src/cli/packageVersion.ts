import { readFileSync } from 'node:fs'

/** The version of this package, from its manifest: two folders up from the sources and from what is built alike. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string }
  return manifest.version
}

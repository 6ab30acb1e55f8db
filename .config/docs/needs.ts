import { inlineCommands } from './commands.ts'
import { linkedDocuments } from './links.ts'
import { blocksOf, read } from './readDocuments.ts'

/** What has to be installed beside `@rivulet/replay` for what a document names: peers that are optional. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'rivulet-replay serve': ['srvx'],
  '@rivulet/replay/node': ['srvx'],
  '@rivulet/replay/playwright': ['srvx', 'playwright'],
  '@rivulet/replay/msw': ['msw'],
  '@rivulet/replay/vitest': ['vitest'],
}

/** What a document names and nobody told its reader to install, neither there nor in a document that it leads to. */
export function uninstalled(document: string, index: Parameters<typeof linkedDocuments>[1], text: string = read(document)): string[] {
  const installed = [document, ...linkedDocuments(document, index)].flatMap((each) =>
    installedBy(each, each === document ? text : read(each)),
  )
  return Object.entries(NEEDS).flatMap(([named, needed]) =>
    needed
      .filter((name) => new RegExp(`${named}\\b`).test(text) && !installed.includes(name))
      .map((name) => `${document}: ${named} needs ${name}`),
  )
}

function installedBy(document: string, text: string): string[] {
  const shown = [
    ...blocksOf(document, text).filter(({ language }) => ['sh', 'console'].includes(language)),
    ...inlineCommands(document, text),
  ]
  return shown.flatMap(({ code }) => code.match(/npm install .*/g) ?? []).flatMap((command) => command.split(' '))
}

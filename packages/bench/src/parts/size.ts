import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { BUDGETS, judge, OURS } from '../budgets.ts'
import { spreadOf } from '../spread.ts'
import type { Part } from './Part.ts'

const KB = 1000
const PARSER = 'eventsource-parser'
const PEER = 'openai-node'

/** What an application may take, as it would be written there. */
const TAKEN: Readonly<Record<string, string>> = {
  [OURS]: `export * from '@rivulet/core'`,
  'createChatClient alone': `export { createChatClient } from '@rivulet/core'`,
  'readChat alone': `export { readChat } from '@rivulet/core'`,
  'readEvents alone': `export { readEvents } from '@rivulet/core'`,
  'createAccumulator alone': `export { createAccumulator } from '@rivulet/core'`,
  'createPartialJson alone': `export { createPartialJson } from '@rivulet/core'`,
  [PARSER]: `export { createParser } from '${PARSER}'`,
  [PEER]: `export { OpenAI } from 'openai'`,
}

/** Bytes that a page would load, bundled and minified by Vite and compressed with gzip. */
export const size: Part = async (_effort, say) => {
  const sizes: { name: string; figure: number }[] = []
  for (const [name, code] of Object.entries(TAKEN)) {
    sizes.push({ name, figure: (await compressedBytes(code, name === PARSER ? [] : [PARSER])) / KB })
    say(`size, ${name}`)
  }
  return {
    tables: [
      {
        title: `size, minified and compressed, without ${PARSER}`,
        columns: ['KB'],
        rows: sizes.map(({ name, figure }) => ({ name, figures: [spreadOf([figure])] })),
      },
    ],
    verdicts: [
      judge(
        BUDGETS.size,
        'all exports',
        sizes.filter(({ name }) => name === OURS || name === PEER),
      ),
    ],
  }
}

async function compressedBytes(code: string, external: readonly string[]): Promise<number> {
  const entry = 'virtual:entry'
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [{ name: 'entry', resolveId: (id) => (id === entry ? id : undefined), load: (id) => (id === entry ? code : undefined) }],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: entry, external: [...external], preserveEntrySignatures: 'strict' },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing.')
  return gzipSync(output.output.map((file) => ('code' in file ? file.code : '')).join(''), { level: 9 }).length
}

import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { BUDGETS, judge, OURS, type Budget, type NamedFigure } from '../budgets.ts'
import type { Table } from '../Report.ts'
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

const REACT = ['react', 'react/jsx-runtime']

/** The same of markdown, without React. */
const MARKDOWN: Readonly<Record<string, string>> = {
  engine: `export { createMarkdown } from '@rivulet/markdown'`,
  [OURS]: `export { Markdown } from '@rivulet/markdown/react'`,
}

const MARKDOWN_BUDGET: Budget = { what: 'size of @rivulet/markdown, minified and compressed, without React', unit: 'KB', most: 26 }

/** Bytes that a page would load, bundled and minified by Vite and compressed with gzip. */
export const size: Part = async (_effort, say) => {
  const sizes: NamedFigure[] = []
  for (const [name, code] of Object.entries(TAKEN)) {
    sizes.push({ name, figure: (await compressedBytes(code, name === PARSER ? [] : [PARSER])) / KB })
    say(`size, ${name}`)
  }
  const markdown: NamedFigure[] = []
  for (const [name, code] of Object.entries(MARKDOWN)) {
    markdown.push({ name, figure: (await compressedBytes(code, REACT)) / KB })
    say(`size, markdown, ${name}`)
  }
  return {
    tables: [
      tableOf(`size, minified and compressed, without ${PARSER}`, sizes),
      tableOf('size of markdown, minified and compressed, without React', markdown),
    ],
    verdicts: [
      judge(
        BUDGETS.size,
        'all exports',
        sizes.filter(({ name }) => name === OURS || name === PEER),
      ),
      judge(MARKDOWN_BUDGET, 'engine and renderer', markdown),
    ],
  }
}

function tableOf(title: string, sizes: readonly NamedFigure[]): Table {
  return { title, columns: ['KB'], rows: sizes.map(({ name, figure }) => ({ name, figures: [spreadOf([figure])] })) }
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

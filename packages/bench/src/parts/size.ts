import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { BUDGETS, judge, OURS } from '../budgets.ts'
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

const CORE = '@rivulet/core'

/** The same of the store, without core; what keeps conversations is loaded when one is kept. */
const CHAT: Readonly<Record<string, string>> = {
  [OURS]: `export { createChat } from '@rivulet/chat'`,
  'with IndexedDB': `export { createChat, indexedDBStorage } from '@rivulet/chat'`,
  'all exports': `export * from '@rivulet/chat'`,
}

/** The same of the hooks, without what they stand on. */
const HOOKS: Readonly<Record<string, string>> = {
  [OURS]: `export { useChatStream, ChatProvider, useChatState, useMessage, useMessageIds, useRun } from '@rivulet/react'`,
  'all exports': `export * from '@rivulet/react'`,
}

/** What a page with a whole chat loads: client, store, hook, parts and markdown, all but React and what is loaded when it is first opened. */
const WHOLE: Readonly<Record<string, string>> = {
  [OURS]: `export { Chat } from '@rivulet/components/chat'; export { useChatStream } from '@rivulet/react'`,
  'Thread and Composer with the hook': `export { Composer, Thread } from '@rivulet/components'; export { useChatStream } from '@rivulet/react'`,
  'Chat without client, store and hook': `export { Chat } from '@rivulet/components/chat'`,
  'Thread alone': `export { Thread } from '@rivulet/components/thread'`,
  'Message alone': `export { Message } from '@rivulet/components/message'`,
  'Composer alone': `export { Composer } from '@rivulet/components/composer'`,
  'ConversationList alone': `export { ConversationList } from '@rivulet/components/conversations'`,
  'one language': `export { de } from '@rivulet/components/labels/de'`,
}

interface NamedSize {
  readonly name: string
  readonly figure: number
}

/** Bytes that a page would load at first, bundled and minified by Vite and compressed with gzip. */
export const size: Part = async (_effort, say) => {
  const sizes: NamedSize[] = []
  for (const [name, code] of Object.entries(TAKEN)) {
    sizes.push({ name, figure: (await compressedBytes(code, name === PARSER ? [] : [PARSER])) / KB })
    say(`size, ${name}`)
  }
  const sizesOf = async (what: string, taken: Readonly<Record<string, string>>, external: readonly string[]) => {
    const figures: NamedSize[] = []
    for (const [name, code] of Object.entries(taken)) {
      figures.push({ name, figure: (await compressedBytes(code, external)) / KB })
      say(`size, ${what}, ${name}`)
    }
    return figures
  }
  const markdown = await sizesOf('markdown', MARKDOWN, REACT)
  const chat = await sizesOf('chat', CHAT, [CORE])
  const hooks = await sizesOf('hooks', HOOKS, [CORE, '@rivulet/chat', '@tanstack/react-query', ...REACT])
  const whole = await sizesOf('the assembled chat', WHOLE, [...REACT, 'react-dom', '@tanstack/react-query'])
  return {
    tables: [
      tableOf(`size, minified and compressed, without ${PARSER}`, sizes),
      tableOf('size of markdown, minified and compressed, without React', markdown),
      tableOf('size of chat, minified and compressed, without core, as it is loaded at first', chat),
      tableOf('size of the hooks, minified and compressed, without chat, core, React and TanStack Query', hooks),
      tableOf('size of the assembled chat, minified and compressed, without React, as it is loaded at first', whole),
    ],
    verdicts: [
      judge(
        BUDGETS.size,
        'all exports',
        sizes.filter(({ name }) => name === OURS || name === PEER),
      ),
      judge(BUDGETS.sizeMarkdown, 'engine and renderer', markdown),
      judge(BUDGETS.sizeChat, 'createChat', chat),
      judge(BUDGETS.sizeReact, 'the hooks of a chat', hooks),
      judge(BUDGETS.sizeAssembled, 'Chat and useChatStream', whole),
    ],
  }
}

function tableOf(title: string, sizes: readonly NamedSize[]): Table {
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
  const chunks = new Map(output.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])))
  const first = new Set([...chunks.values()].filter((chunk) => chunk.isEntry).map(({ fileName }) => fileName))
  for (const fileName of first) for (const imported of chunks.get(fileName)?.imports ?? []) first.add(imported)
  return gzipSync([...first].map((fileName) => chunks.get(fileName)?.code ?? '').join(''), { level: 9 }).length
}

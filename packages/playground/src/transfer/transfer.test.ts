import { memoryStorage, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { assert, json, property } from 'fast-check'
import { expect, test } from 'vitest'
import { formatConversations, parseConversations } from './conversationFile.js'
import { importConversations } from './importConversations.js'
import { fileNameOf } from './saveFile.js'
import { toMarkdown } from './toMarkdown.js'
import { TransferError } from './TransferError.js'

function row(id: string, wire: ChatMessage['wire'], parentId: string | null = null): ChatMessage {
  return { id, parentId, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: 1 }
}

const QUESTION = row('q', { role: 'user', content: 'Why?' })
const ANSWER: ChatMessage = { ...row('a', { role: 'assistant', content: 'So.' }, 'q'), model: 'm', ending: { kind: 'stopped' } }

async function kept(...ids: string[]): Promise<ConversationStorage> {
  const storage = memoryStorage()
  for (const id of ids) await storage.save(id, { info: { title: `Of ${id}`, pinned: true }, messages: [QUESTION, ANSWER] })
  return storage
}

async function fileOf(storage: ConversationStorage): Promise<string> {
  const all = await Promise.all((await storage.list()).map(({ id }) => storage.load(id)))
  return formatConversations(
    all.filter((each) => each !== undefined),
    new Date(0),
  )
}

test('what is exported is imported as it was, title, pin and messages', async () => {
  const storage = memoryStorage()
  const progress: number[] = []
  const file = new Blob([await fileOf(await kept('one', 'two'))])
  const outcome = await importConversations(storage, file, ({ done }) => progress.push(done))
  expect(outcome).toEqual({ imported: expect.arrayContaining(['one', 'two']), same: 0, unreadable: 0 })
  expect(progress).toEqual([0, 1, 2])
  expect(await storage.load('one')).toMatchObject({ info: { title: 'Of one', pinned: true }, messages: [QUESTION, ANSWER] })
})

test('a conversation that is here is left alone; another one under its id comes beside it', async () => {
  const storage = await kept('one')
  const file = await fileOf(storage)
  expect(await importConversations(storage, new Blob([file]))).toEqual({ imported: [], same: 1, unreadable: 0 })
  const { imported } = await importConversations(storage, new Blob([file.replace('Why?', 'When?')]))
  expect(imported).toEqual([expect.not.stringMatching(/^one$/)])
  expect((await storage.load('one'))?.messages).toEqual([QUESTION, ANSWER])
  expect((await storage.load(imported[0]!))?.messages[0]?.wire.content).toBe('When?')
})

test('one entry that cannot be read costs itself alone, and is counted', async () => {
  const storage = memoryStorage()
  const file = (await fileOf(await kept('one'))).replace('"conversations":[', '"conversations":[7,{"id":"x","messages":"?"},')
  const damaged = file.replace('"role":"assistant"', '"role":1')
  expect(await importConversations(storage, new Blob([damaged]))).toEqual({ imported: ['one'], same: 0, unreadable: 3 })
  expect((await storage.load('one'))?.messages).toEqual([QUESTION])
})

test.each([
  ['{', 'not-json'],
  ['[]', 'not-conversations'],
  ['{"kind":"rivulet-conversations"}', 'not-conversations'],
  ['{"kind":"rivulet-conversations","version":2,"conversations":[]}', 'newer'],
])('%s is refused as %s', (text, code) => {
  expect(() => parseConversations(text)).toThrow(expect.objectContaining({ name: 'TransferError', code }))
})

test('no file is read with anything but its conversations or a TransferError', () => {
  assert(
    property(json(), (entry) => {
      const whole = `{"kind":"rivulet-conversations","version":1,"conversations":[${entry}]}`
      const { conversations, skipped } = parseConversations(whole)
      expect(conversations.length + skipped).toBe(1)
      try {
        parseConversations(entry)
      } catch (error) {
        expect(error).toBeInstanceOf(TransferError)
      }
    }),
  )
})

test('a conversation as Markdown: the path shown, what was thought, called, and not whole', () => {
  const call = { id: 'c', type: 'function', function: { name: 'add', arguments: '{"a":"```"}' } } as const
  const messages = [
    QUESTION,
    row('other', { role: 'assistant', content: 'Of another branch' }, 'q'),
    { ...ANSWER, wire: { role: 'assistant', content: 'So.', reasoning_content: 'Well\nthen', tool_calls: [call] } } as ChatMessage,
  ]
  const info = { id: 'x', title: 'A\nday', createdAtMs: 0, updatedAtMs: 0, headId: 'a' }
  expect(toMarkdown({ info, messages, queue: [], unreadable: [] })).toBe(
    [
      '# A day',
      '## You',
      'Why?',
      '## Assistant (m)',
      '> Well\n> then',
      'So.',
      'Calls `add`:',
      '````\n{"a":"```"}\n````',
      '*This answer is not whole: stopped.*\n',
    ].join('\n\n'),
  )
})

test.each([
  ['Why? A/B: c.', 'Why-A-B-c.md'],
  ['../..', 'conversation.md'],
  [undefined, 'conversation.md'],
  ['نهر النيل', 'نهر-النيل.md'],
])('%s is the file %s', (title, name) => {
  expect(fileNameOf(title, 'md')).toBe(name)
})

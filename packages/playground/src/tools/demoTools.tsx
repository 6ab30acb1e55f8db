import { ToolCall, type RenderTools } from '@rivulet/components'
import { defineTool, type Tool } from '@rivulet/chat'
import { ReaderForm } from './ReaderForm.js'
import { toRecordOf } from './toRecordOf.js'

const OPERATIONS = {
  add: (a: number, b: number) => a + b,
  subtract: (a: number, b: number) => a - b,
  multiply: (a: number, b: number) => a * b,
  divide: (a: number, b: number) => a / b,
} as const

type Operation = keyof typeof OPERATIONS

/** A disk that is made up: nothing of the reader's is ever touched. */
const disk = new Set(['notes/ideas.md', 'photos/river.jpg', 'old/report.pdf'])

const currentTime = defineTool({
  name: 'current_time',
  description: 'The date and time now, in the time zone of the reader or in another one.',
  parameters: { type: 'object', properties: { timeZone: { type: 'string', examples: ['Europe/Berlin', 'Asia/Tokyo'] } }, required: [] },
  validate: (value) => {
    const { timeZone } = toRecordOf(value)
    return { timeZone: typeof timeZone === 'string' ? timeZone : undefined }
  },
  execute: ({ timeZone }) => ({
    now: new Intl.DateTimeFormat('en', { dateStyle: 'full', timeStyle: 'long', timeZone }).format(new Date()),
    timeZone: timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  }),
})

const calculate = defineTool({
  name: 'calculate',
  description: 'Calculates with two numbers.',
  parameters: {
    type: 'object',
    properties: { operation: { enum: Object.keys(OPERATIONS) }, a: { type: 'number' }, b: { type: 'number' } },
    required: ['operation', 'a', 'b'],
  },
  validate: (value) => {
    const { operation, a, b } = toRecordOf(value)
    if (typeof a !== 'number' || typeof b !== 'number') throw new TypeError('a and b have to be numbers.')
    if (typeof operation !== 'string' || !Object.hasOwn(OPERATIONS, operation)) throw new TypeError('There is no such operation.')
    return { operation: operation as Operation, a, b }
  },
  execute: ({ operation, a, b }) => {
    const result = OPERATIONS[operation](a, b)
    if (!Number.isFinite(result)) throw new RangeError('This has no finite result.')
    return { result }
  },
})

const deleteFile = defineTool({
  name: 'delete_file',
  description: 'Deletes a file from the disk of the demo. The reader is asked first.',
  parameters: { type: 'object', properties: { path: { enum: [...disk] } }, required: ['path'] },
  needsApproval: true,
  validate: (value) => {
    const { path } = toRecordOf(value)
    if (typeof path !== 'string') throw new TypeError('path has to be a text.')
    return { path }
  },
  execute: ({ path }) => {
    if (!disk.delete(path)) throw new Error(`There is no ${path}: it may have been deleted before.`)
    return { deleted: path, left: [...disk] }
  },
})

const askReader = defineTool({
  name: 'ask_reader',
  description: 'Asks the reader a question by a form, and gives their answer.',
  parameters: {
    type: 'object',
    properties: {
      question: { type: 'string', examples: ['Which river shall I write about?'] },
      choices: { type: 'array', items: { type: 'string' }, minItems: 3, examples: [['Nile', 'Danube', 'Yangtze']] },
    },
    required: ['question'],
  },
  validate: (value) => {
    const { question, choices } = toRecordOf(value)
    if (typeof question !== 'string') throw new TypeError('question has to be a text.')
    return { question, choices: Array.isArray(choices) ? choices.filter((choice) => typeof choice === 'string') : [] }
  },
})

/** A safe set: what time it is, a calculator, one that asks for leave, and one that the reader answers. */
export const demoTools: readonly Tool[] = [currentTime, calculate, deleteFile, askReader]

/** How the page draws those that have something of their own to show. */
export const renderDemoTools: RenderTools = {
  ask_reader: ({ input, giveResult, ...call }) => (
    <ToolCall {...call} form={giveResult ? <ReaderForm input={input} onAnswer={(answer) => void giveResult({ answer })} /> : undefined} />
  ),
}

import * as fc from 'fast-check'
import { expect } from 'vitest'
import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'
import type { ConversationStorage } from './ConversationStorage.js'
import { message, waiting } from './rows.fixture.js'

interface Model {
  title: string | undefined
  messages: Map<string, ChatMessage>
  queue: readonly QueuedMessage[]
}

const conversationId = fc.constantFrom('one', 'two', 'three')
const rowId = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const metadata = fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 2 })
const messages = fc.uniqueArray(
  fc.record({ id: rowId, metadata }).map((fields) => message(fields.id, null, { metadata: fields.metadata })),
  { selector: ({ id }) => id, maxLength: 4 },
)
const queue = fc.uniqueArray(
  rowId.map((id) => waiting(id)),
  { selector: ({ id }) => id, maxLength: 3 },
)
const title = fc.string({ maxLength: 5 })

const action = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        kind: fc.constant('save' as const),
        id: conversationId,
        info: fc.record({ title }),
        messages,
        removed: fc.array(rowId, { maxLength: 2 }),
        queue,
      },
      { requiredKeys: ['kind', 'id'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), id: conversationId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

function applyTo(model: Map<string, Model>, step: Action): void {
  if (step.kind === 'clear') return model.clear()
  if (step.kind === 'remove') return void model.delete(step.id)
  const held = model.get(step.id) ?? { title: undefined, messages: new Map<string, ChatMessage>(), queue: [] }
  for (const id of step.removed ?? []) held.messages.delete(id)
  for (const row of step.messages ?? []) held.messages.set(row.id, row)
  model.set(step.id, { ...held, title: step.info?.title ?? held.title, queue: step.queue ?? held.queue })
}

async function perform(storage: ConversationStorage, step: Action): Promise<void> {
  if (step.kind === 'clear') return storage.clear()
  if (step.kind === 'remove') return storage.remove(step.id)
  const { kind: _, id, ...changed } = step
  return storage.save(id, changed)
}

/** Any sequence of changes, begun without waiting for one another, leaves what a plain map would hold. */
export async function behavesLikeAMap(create: () => ConversationStorage, numRuns: number): Promise<void> {
  const storage = create()
  const property = fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (steps) => {
    await storage.clear()
    const model = new Map<string, Model>()
    for (const step of steps) applyTo(model, step)
    await Promise.all(steps.map((step) => perform(storage, step)))

    expect((await storage.list()).map(({ id }) => id).toSorted()).toEqual([...model.keys()].toSorted())
    for (const id of ['one', 'two', 'three']) {
      const loaded = await storage.load(id)
      const expected = model.get(id)
      expect(loaded && { title: loaded.info.title, messages: loaded.messages, queue: loaded.queue, unreadable: loaded.unreadable }).toEqual(
        expected && { title: expected.title, messages: [...expected.messages.values()], queue: expected.queue, unreadable: [] },
      )
    }
  })
  await fc.assert(property, { numRuns })
}

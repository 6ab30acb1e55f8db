import type { JsonSchema } from '@rivulet/chat'

/** A shape to ask for, and a prompt that fits it. */
export interface DemoSchema {
  readonly name: string
  readonly prompt: string
  readonly schema: JsonSchema
}

const text = { type: 'string' } as const

function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

export const DEMO_SCHEMAS: readonly DemoSchema[] = [
  {
    name: 'trip',
    prompt: 'Plan two days along the Danube for a family that likes to cycle.',
    schema: object({
      title: text,
      days: {
        type: 'array',
        items: object({
          date: { type: 'string', format: 'date' },
          stops: {
            type: 'array',
            items: object({ time: { type: 'string', format: 'time' }, place: text, note: text, costs: { type: 'number', minimum: 0 } }),
          },
        }),
      },
      packing: { type: 'array', items: text },
    }),
  },
  {
    name: 'ticket',
    prompt: 'Make a ticket of this mail: “Since this morning the pump in hall 3 stands still. We need it by noon!”',
    schema: object({
      subject: text,
      urgency: { enum: ['high', 'low', 'normal'] },
      summary: text,
      steps: { type: 'array', items: text },
      contact: object({ name: text, email: { type: 'string', format: 'email' } }),
    }),
  },
  {
    name: 'recipe',
    prompt: 'A recipe for a soup of what a garden has in autumn.',
    schema: object({
      title: text,
      serves: { type: 'integer', minimum: 1 },
      ingredients: { type: 'array', items: object({ name: text, amount: { type: 'number' }, unit: { enum: ['g', 'ml', 'piece'] } }) },
      steps: { type: 'array', items: text },
    }),
  },
]

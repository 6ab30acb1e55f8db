import type { Answer } from './answer.js'
import { writeInstance } from './writeInstance.js'

const DAY_TRIP = {
  title: 'A day by the river',
  city: 'Cairo',
  stops: [
    { at: '08:30', what: 'Walk along the corniche', minutes: 60 },
    { at: '10:00', what: 'Take the ferry to Gezira', minutes: 25 },
    { at: '11:00', what: 'See the fish garden', minutes: 90 },
  ],
  cost: { amount: 180, currency: 'EGP' },
}

/** JSON: an instance of the schema that `response_format` gives, whatever the prompt says, or a small plan where it gives none. */
export const structured: Answer = {
  name: 'json-schema',
  word: 'json',
  otherWords: ['schema', 'structured'],
  title: 'Plan a day by the river as JSON',
  suits: ({ schema }) => schema !== undefined,
  write: ({ schema }) => ({
    content: schema && Object.keys(schema).length > 0 ? writeInstance(schema, 'response_format') : JSON.stringify(DAY_TRIP),
  }),
}

/** A schema as `response_format` takes it. */
export const DAY_TRIP_SCHEMA: object = {
  type: 'object',
  properties: {
    title: { type: 'string' },
    date: { type: 'string', format: 'date' },
    stops: {
      type: 'array',
      items: {
        type: 'object',
        properties: { time: { type: 'string' }, place: { type: 'string' }, minutes: { type: 'integer', minimum: 10, maximum: 240 } },
        required: ['time', 'place', 'minutes'],
        additionalProperties: false,
      },
      minItems: 3,
    },
  },
  required: ['title', 'date', 'stops'],
  additionalProperties: false,
}

/** Two tools of which the second takes what the first one finds. */
export const GAUGE_TOOLS: readonly object[] = [
  tool('find_station', 'Finds the gauge that is nearest to a place', { place: { type: 'string' } }),
  tool('read_gauge', 'Reads the level of the river at a gauge', { station_id: { type: 'string' } }),
]

function tool(name: string, description: string, properties: Readonly<Record<string, object>>): object {
  const parameters = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
  return { type: 'function', function: { name, description, parameters } }
}

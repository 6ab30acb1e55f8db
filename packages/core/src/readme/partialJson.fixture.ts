import { createPartialJson, parseChatStream } from '@rivulet/core'

export async function readTrip(response: Response, show: (trip: unknown) => void): Promise<unknown> {
  const json = createPartialJson()
  for await (const { choices } of parseChatStream(response)) {
    json.push(choices[0]?.delta.content ?? '')
    show(json.value) // {}, then { city: 'Os' }, then { city: 'Oslo', days: 3 }: one object that grows
  }
  if (json.state !== 'whole') throw new Error('The answer is not JSON.')
  return json.value
}

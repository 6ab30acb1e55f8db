import { readEvents } from '@rivulet/core'

export async function follow(url: string, show: (line: string) => void): Promise<string> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`)

  let last = ''
  const onComment = (comment: string) => show(`still there: ${comment}`)
  for await (const { type, data, lastEventId } of readEvents(response, { onComment })) {
    show(`${type}: ${data}`)
    last = lastEventId
  }
  return last
}

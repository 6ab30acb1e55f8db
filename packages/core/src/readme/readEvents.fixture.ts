import { readEvents } from '@rivulet/core'

export async function follow(url: string, show: (line: string) => void): Promise<string> {
  let last = ''
  const onComment = (comment: string) => show(`still there: ${comment}`)
  for await (const { type, data, lastEventId } of readEvents(await fetch(url), { onComment })) {
    show(`${type}: ${data}`)
    last = lastEventId
  }
  return last
}

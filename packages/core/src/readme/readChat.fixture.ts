import { readChat } from '@rivulet/core'

export async function answerOf(response: Response): Promise<string> {
  const { completion, ending, warnings } = await readChat(response)
  const text = completion.choices[0]?.message.content ?? ''

  if (ending.kind === 'failed') throw ending.error
  if (ending.kind !== 'complete') return `${text}… (${ending.kind})`
  return [text, ...warnings.map(({ code }) => `(${code})`)].join(' ')
}

import type { ChatClient, ChatStream } from '@rivulet/core'

export async function answer(client: ChatClient, question: string, show: (text: string) => void, storage: Storage): Promise<void> {
  const runId = storage.getItem('run')
  const stream: ChatStream = runId
    ? client.resume(runId)
    : client.stream(
        { model: 'default', messages: [{ role: 'user', content: question }] },
        { onResponse: () => storage.setItem('run', stream.runId ?? '') },
      )
  try {
    for await (const { choices } of stream) if (choices.length > 0) show(stream.completion.choices[0]?.message.content ?? '')
  } finally {
    storage.removeItem('run')
  }
}

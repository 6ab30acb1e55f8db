import { Composer, Thread } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'

export function SupportChat({ baseURL = '/v1' }) {
  const { messages, run, send, stop, retry } = useChatStream({ baseURL, model: 'default' })

  return (
    <main className="support">
      <Thread messages={messages} run={run} onRetry={retry} />
      <Composer onSend={send} onStop={stop} running={run.phase !== 'idle'} />
    </main>
  )
}

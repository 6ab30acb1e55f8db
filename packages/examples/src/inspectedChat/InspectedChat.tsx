import { Chat } from '@rivulet/components/chat'
import { runOfTrace, StreamInspector } from '@rivulet/components/inspector'
import '@rivulet/components/styles.css'
import { createChatClient, createTracedClient, useChatStream, useTraces } from '@rivulet/react'

const client = createTracedClient(createChatClient({ baseURL: '/v1' }))

export function InspectedChat() {
  const { chat } = useChatStream({ client, model: 'default' })

  return (
    <main className="inspected">
      <Chat chat={chat} />
      <Inspector />
    </main>
  )
}

// A component of its own: the chat does not render with it.
const Inspector = () => <StreamInspector runs={useTraces(client).map((trace) => runOfTrace(trace))} />

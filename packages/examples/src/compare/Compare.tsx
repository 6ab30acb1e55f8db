import { Composer, Message, Thread, UsageMeter } from '@rivulet/components'
import '@rivulet/components/styles.css'
import {
  ChatProvider,
  createChat,
  createChatClient,
  useChat,
  useChatState,
  useMessage,
  useMessageIds,
  useRun,
  type Chat,
} from '@rivulet/react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import './compare.css'
import { Figures } from './Figures.js'

/** One question to several models, and their answers side by side. */
export function Compare({ baseURL = '/v1', models = ['small', 'large'] }: { baseURL?: string; models?: readonly string[] }) {
  const [chats] = useState(() => {
    const client = createChatClient({ baseURL })
    return models.map((model) => ({ model, chat: createChat({ client, model }) }))
  })
  const stopAll = () => Promise.all(chats.map(({ chat }) => chat.stop()))
  useEffect(() => () => void Promise.all(chats.map(({ chat }) => chat.stop())), [chats])

  return (
    <main className="compare">
      <div className="compare-columns">
        {chats.map(({ model, chat }) => (
          <ChatProvider key={model} chat={chat}>
            <Column model={model} />
          </ChatProvider>
        ))}
      </div>
      <Composer
        onSend={(content) => Promise.all(chats.map(({ chat }) => chat.send(content)))}
        onStop={stopAll}
        running={useIsAnyRunning(chats.map(({ chat }) => chat))}
        placeholder={`Ask ${models.length} models`}
      />
    </main>
  )
}

function Column({ model }: { model: string }) {
  const { getMessage, stop } = useChat()
  const messageIds = useMessageIds()
  const run = useRun()
  const answer = useChatState(({ messages }) => messages.findLast(({ wire }) => wire.role === 'assistant'))

  return (
    <section aria-label={model}>
      <header>
        <h2>{model}</h2>
        <button type="button" className="rivulet-button" disabled={run.phase === 'idle'} onClick={() => void stop()}>
          Stop {model}
        </button>
      </header>
      <Thread messageIds={messageIds} getMessage={getMessage} renderRow={drawRow} run={run} empty={<></>} />
      <footer>
        <Figures timings={answer?.timings} tokens={answer?.usage?.completion_tokens} />
        <UsageMeter usage={answer?.usage} cost={answer?.cost} />
      </footer>
    </section>
  )
}

const drawRow = (id: string) => <Row id={id} />

function Row({ id }: { id: string }) {
  const { retry } = useChat()
  const message = useMessage(id)
  const isLast = useChatState(({ messages }) => messages.at(-1)?.id === id)
  return message ? <Message message={message} last={isLast} onRetry={isLast ? retry : undefined} actions={['copy']} /> : null
}

function useIsAnyRunning(chats: readonly Chat[]) {
  return useSyncExternalStore(
    (listener) => {
      const unsubscribes = chats.map((chat) => chat.subscribe(listener))
      return () => unsubscribes.forEach((unsubscribe) => unsubscribe())
    },
    () => chats.some((chat) => chat.getSnapshot().run.phase !== 'idle'),
  )
}

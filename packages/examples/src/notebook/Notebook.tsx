import { Composer, Message, Thread, UsageMeter } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { ChatProvider, useBranches, useChat, useChatState, useChatStream, useMessage, useMessageIds, useRun } from '@rivulet/react'
import './notebook.css'

export function Notebook({ baseURL = '/v1' }) {
  const { chat, usage, cost } = useChatStream({ baseURL, model: 'default' })

  return (
    <ChatProvider chat={chat}>
      <main className="notebook">
        <header>
          <h1>Field notes</h1>
          <UsageMeter usage={usage} cost={cost} />
        </header>
        <Notes />
      </main>
    </ChatProvider>
  )
}

function Notes() {
  const { getMessage, send, stop } = useChat()
  const messageIds = useMessageIds()
  const run = useRun()

  return (
    <>
      <Thread messageIds={messageIds} getMessage={getMessage} renderRow={drawNote} run={run} />
      <Composer onSend={send} onStop={stop} running={run.phase !== 'idle'} placeholder="Write in the margin" />
    </>
  )
}

const drawNote = (id: string) => <Note id={id} />

function Note({ id }: { id: string }) {
  const { regenerate, edit, retry, continueAnswer } = useChat()
  const message = useMessage(id)
  const branches = useBranches(id)
  const isLast = useChatState(({ messages }) => messages.at(-1)?.id === id)
  if (!message) return null

  return (
    <Message
      message={message}
      last={isLast}
      branches={branches}
      onSelectBranch={branches.select}
      onRegenerate={() => regenerate(id)}
      onEdit={(_, text) => edit(id, text)}
      onRetry={retry}
      onContinue={continueAnswer}
      parts={{ reasoning: null, warnings: null }}
    />
  )
}

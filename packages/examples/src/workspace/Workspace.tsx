import { ConversationList, ModelPicker, ToolCall, UsageMeter, type RenderTools } from '@rivulet/components'
import { Chat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import {
  ChatProvider,
  createChatClient,
  indexedDBStorage,
  modelsOptions,
  useChatState,
  useChatStream,
  useConversations,
  type Tool,
} from '@rivulet/react'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import './workspace.css'

const client = createChatClient({ baseURL: '/v1' })
const storage = indexedDBStorage()
const queries = new QueryClient()

// The application's own card for its own tool, once there is a result; until then the part, which asks for approval.
const renderTools: RenderTools = {
  get_weather: (call) => (call.state === 'done' ? <p className="weather">{String(call.result)}</p> : <ToolCall {...call} />),
}

export const Workspace = ({ tools }: { tools?: Tool[] }) => (
  <QueryClientProvider client={queries}>
    <Page tools={tools} />
  </QueryClientProvider>
)

function Page({ tools }: { tools: Tool[] | undefined }) {
  const [id, setId] = useState<string>(() => crypto.randomUUID())
  const [picked, setPicked] = useState<string>()
  const models = useQuery(modelsOptions(client))
  const model = picked ?? models.data?.[0]?.id
  const { chat } = useChatStream({ client, model: model ?? 'default', id, storage, tools })
  const { conversations, isPending, error, rename, pin, remove } = useConversations({ storage })

  return (
    <ChatProvider chat={chat}>
      <div className="workspace">
        <ConversationList
          conversations={isPending ? undefined : conversations}
          currentId={id}
          error={error}
          onSelect={setId}
          onCreate={() => setId(crypto.randomUUID())}
          onRename={rename}
          onPin={pin}
          onRemove={(removed) => remove(removed).then(() => removed === id && setId(crypto.randomUUID()))}
        />
        <Chat
          chat={chat}
          attachments={{ accept: ['image/*', 'text/*'], maxBytes: 5_000_000 }}
          renderTools={renderTools}
          composerTools={
            <ModelPicker models={models.data ?? []} value={model} onChange={setPicked} loading={models.isPending} error={models.error} />
          }
          footer={<Usage />}
        />
      </div>
    </ChatProvider>
  )
}

function Usage() {
  const usage = useChatState((state) => state.usage)
  const used = useChatState(({ messages }) => messages.findLast((message) => message.usage)?.usage?.total_tokens)
  return <UsageMeter usage={usage} context={used === undefined ? undefined : { used, limit: 128_000 }} />
}

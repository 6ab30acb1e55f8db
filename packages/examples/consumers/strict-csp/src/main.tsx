import { ConversationList, ModelPicker, UsageMeter, type AnswerMarkdown } from '@rivulet/components'
import { Chat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import { createChatClient } from '@rivulet/core'
import { HighlightedCode } from '@rivulet/markdown/code'
import { Formula } from '@rivulet/markdown/math'
import { indexedDBStorage, modelsOptions, useChatStream, useConversations } from '@rivulet/react'
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import 'katex/dist/katex.min.css'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import './page.css'

const client = createChatClient({ baseURL: '/v1' })
const storage = indexedDBStorage()
const markdown: AnswerMarkdown = { math: true, footnotes: true, components: { codeText: HighlightedCode, formula: Formula } }

function Page() {
  const [id, setId] = useState<string>(() => crypto.randomUUID())
  const [model, setModel] = useState('default')
  const models = useQuery(modelsOptions(client))
  const { chat, usage, cost } = useChatStream({ client, model, id, storage })
  const { conversations, isPending, rename, pin, remove } = useConversations({ storage })

  return (
    <div className="page">
      <ConversationList
        conversations={isPending ? undefined : conversations}
        currentId={id}
        onSelect={setId}
        onCreate={() => setId(crypto.randomUUID())}
        onRename={rename}
        onPin={pin}
        onRemove={remove}
      />
      <Chat
        chat={chat}
        markdown={markdown}
        attachments
        composerTools={<ModelPicker models={models.data ?? []} value={model} onChange={setModel} />}
        footer={<UsageMeter usage={usage} cost={cost} context={{ used: usage?.total_tokens ?? 0, limit: 128_000 }} />}
      />
    </div>
  )
}

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <Page />
      </QueryClientProvider>
    </StrictMode>,
  )
}

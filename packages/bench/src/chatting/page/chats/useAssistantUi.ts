import { useLocalRuntime, type AssistantRuntime, type ChatModelAdapter, type ThreadMessageLike } from '@assistant-ui/react'
import { useEffect, useState } from 'react'
import type { ChatProps } from '../mountChat.tsx'
import { readDeltas } from '../readDeltas.ts'

const adapter: ChatModelAdapter = {
  async *run({ abortSignal }) {
    let text = ''
    for await (const delta of readDeltas(abortSignal)) {
      text += delta
      yield { content: [{ type: 'text', text }] }
    }
  },
}

/** A runtime of assistant-ui that reads the gateway itself, as its documentation has it, without what shows it. */
export function useAssistantUi({ history, onSend }: ChatProps): AssistantRuntime {
  const [initialMessages] = useState(() =>
    history.map(({ id, role, text }): ThreadMessageLike => ({ id, role, content: [{ type: 'text', text }] })),
  )
  const runtime = useLocalRuntime(adapter, { initialMessages })
  useEffect(() => onSend(() => runtime.thread.append({ role: 'user', content: [{ type: 'text', text: 'Go' }] })), [onSend, runtime])
  return runtime
}

import type { LabelOverrides } from '@rivulet/components'
import { useChatStream } from '@rivulet/react'
import { useEffect, useMemo, type ReactNode, type RefObject } from 'react'
import { withSystemPrompt } from '../chat/systemPrompt.js'
import type { EventLog } from '../events/eventLog.js'
import type { GatewayUse } from '../gateway/useGateway.js'
import type { Settings } from '../settings/settings.js'
import type { DemoTools } from '../tools/useDemoTools.js'
import { ShownConversation } from './ShownConversation.js'
import { storage } from './storage.js'
import { useSending } from './useSending.js'

export interface ConversationProps {
  id: string
  /** Others only go on with what they were answering. */
  isShown: boolean
  /** The message to begin at, in place of the end. */
  messageId: string | undefined
  use: GatewayUse
  log: EventLog
  settings: Settings
  onSettings: (changed: Partial<Settings>) => void
  words: LabelOverrides | undefined
  tools: DemoTools | undefined
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onRunning: (id: string, isRunning: boolean) => void
}

/** One conversation, kept and sent; drawn while it is the one that is shown. */
export function Conversation(props: ConversationProps): ReactNode {
  const { id, isShown, use, settings, tools, onRunning } = props
  const { system, temperature, stream } = settings
  const params = useMemo(() => ({ stream, ...(temperature === null ? {} : { temperature }) }), [stream, temperature])
  const { chat, run } = useChatStream({
    client: use.client,
    model: use.choice.model || use.choice.anyModel,
    params,
    tools: tools?.tools,
    prepareRequest: (path) => withSystemPrompt(path, system),
    id,
    storage,
  })
  const isRunning = run.phase !== 'idle'
  useEffect(() => {
    onRunning(id, isRunning)
    return () => onRunning(id, false)
  }, [onRunning, id, isRunning])

  const { handle, outbox } = useSending(chat, use)
  return isShown ? <ShownConversation {...props} chat={handle} outbox={outbox} /> : null
}

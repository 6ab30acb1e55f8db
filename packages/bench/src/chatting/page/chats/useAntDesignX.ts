import { OpenAIChatProvider, useXChat, XRequest, type XModelMessage, type XModelParams, type XModelResponse } from '@ant-design/x-sdk'
import { useEffect, useState } from 'react'
import { PATHS } from '../../wires.ts'
import type { ChatProps } from '../mountChat.tsx'

/** A chat of Ant Design X as its documentation has it, without what shows it. @returns its messages */
export function useAntDesignX({ history, onSend }: ChatProps) {
  const [provider] = useState(
    () =>
      new OpenAIChatProvider<XModelMessage, XModelParams, XModelResponse>({
        request: XRequest<XModelParams, XModelResponse>(`${location.origin}${PATHS.openai}`, {
          manual: true,
          params: { model: 'm', stream: true },
        }),
      }),
  )
  const [defaultMessages] = useState(() =>
    history.map(({ id, role, text }) => ({
      id,
      message: { role, content: text },
      status: role === 'user' ? ('local' as const) : ('success' as const),
    })),
  )
  const { messages, onRequest } = useXChat({ provider, defaultMessages, conversationKey: 'c' })
  useEffect(() => onSend(() => onRequest({ messages: [{ role: 'user', content: 'Go' }] })), [onSend, onRequest])
  return messages
}

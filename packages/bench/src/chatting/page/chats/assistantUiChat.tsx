import { AssistantRuntimeProvider, MessagePrimitive, ThreadPrimitive } from '@assistant-ui/react'
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'
import { memo, useCallback, type ComponentProps, type FunctionComponent } from 'react'
import remarkGfm from 'remark-gfm'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { useAssistantUi } from './useAssistantUi.ts'

const PLUGINS = [remarkGfm]

/** How it draws the parts of an answer. */
interface Parts {
  readonly Text: FunctionComponent
}

/** @param defer whether markdown is drawn when there is time; `smooth` would show it later than it came */
export function createAssistantUiChat(defer: boolean): Chat {
  const Text = memo(function Text() {
    return <MarkdownTextPrimitive smooth={false} defer={defer} remarkPlugins={PLUGINS} />
  })
  const parts = { Text }
  return { scrolls: true, mount: mountChat((props) => <AssistantUiChat {...props} parts={parts} />) }
}

function AssistantUiChat({ parts, ...props }: ChatProps & { readonly parts: Parts }) {
  const runtime = useAssistantUi(props)
  const drawMessage = useCallback<DrawMessage>(
    ({ message }) => (message.role === 'user' ? <UserMessage /> : <AssistantMessage parts={parts} />),
    [parts],
  )
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport className="viewport">
          <ThreadPrimitive.Messages>{drawMessage}</ThreadPrimitive.Messages>
        </ThreadPrimitive.Viewport>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  )
}

type DrawMessage = NonNullable<ComponentProps<typeof ThreadPrimitive.Messages>['children']>

function UserMessage() {
  return (
    <MessagePrimitive.Root className="message">
      <MessagePrimitive.Parts />
    </MessagePrimitive.Root>
  )
}

function AssistantMessage({ parts }: { readonly parts: Parts }) {
  return (
    <MessagePrimitive.Root className="message">
      <MessagePrimitive.Parts components={parts} />
    </MessagePrimitive.Root>
  )
}

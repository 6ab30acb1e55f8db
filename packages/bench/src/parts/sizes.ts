// What an application may take, as it would be written there, with the stylesheets that belong to it.
import { OURS } from '../budgets.ts'

/** What is taken of a package. */
export interface Taken {
  /** Under which its size is told. */
  readonly name: string
  /** A module that takes it. */
  readonly code: string
  /** Under which circumstances ours is judged by the budget: of each package what most applications take, and all that there is. */
  readonly judged?: string
  /** Stands beside those of ours that are judged. */
  readonly isPeer?: boolean
}

export const PARSER = 'eventsource-parser'
const ALL = 'all exports'

const most = (what: string, code: string): Taken => ({ name: `${OURS}: ${what}, which most take`, judged: what, code })
const all = (code: string): Taken => ({ name: `${OURS}: ${ALL}`, judged: ALL, code })
const own = (name: string, code: string): Taken => ({ name: `${OURS}: ${name}`, code })
const peer = (name: string, code: string): Taken => ({ name, code, isPeer: true })

export const CORE: readonly Taken[] = [
  most('createChatClient', `export { createChatClient } from '@rivulet/core'`),
  all(`export * from '@rivulet/core'`),
  own('readChat alone', `export { readChat } from '@rivulet/core'`),
  own('readEvents alone', `export { readEvents } from '@rivulet/core'`),
  own('createAccumulator alone', `export { createAccumulator } from '@rivulet/core'`),
  own('createPartialJson alone', `export { createPartialJson } from '@rivulet/core'`),
  peer('openai-node', `export { OpenAI } from 'openai'`),
]

/** Without React. */
export const MARKDOWN: readonly Taken[] = [
  most('engine and renderer', `import '@rivulet/markdown/styles.css'; export { Markdown } from '@rivulet/markdown/react'`),
  all(`import '@rivulet/markdown/styles.css'; export * from '@rivulet/markdown'; export * from '@rivulet/markdown/react'`),
  own('the engine alone', `export { createMarkdown } from '@rivulet/markdown'`),
  own(
    'with colours of code',
    `import '@rivulet/markdown/styles.css'; export { Markdown } from '@rivulet/markdown/react'; export { HighlightedCode } from '@rivulet/markdown/code'`,
  ),
  peer('streamdown', `import 'streamdown/styles.css'; export { Streamdown } from 'streamdown'`),
  peer(
    'react-markdown and remark-gfm',
    `export { default as Markdown } from 'react-markdown'; export { default as remarkGfm } from 'remark-gfm'`,
  ),
  peer('markdown-to-jsx', `export { default as Markdown } from 'markdown-to-jsx/react'`),
  peer('streaming-markdown, no React', `export { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown'`),
  peer('Ant Design X, XMarkdown', `export { XMarkdown } from '@ant-design/x-markdown'`),
]

/** Without core; what keeps conversations is loaded when one is kept. */
export const CHAT: readonly Taken[] = [
  most('createChat', `export { createChat } from '@rivulet/chat'`),
  all(`export * from '@rivulet/chat'`),
  own('with IndexedDB', `export { createChat, indexedDBStorage } from '@rivulet/chat'`),
]

/** Without what they stand on. */
export const HOOKS: readonly Taken[] = [
  most(
    'the hooks of a chat',
    `export { useChatStream, ChatProvider, useChatState, useMessage, useMessageIds, useRun } from '@rivulet/react'`,
  ),
  all(`export * from '@rivulet/react'`),
]

/** With client and store: all that a chat needs but what shows it. */
export const HOOKED: readonly Taken[] = [
  { name: OURS, code: `export { useChatStream } from '@rivulet/react'` },
  peer('AI SDK, useChat', `export { useChat } from '@ai-sdk/react'; export { DefaultChatTransport } from 'ai'`),
  peer('TanStack AI, useChat', `export { fetchServerSentEvents, useChat } from '@tanstack/ai-react'`),
  peer('Ant Design X, useXChat', `export { OpenAIChatProvider, useXChat, XRequest } from '@ant-design/x-sdk'`),
]

const STYLES = `import '@rivulet/components/styles.css'`

/** What a page with a whole chat loads: client, store, hook, parts and markdown. */
export const WHOLE: readonly Taken[] = [
  {
    name: OURS,
    judged: 'Chat and useChatStream',
    code: `${STYLES}; export { Chat } from '@rivulet/components/chat'; export { useChatStream } from '@rivulet/react'`,
  },
  own(
    'Thread and Composer with the hook',
    `${STYLES}; export { Composer, Thread } from '@rivulet/components'; export { useChatStream } from '@rivulet/react'`,
  ),
  own('Chat without client, store and hook', `${STYLES}; export { Chat } from '@rivulet/components/chat'`),
  own('Thread alone', `${STYLES}; export { Thread } from '@rivulet/components/thread'`),
  own('Message alone', `${STYLES}; export { Message } from '@rivulet/components/message'`),
  own('Composer alone', `${STYLES}; export { Composer } from '@rivulet/components/composer'`),
  own('ConversationList alone', `${STYLES}; export { ConversationList } from '@rivulet/components/conversations'`),
  own('one language', `export { de } from '@rivulet/components/labels/de'`),
  peer(
    'AI SDK, useChat, and streamdown',
    `import 'streamdown/styles.css'; export { useChat } from '@ai-sdk/react'; export { DefaultChatTransport } from 'ai'; export { Streamdown } from 'streamdown'`,
  ),
  peer(
    'assistant-ui, thread, and react-markdown',
    `import '@assistant-ui/react-markdown/styles/dot.css'; export {
    AssistantRuntimeProvider, ComposerPrimitive, MessagePrimitive, ThreadPrimitive, useLocalRuntime
  } from '@assistant-ui/react'; export { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'; export { default as remarkGfm } from 'remark-gfm'`,
  ),
  peer(
    'Ant Design X, Bubble.List, Sender, useXChat and XMarkdown',
    `export { Bubble, Sender } from '@ant-design/x';
    export { OpenAIChatProvider, useXChat, XRequest } from '@ant-design/x-sdk'; export { XMarkdown } from '@ant-design/x-markdown'`,
  ),
]

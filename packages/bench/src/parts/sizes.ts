// What an application may take, as it would be written there.
import { OURS } from '../budgets.ts'

/** Modules by the names under which their sizes are told. */
export type Taken = Readonly<Record<string, string>>

export const PARSER = 'eventsource-parser'
export const OPENAI = 'openai-node'

export const CORE: Taken = {
  [OURS]: `export * from '@rivulet/core'`,
  'createChatClient alone': `export { createChatClient } from '@rivulet/core'`,
  'readChat alone': `export { readChat } from '@rivulet/core'`,
  'readEvents alone': `export { readEvents } from '@rivulet/core'`,
  'createAccumulator alone': `export { createAccumulator } from '@rivulet/core'`,
  'createPartialJson alone': `export { createPartialJson } from '@rivulet/core'`,
  [OPENAI]: `export { OpenAI } from 'openai'`,
}

/** Without React. */
export const MARKDOWN: Taken = {
  [OURS]: `export { Markdown } from '@rivulet/markdown/react'`,
  'the engine alone': `export { createMarkdown } from '@rivulet/markdown'`,
  'with colours of code': `export { Markdown } from '@rivulet/markdown/react'; export { HighlightedCode } from '@rivulet/markdown/code'`,
  streamdown: `export { Streamdown } from 'streamdown'`,
  'react-markdown and remark-gfm': `export { default as Markdown } from 'react-markdown'; export { default as remarkGfm } from 'remark-gfm'`,
  'markdown-to-jsx': `export { default as Markdown } from 'markdown-to-jsx/react'`,
  'streaming-markdown, no React': `export { default_renderer, parser, parser_end, parser_write } from 'streaming-markdown'`,
  'Ant Design X, XMarkdown': `export { XMarkdown } from '@ant-design/x-markdown'`,
}

/** Without core; what keeps conversations is loaded when one is kept. */
export const CHAT: Taken = {
  [OURS]: `export { createChat } from '@rivulet/chat'`,
  'with IndexedDB': `export { createChat, indexedDBStorage } from '@rivulet/chat'`,
  'all exports': `export * from '@rivulet/chat'`,
}

/** Without what they stand on. */
export const HOOKS: Taken = {
  [OURS]: `export { useChatStream, ChatProvider, useChatState, useMessage, useMessageIds, useRun } from '@rivulet/react'`,
  'all exports': `export * from '@rivulet/react'`,
}

/** With client and store: all that a chat needs but what shows it. */
export const HOOKED: Taken = {
  [OURS]: `export { useChatStream } from '@rivulet/react'`,
  'AI SDK, useChat': `export { useChat } from '@ai-sdk/react'; export { DefaultChatTransport } from 'ai'`,
  'TanStack AI, useChat': `export { fetchServerSentEvents, useChat } from '@tanstack/ai-react'`,
  'Ant Design X, useXChat': `export { OpenAIChatProvider, useXChat, XRequest } from '@ant-design/x-sdk'`,
}

/** What a page with a whole chat loads: client, store, hook, parts and markdown. */
export const WHOLE: Taken = {
  [OURS]: `export { Chat } from '@rivulet/components/chat'; export { useChatStream } from '@rivulet/react'`,
  'Thread and Composer with the hook': `export { Composer, Thread } from '@rivulet/components'; export { useChatStream } from '@rivulet/react'`,
  'Chat without client, store and hook': `export { Chat } from '@rivulet/components/chat'`,
  'Thread alone': `export { Thread } from '@rivulet/components/thread'`,
  'Message alone': `export { Message } from '@rivulet/components/message'`,
  'Composer alone': `export { Composer } from '@rivulet/components/composer'`,
  'ConversationList alone': `export { ConversationList } from '@rivulet/components/conversations'`,
  'one language': `export { de } from '@rivulet/components/labels/de'`,
}

export const WHOLE_PEERS: Taken = {
  'AI SDK, useChat, and streamdown': `export { useChat } from '@ai-sdk/react'; export { DefaultChatTransport } from 'ai'; export { Streamdown } from 'streamdown'`,
  'assistant-ui, thread, and react-markdown': `export {
    AssistantRuntimeProvider, ComposerPrimitive, MessagePrimitive, ThreadPrimitive, useLocalRuntime
  } from '@assistant-ui/react'; export { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'; export { default as remarkGfm } from 'remark-gfm'`,
  'Ant Design X, Bubble.List, Sender, useXChat and XMarkdown': `export { Bubble, Sender } from '@ant-design/x';
    export { OpenAIChatProvider, useXChat, XRequest } from '@ant-design/x-sdk'; export { XMarkdown } from '@ant-design/x-markdown'`,
}

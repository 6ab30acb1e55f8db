import type { ReactNode } from 'react'
import type { ComposerProps } from '../composer/index.js'
import type { QueueListProps } from '../composer/index.js'
import type { ErrorNoticeProps } from '../error/ErrorNotice.js'
import type { MessageProps } from '../message/Message.js'
import type { ThreadProps } from '../thread/index.js'

/**
 * What is drawn in place of the parts of a chat, each from the props that the part itself would get; null draws nothing. Those that are not named stay as
 * they are. Keep the functions the same between renders where they draw messages: another one draws every row again.
 *
 * ```tsx
 * parts={{ composer: (props) => <Composer {...props} placeholder="Ask support" />, storageError: null }}
 * ```
 */
export interface ChatParts {
  /** The messages, with all that stands among them and behind them. */
  thread?: ((props: ThreadProps) => ReactNode) | null | undefined
  /** One message. Called for each row, when the row changes. */
  message?: ((props: MessageProps) => ReactNode) | null | undefined
  /** Above the field, where the conversation could not be kept. */
  storageError?: ((props: ErrorNoticeProps) => ReactNode) | null | undefined
  /** Above the field, where messages wait. */
  queue?: ((props: QueueListProps) => ReactNode) | null | undefined
  /** The field with its buttons. */
  composer?: ((props: ComposerProps) => ReactNode) | null | undefined
}

import type { ReactNode, Ref } from 'react'
import type { ChatMessage, Run } from '@rivulet/chat'
import type { NoticeableError } from '../error/ErrorNotice.js'
import type { MessageProps } from '../message/Message.js'
import type { PartProps } from '../shared/part.js'
import type { Announce } from './Announcer.js'
import type { ForwardedProps } from './messageProps.js'
import type { Suggestion } from './Suggestions.js'

/** What a thread does when it is told to. */
export interface ThreadActions {
  /** Goes to the end and follows it. @param smoothly - not where the reader wants less motion; false where absent */
  scrollToEnd(smoothly?: boolean): void
  /** Shows a message at the upper edge, and holds it there. False where there is no such row. */
  scrollToMessage(id: string): boolean
}

/** What a thread takes whichever way it is given its rows. */
export interface ThreadOwnProps extends PartProps<'div', keyof ForwardedProps>, ForwardedProps {
  /** What the chat is doing; without it the last message tells. */
  run?: Run | undefined
  /**
   * Stands at the end of the thread: why the chat failed, such as `useChatStream`'s `error`. Not shown where the last answer's ending tells the same.
   */
  error?: NoticeableError | null | undefined
  /** Stands at the end of the thread, behind all messages. */
  notice?: ReactNode
  /** What stands where there are no messages yet, in place of the greeting and the suggestions. */
  empty?: ReactNode
  /** Prompts to begin with, below the greeting. */
  suggestions?: readonly Suggestion[] | undefined
  /** Called with the text of the suggestion that was chosen. */
  onSuggestion?: ((text: string) => unknown) | undefined
  /**
   * Loads what is before the first message: asked for when the reader comes near to it, once for each first message, and by a button. Pending until the promise
   * that it answers is settled; rejected, the reader can ask again. Leave it out, or say so by `hasOlder`, where there is nothing more.
   */
  onLoadOlder?: (() => unknown) | undefined
  /** There is something before the first message. @defaultValue true where `onLoadOlder` is given */
  hasOlder?: boolean | undefined
  /** When an answer is read out to those who listen: all of it at its end, sentence by sentence, or not at all. @defaultValue 'end' */
  announce?: Announce | undefined
  /** Draws the way back to the end, shown while the reader is elsewhere. @defaultValue `ScrollToLatest` */
  renderToLatest?: ((props: { count: number; onClick: () => void }) => ReactNode) | undefined
  /** Is handed what a thread can be told to do. */
  actionsRef?: Ref<ThreadActions> | undefined
}

/** A thread of messages: the easy way. Each commit compares the list and renders what changed. */
export interface ThreadOfMessages {
  /** The path shown, the oldest first. */
  messages: readonly ChatMessage[]
  messageIds?: undefined
  getMessage?: undefined
  /** Draws a message in place of `Message`. Keep the function the same between renders: another one draws every row again. */
  renderMessage?: ((message: ChatMessage) => ReactNode) | undefined
  renderRow?: undefined
  /** What else `Message` is given, such as its branches. Keep the function the same, too. Without effect where `renderMessage` is given. */
  messageProps?: ((message: ChatMessage) => Partial<MessageProps>) | undefined
}

/** A thread of ids, whose rows the application draws and subscribes: a commit renders the row that changed and nothing else. */
export interface ThreadOfIds {
  messages?: undefined
  /** The path shown, the oldest first: `useMessageIds`. */
  messageIds: readonly string[]
  /**
   * Looks a message up, as a chat's `getMessage` does; the same function for good. It tells who speaks, on which day, and what is to be read of a message that is
   * far away. Without it there are no days, no answer is read out, and long threads cost more.
   */
  getMessage?: ((id: string) => ChatMessage | undefined) | undefined
  /** Draws a row. Keep the function the same between renders: another one draws every row again. */
  renderRow: (id: string) => ReactNode
  renderMessage?: undefined
  messageProps?: undefined
}

/** Either of them, with all that a thread takes besides. */
export type ThreadProps = ThreadOwnProps & (ThreadOfMessages | ThreadOfIds)

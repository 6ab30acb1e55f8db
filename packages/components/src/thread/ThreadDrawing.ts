import type { ReactNode } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import type { LabelOverrides, Labels } from '../labels/labels.js'
import type { MessageProps } from '../message/Message.js'
import type { ForwardedProps } from './messageProps.js'
import type { Nearness } from './Nearness.js'
import type { RowItem } from './rowsOf.js'

/** What all rows are drawn with: the same object until they have to be drawn anew. */
export interface ThreadDrawing {
  /** Draws a message in place of `Message`. */
  readonly renderMessage: ((message: ChatMessage) => ReactNode) | undefined
  /** Draws a row of which only the id is known. */
  readonly renderRow: ((id: string) => ReactNode) | undefined
  /** What each `Message` is given, its handlers the same ones for good. */
  readonly message: ForwardedProps
  /** What one of them is given besides. */
  readonly propsOf: ((message: ChatMessage) => Partial<MessageProps>) | undefined
  readonly labels: LabelOverrides | undefined
  readonly words: Labels
  readonly nearness: Nearness
  /** The message of a row, where it is known. */
  readonly messageOf: (item: RowItem) => ChatMessage | undefined
  /** What is to be read of a message. */
  readonly plainText: (message: ChatMessage) => string
}

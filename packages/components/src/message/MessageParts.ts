import type { ReactNode } from 'react'
import type { MarkdownOptions } from '@rivulet/markdown'
import type { DrawingOptions } from '@rivulet/markdown/react'
import type { AttachmentsProps } from '../attachments/index.js'
import type { EndingNoticeProps } from './EndingNotice.js'
import type { MessageActionsProps } from './MessageActions.js'
import type { MessageTextProps } from './MessageText.js'
import type { ReasoningProps } from './Reasoning.js'
import type { RefusalProps } from './Refusal.js'
import type { SourcesProps } from './Sources.js'
import type { ToolCallProps } from './ToolCall.js'
import type { WaitingProps } from './Waiting.js'
import type { WarningsProps } from './Warnings.js'

/** What is read beside CommonMark, what is drawn in place of elements, which addresses are let through. As the props of `Markdown`. */
export type AnswerMarkdown = MarkdownOptions & DrawingOptions

/** Draws a part of a message from the props that the part itself would get; null draws nothing. */
export type RenderPart<Props> = ((props: Props) => ReactNode) | null

/**
 * What is drawn in place of the parts of a message, each by its kind; those that are not named stay as they are. A function is called again when the part's own
 * props change, or when it is another function: not for every delta.
 *
 * ```tsx
 * parts={{ sources: null, reasoning: (props) => <Reasoning {...props} className="quiet" /> }}
 * ```
 */
export interface MessageParts {
  /** The text of everyone but the model. */
  question?: RenderPart<MessageTextProps> | undefined
  /** Pictures, sounds and files of any message. Not asked where there are none. */
  attachments?: RenderPart<AttachmentsProps> | undefined
  /** What the model thought before it answered. Not asked where it told nothing of that. */
  reasoning?: RenderPart<ReasoningProps> | undefined
  /** The text of an answer. */
  text?: RenderPart<AnswerTextProps> | undefined
  /** What the model said in place of an answer that it will not give. */
  refusal?: RenderPart<RefusalProps> | undefined
  /** Every call of a tool; that of a single tool is drawn by `renderTools`. */
  toolCall?: RenderPart<ToolCallProps> | undefined
  /** What an answer cites, below its text once that is whole. Not asked where it cites nothing. */
  sources?: RenderPart<SourcesProps> | undefined
  /** What stands in place of an answer of which nothing has come yet. */
  waiting?: RenderPart<WaitingProps> | undefined
  /** How an answer ended. Asked for every ending: `EndingNotice` draws nothing for one that is whole. */
  ending?: RenderPart<EndingNoticeProps> | undefined
  /** What was repaired or noticed of a message on the way. Asked for every message: `Warnings` draws nothing where there is none. */
  warnings?: RenderPart<WarningsProps> | undefined
  /** The buttons under a message that is done. */
  actions?: RenderPart<MessageActionsProps> | undefined
}

/** What an answer's text is drawn from. */
export interface AnswerTextProps {
  /** All of it so far. */
  text: string
  /** More of it is coming, so its end may be half a word, half a link, half a table. */
  streaming: boolean
  /** How markdown is to be drawn, as the message was told. */
  markdown: AnswerMarkdown | undefined
}

/** What an application draws a call of its own tool from. */
export interface RenderedTool extends ToolCallProps {
  /** The arguments: as the chat validated them, or as JSON reads them; undefined while they are not whole. */
  input: unknown
  /** Gives the result of a call that waits for it; absent where nobody takes one. */
  giveResult?: ((result: unknown, options?: { isError?: boolean | undefined }) => unknown) | undefined
}

/** Draws the calls of tools by the tool's name. What it returns stands in the place of the `ToolCall`, which it may well draw: `<ToolCall {...call} form={…} />`. */
export type RenderTools = Readonly<Record<string, (tool: RenderedTool) => ReactNode>>

'use client'
import { forwardRef, Fragment, useMemo, type ReactNode } from 'react'
import type { Chat as ChatHandle } from '@rivulet/chat'
import { Composer, QueueList, type ComposerProps, type QueueListProps } from '../composer/index.js'
import { ErrorNotice } from '../error/ErrorNotice.js'
import { PartsProvider, useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { drawn } from '../message/Answer.js'
import type { MessageProps } from '../message/Message.js'
import type { MessageHandlers } from '../message/MessageHandlers.js'
import type { AnswerMarkdown, MessageParts, RenderTools } from '../message/MessageParts.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { useStableCallback, useStableObject } from '../shared/stable.js'
import { Thread, type ThreadProps } from '../thread/index.js'
import { attempted, chatActs } from './chatActs.js'
import type { ChatParts } from './ChatParts.js'
import { rowDrawer, type RowSetting } from './ChatRow.js'
import { createEdited } from './edited.js'
import { createRowRuns } from './rowRuns.js'
import { useChatValue } from './useChatValue.js'
import { useMessageIds, useWritten } from './useMessageIds.js'

/** What `Chat` hands on to its composer. */
export type ChatComposerSettings = Pick<
  ComposerProps,
  'attachments' | 'autoFocus' | 'commands' | 'drafts' | 'inputRef' | 'mentions' | 'placeholder' | 'submitOn' | 'voice' | 'whileRunning'
>

/** What `Chat` hands on to its thread. */
export type ChatThreadSettings = Pick<
  ThreadProps,
  'actionsRef' | 'announce' | 'empty' | 'hasOlder' | 'notice' | 'onLoadOlder' | 'renderToLatest' | 'suggestions'
>

export interface ChatProps extends PartProps<'section'>, ChatComposerSettings, ChatThreadSettings {
  /** The chat: `useChatStream(…).chat`, or what `createChat` made. */
  chat: ChatHandle
  /** How the markdown of answers and of reasoning is read and drawn. */
  markdown?: AnswerMarkdown | undefined
  /** Draws the calls of tools by the tool's name. */
  renderTools?: RenderTools | undefined
  /** Which buttons stand under a message. */
  actions?: MessageProps['actions']
  /** Offers thumbs up and down under answers. */
  onFeedback?: MessageHandlers['onFeedback']
  /** What is drawn in place of the parts of the chat. */
  parts?: ChatParts | undefined
  /** What is drawn in place of the parts of a message. */
  messageParts?: MessageParts | undefined
  /** Small controls within the composer: a model picker, a switch. */
  composerTools?: ReactNode
  /** Stands under the composer: a `UsageMeter`, a line of law. */
  footer?: ReactNode
  /** Where menus and popovers are put. @defaultValue the body of the page */
  portalContainer?: PortalContainer
}

/**
 * A whole chat, made of the parts and of a chat's handle: thread, queue, composer, and everything that can be done with a message. Give it a height, or a
 * column that has one. While an answer comes, only its row renders.
 */
export const Chat: Part<ChatProps, HTMLElement> = forwardRef<HTMLElement, ChatProps>(function Chat(
  { chat, markdown, renderTools, actions, onFeedback, parts, messageParts, portalContainer, labels, ...others },
  ref,
) {
  const { actionsRef, announce, empty, hasOlder, notice, onLoadOlder, renderToLatest, suggestions, ...rest } = others
  const { attachments, autoFocus, commands, drafts, inputRef, mentions, placeholder, submitOn, voice, whileRunning, ...own } = rest
  const { composerTools, footer, ...root } = own

  const run = useChatValue(chat, (snapshot) => snapshot.run)
  const error = useChatValue(chat, (snapshot) => snapshot.error)
  const loading = useChatValue(chat, (snapshot) => snapshot.loading)
  const ids = useMessageIds(chat)
  const setting = useSetting(chat, { markdown, renderTools, actions, parts: messageParts }, onFeedback, parts?.message)
  const renderRow = useMemo(() => rowDrawer(setting), [setting])
  const send = useStableCallback((content: Parameters<ChatHandle['send']>[0]) => chat.send(content))

  const thread: ThreadProps = {
    messageIds: ids,
    getMessage: chat.getMessage,
    renderRow,
    run,
    error,
    suggestions,
    onSuggestion: send,
    ...given({ actionsRef, announce, empty: loading ? <Loading /> : empty, hasOlder, notice, onLoadOlder, renderToLatest }),
  }
  const composer: ComposerProps = {
    onSend: send,
    onStop: chat.stop,
    running: run.phase !== 'idle',
    draftKey: chat.id,
    queue: <Queue chat={chat} draw={parts?.queue} />,
    children: composerTools,
    ...given({ attachments, autoFocus, commands, drafts, inputRef, mentions, placeholder, submitOn, voice, whileRunning }),
  }
  return (
    <Root tag="section" rootClass="rivulet-chat" state={{ phase: run.phase }} {...root} rootRef={ref}>
      <PartsProvider labels={labels} portalContainer={portalContainer}>
        {/* Another conversation is another thread: where it stands, and what was read out of it, is its own. */}
        <Fragment key={chat.id}>
          {drawn(parts?.thread, thread, (props) => (
            <Thread {...props} />
          ))}
        </Fragment>
        <div className="rivulet-chat-dock">
          <NotKept chat={chat} draw={parts?.storageError} />
          <Field chat={chat} draw={parts?.composer} props={composer} />
          {footer}
        </div>
      </PartsProvider>
    </Root>
  )
})

/** Leaves out what was not given, so that a part's own default holds. */
function given<Props extends object>(props: Props): Props {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as Props
}

function useSetting(
  chat: ChatHandle,
  look: RowSetting['look'],
  onFeedback: ChatProps['onFeedback'],
  draw: ChatParts['message'],
): RowSetting {
  const stable = useStableObject(look) ?? look
  const feedback = useStableCallback(onFeedback)
  const takesFeedback = onFeedback !== undefined
  // What is being edited belongs to the conversation that is shown.
  const { runs, edited, acts } = useMemo(() => {
    const created = createEdited()
    return { runs: createRowRuns(chat), edited: created, acts: chatActs(chat, created) }
  }, [chat])
  const handlers = useMemo(() => ({ ...acts, ...(takesFeedback && { onFeedback: feedback }) }), [acts, takesFeedback, feedback])
  return useMemo(() => ({ chat, runs, edited, handlers, look: stable, draw }), [chat, runs, edited, handlers, stable, draw])
}

interface SlotProps<Draw> {
  chat: ChatHandle
  draw: Draw | undefined
}

/** Comes after a moment: most conversations are there before it. */
function Loading(): ReactNode {
  return (
    <p className="rivulet-chat-loading" role="status">
      {useLabels(undefined).loadingConversation}
    </p>
  )
}

/** Subscribes by itself: what is typed and what waits are not the thread's business. */
function Queue({ chat, draw }: SlotProps<ChatParts['queue']>): ReactNode {
  const items = useChatValue(chat, ({ queue }) => queue)
  const held = useChatValue(chat, ({ queueHeld }) => queueHeld)
  const { edit, move, remove, resume } = chat.queue
  const props: QueueListProps = {
    items,
    held,
    edit: (id, content) => attempted(() => edit(id, content)),
    move: (id, position) => attempted(() => move(id, position)),
    remove: (id) => attempted(() => remove(id)),
    resume,
  }
  return drawn(draw, props, (queue) => <QueueList {...queue} />)
}

function NotKept({ chat, draw }: SlotProps<ChatParts['storageError']>): ReactNode {
  const error = useChatValue(chat, ({ storageError }) => storageError)
  return error ? drawn(draw, { error }, (props) => <ErrorNotice {...props} />) : null
}

function Field({ chat, draw, props }: { chat: ChatHandle; draw: ChatParts['composer']; props: ComposerProps }): ReactNode {
  const history = useWritten(chat)
  return drawn(draw, { ...props, history }, (composer) => <Composer {...composer} />)
}

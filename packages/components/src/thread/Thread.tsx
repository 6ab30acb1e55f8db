'use client'
import { forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react'
import { flushSync } from 'react-dom'
import type { ChatMessage } from '@rivulet/chat'
import { ErrorNotice } from '../error/ErrorNotice.js'
import { Waiting } from '../message/Waiting.js'
import { formatDuration } from '../shared/format.js'
import type { Part } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { Announcer } from './Announcer.js'
import { EmptyThread } from './EmptyThread.js'
import { partMessageProps } from './messageProps.js'
import type { Nearness } from './Nearness.js'
import { OlderMessages } from './OlderMessages.js'
import { Rows } from './Rows.js'
import { idOf, type RowItem } from './rowsOf.js'
import { ScrollToLatest } from './ScrollToLatest.js'
import type { ThreadActions, ThreadProps } from './ThreadProps.js'
import { isAnswering, isBusy, isUnfinished, lastOf, lastSentId, tells } from './threadState.js'
import { useFollowing, type Following } from './useFollowing.js'
import { useKeptFocus } from './useKeptFocus.js'
import { useRows } from './useRows.js'
import { useThreadDrawing } from './useThreadDrawing.js'

const NONE: readonly RowItem[] = []

/**
 * A conversation that scrolls in itself: give it a height, or a column that has one. It follows the end while its reader is there, lets go when
 * they scroll up, and keeps before them what they read, whatever is loaded above or grows. A row renders again only when its message is another object.
 *
 * Ten thousand messages are as good as ten: what is far away is skipped, and in a long thread drawn as plain text, so that find in page, select all
 * and print still reach it.
 *
 * For those who listen: a log, busy while an answer is written, whose growth is not read out; beside it a status says how the run stands, and the
 * answer is read out as `announce` says.
 */
export const Thread: Part<ThreadProps, HTMLDivElement> = forwardRef<HTMLDivElement, ThreadProps>(function Thread(given, ref) {
  const [forwarded, props] = partMessageProps(given)
  const { messages, messageIds, getMessage, renderMessage, renderRow, messageProps, run, error, notice, ...others } = props
  const { empty, suggestions, onSuggestion, onLoadOlder, hasOlder = true, announce = 'end', renderToLatest, actionsRef, ...own } = others
  const { labels, ...rest } = own

  const onLeave = () => log.current?.focus({ preventScroll: true })
  const drawing = useThreadDrawing({ forwarded, labels, renderMessage, renderRow, messageProps, getMessage, onLeave })
  const { words, messageOf, nearness } = drawing
  const { items, groups } = useRows(messages ?? messageIds ?? NONE, messageOf)
  const last = lastOf(items, messageOf)
  const sentId = useMemo(() => lastSentId(items, messageOf), [items, messageOf])
  const following = useFollowing(items, sentId)
  const { log, content, rows, follower, atEnd, unseen } = following
  useActions(actionsRef, following, nearness)
  usePrinting(nearness)
  useKeptFocus(log)
  useReadyNumbers(words.locale)

  const busy = isBusy(run, last)
  const attempt = run?.phase === 'retrying' ? run.attempt : undefined
  const isEmpty = items.length === 0
  const toLatest = {
    count: unseen,
    onClick: () => {
      // The button goes away.
      onLeave()
      follower.current?.toEnd(true)
    },
  }
  return (
    <Root tag="div" rootClass="rivulet-thread" state={{ phase: run?.phase, empty: isEmpty }} {...rest} rootRef={ref}>
      <div
        ref={log}
        className="rivulet-thread-log"
        role="log"
        aria-label={words.conversation}
        aria-live="off"
        aria-busy={busy}
        tabIndex={0}
      >
        <div ref={content} className="rivulet-thread-content">
          {onLoadOlder && hasOlder ? <OlderMessages onLoadOlder={onLoadOlder} firstId={items[0] && idOf(items[0])} words={words} /> : null}
          {isEmpty && !busy
            ? (empty ?? <EmptyThread suggestions={suggestions} onSelect={onSuggestion} labels={drawing.labels} words={words} />)
            : null}
          <Rows
            element={rows}
            groups={groups}
            drawing={drawing}
            attempt={attempt}
            isOpen={!busy && isUnfinished(last)}
            knowsMessages={messages !== undefined || getMessage !== undefined}
          />
          {busy && !isAnswering(last) ? <Waiting attempt={attempt} labels={drawing.labels} /> : null}
          {error && !tells(last, error) ? <ErrorNotice error={error} labels={drawing.labels} /> : null}
          {notice}
        </div>
      </div>
      {atEnd ? null : renderToLatest ? renderToLatest(toLatest) : <ScrollToLatest {...toLatest} labels={drawing.labels} />}
      <Announcer announce={announce} run={run} busy={busy} getLast={useNewest(() => lastOf(items, messageOf))} drawing={drawing} />
    </Root>
  )
})

/** A function that does what the newest one does. */
function useNewest(ask: () => ChatMessage | undefined): () => ChatMessage | undefined {
  const newest = useRef(ask)
  useLayoutEffect(() => {
    newest.current = ask
  })
  return useMemo(() => () => newest.current(), [])
}

function useActions(actionsRef: ThreadProps['actionsRef'], { rows, follower }: Following, nearness: Nearness): void {
  useImperativeHandle(
    actionsRef,
    (): ThreadActions => ({
      scrollToEnd: (smoothly) => follower.current?.toEnd(smoothly),
      scrollToMessage(id) {
        const find = () => rows.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)
        const group = find()?.parentElement
        if (!group) return false
        // What is drawn in its place is another element.
        flushSync(() => nearness.draw(group))
        const row = find()
        if (row) follower.current?.show(row)
        return true
      },
    }),
    [follower, rows, nearness],
  )
}

/** On paper every message is drawn in full. */
function usePrinting(nearness: Nearness): void {
  useEffect(() => {
    const begin = () => flushSync(() => nearness.draw())
    const end = () => nearness.look()
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [nearness])
}

/** The first number that a page formats loads what the browser knows of its language: now, while nothing is asked, and not in the frame in which an answer ends. */
function useReadyNumbers(locale: string): void {
  useEffect(() => {
    if (typeof requestIdleCallback !== 'function') return undefined
    const handle = requestIdleCallback(() => formatDuration(0, locale))
    return () => cancelIdleCallback(handle)
  }, [locale])
}

'use client'
import CircleAlert from 'lucide-react/icons/circle-alert'
import { forwardRef, useCallback } from 'react'
import { withoutInvisible } from '@rivulet/markdown/react'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { RetryButton } from '../message/RetryButton.js'
import { asText } from '../shared/asText.js'
import { formatDuration } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { useStableObject } from '../shared/stable.js'
import { Visible } from '../shared/Visible.js'
import { useCountdown } from './useCountdown.js'

/** What the notice reads of an error; a `ChatError` has it all. */
export interface NoticeableError {
  /** What kind of failure it was; picks the title. */
  code: string
  /** `StorageError` for what a storage says: its codes are its own. */
  name?: string | undefined
  /** What happened, why it matters, what to do. */
  message: string
  /** The HTTP status, where there was one. */
  status?: number | undefined
  /** The gateway's name for the request, to quote to its support. */
  requestId?: string | undefined
  /** How long the gateway asked to wait, in milliseconds. Counted down from when the error is first shown. */
  retryAfterMs?: number | undefined
}

export interface ErrorNoticeProps extends PartProps<'div'> {
  /** A `ChatError`, or what is told of one. */
  error: NoticeableError
  /** Offers to try again. */
  onRetry?: (() => unknown) | undefined
  /** When the next try begins by itself, in milliseconds of the epoch: `run.retryAtMs`. Counted down. */
  retryAtMs?: number | undefined
}

/**
 * A failure in full: what happened, why, what to do, what to quote when asking for help, and how long until it can be, or is, tried again.
 * Read out as soon as it appears; the seconds are not.
 */
export const ErrorNotice: Part<ErrorNoticeProps, HTMLDivElement> = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(
  { error, onRetry, retryAtMs, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const { code, requestId } = error
  const status = numberOf(error.status)
  const told = asText(words.errorText(error))
  // Words in the reader's language explain the kind of failure; what the gateway said of this one is in the error's own.
  const original = asText(error.message)
  return (
    <Root tag="div" rootClass="rivulet-error" role="alert" state={{ code: withoutInvisible(asText(code)) }} {...rest} rootRef={ref}>
      <CircleAlert className="rivulet-icon" />
      <div className="rivulet-error-body">
        <div className="rivulet-error-text">
          <p className="rivulet-error-title">{titleOf(error, words)}</p>
          <p dir="auto">
            <Visible text={told} />
          </p>
          {told === original ? null : (
            <p className="rivulet-error-original" dir="auto">
              <Visible text={original} />
            </p>
          )}
          <Countdown error={useStableObject(error) ?? error} retryAtMs={numberOf(retryAtMs)} words={words} />
          {status === undefined && requestId === undefined ? null : (
            <p className="rivulet-error-facts">
              {status === undefined ? null : <span dir="ltr">{words.httpStatus(status)}</span>}
              {requestId === undefined ? null : (
                <span>
                  {words.requestId} <code dir="ltr">{withoutInvisible(asText(requestId))}</code>
                </span>
              )}
            </p>
          )}
        </div>
        {onRetry ? <RetryButton onRetry={onRetry} label={words.retry} /> : null}
      </div>
    </Root>
  )
})

interface CountdownProps {
  error: NoticeableError
  retryAtMs: number | undefined
  words: Labels
}

/** A timer is no part of what is read out: the alert is heard once. */
function Countdown({ error, retryAtMs, words }: CountdownProps) {
  const waitMs = numberOf(error.retryAfterMs)
  const start = useCallback(() => retryAtMs ?? Date.now() + (numberOf(error.retryAfterMs) ?? 0), [error, retryAtMs])
  const isCounted = retryAtMs !== undefined || waitMs !== undefined
  const seconds = useCountdown(isCounted ? start : undefined)
  if (seconds === undefined) return null
  const left = formatDuration(seconds * 1000, words.locale)
  const waiting = retryAtMs === undefined ? words.retryAfter(left) : words.retryIn(left)
  return (
    <p className="rivulet-error-countdown" role="timer">
      {seconds > 0 ? waiting : retryAtMs === undefined ? words.retryNow : words.retryBegins}
    </p>
  )
}

function titleOf({ name, code }: NoticeableError, { errorTitles, storageTitles, errorTitle }: Labels): string {
  const titles = new Map<string, string>(Object.entries(name === 'StorageError' ? storageTitles : errorTitles))
  return titles.get(code) ?? errorTitle
}

/** A number that can be told: what a gateway says in its place is left out. */
function numberOf(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

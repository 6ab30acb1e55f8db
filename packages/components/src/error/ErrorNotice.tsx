import CircleAlert from 'lucide-react/icons/circle-alert'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { asText } from '../shared/asText.js'
import { formatDuration } from '../shared/format.js'
import { resolveLabels, type LabelOverrides, type Labels } from '../labels/labels.js'
import { classNames, type Part } from '../shared/part.js'
import { RetryButton } from '../message/RetryButton.js'

/** What the notice reads of an error; a `ChatError` has it all. */
export interface NoticeableError {
  /** What kind of failure it was; picks the title. */
  code: string
  /** What happened, why it matters, what to do. */
  message: string
  /** The HTTP status, where there was one. */
  status?: number | undefined
  /** The gateway's name for the request, to quote to its support. */
  requestId?: string | undefined
  /** How long the gateway asked to wait, in milliseconds. */
  retryAfterMs?: number | undefined
}

export interface ErrorNoticeProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  error: NoticeableError
  /** Offers to try again. */
  onRetry?: (() => unknown) | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/** A failure in full: what happened, why, what to do, and what to quote when asking for help. Read out as soon as it appears. */
export const ErrorNotice: Part<ErrorNoticeProps, HTMLDivElement> = forwardRef<HTMLDivElement, ErrorNoticeProps>(function ErrorNotice(
  { error, onRetry, labels, className, ...rest },
  ref,
) {
  const words = resolveLabels(labels)
  const { code, requestId } = error
  const status = numberOf(error.status)
  const retryAfterMs = numberOf(error.retryAfterMs)
  return (
    <div {...rest} ref={ref} className={classNames('rivulet-error', className)} role="alert" data-code={asText(code)}>
      <CircleAlert className="rivulet-icon" />
      <div className="rivulet-error-body">
        <div className="rivulet-error-text">
          <p className="rivulet-error-title">{titleOf(code, words)}</p>
          <p dir="auto">{asText(words.errorText(error))}</p>
          {retryAfterMs === undefined ? null : <p>{words.retryAfter(formatDuration(retryAfterMs, words.locale))}</p>}
          {status === undefined && requestId === undefined ? null : (
            <p className="rivulet-error-facts">
              {status === undefined ? null : <span dir="ltr">{words.httpStatus(status)}</span>}
              {requestId === undefined ? null : (
                <span>
                  {words.requestId} <code dir="ltr">{asText(requestId)}</code>
                </span>
              )}
            </p>
          )}
        </div>
        {onRetry ? <RetryButton onRetry={onRetry} label={words.retry} /> : null}
      </div>
    </div>
  )
})

function titleOf(code: string, { errorTitles, errorTitle }: Labels): string {
  const titles = new Map(Object.entries(errorTitles))
  return titles.get(code) ?? errorTitle
}

/** A number that can be told: what a gateway says in its place is left out. */
function numberOf(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

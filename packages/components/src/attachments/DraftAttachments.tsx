'use client'
import CircleAlert from 'lucide-react/icons/circle-alert'
import FileIcon from 'lucide-react/icons/file'
import RotateCw from 'lucide-react/icons/rotate-cw'
import X from 'lucide-react/icons/x'
import { forwardRef, type MouseEvent } from 'react'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import type { AttachmentRefusal, DraftAttachment } from './DraftAttachment.js'
import { formatBytes } from './formatBytes.js'
import { seenName, shownName } from './shownName.js'

export interface DraftAttachmentsProps extends PartProps<'ul'> {
  /** The files, in the order in which they were added. */
  items: readonly DraftAttachment[]
  /** Takes a file out again, also while it is read. */
  onRemove: (id: string) => unknown
  /** Tries an upload that failed again. */
  onRetry: (id: string) => unknown
}

/** The files that are about to be sent, each with its preview, how far it is, and why it was not taken. Draws nothing where there is none. */
export const DraftAttachments: Part<DraftAttachmentsProps, HTMLUListElement> = forwardRef<HTMLUListElement, DraftAttachmentsProps>(
  function DraftAttachments({ items, onRemove, onRetry, labels, ...rest }, ref) {
    const words = useLabels(labels)
    if (items.length === 0) return null
    return (
      <Root tag="ul" rootClass="rivulet-attachments" aria-label={words.attachmentList} {...rest} rootRef={ref}>
        {items.map((item) => (
          <DraftFile key={item.id} item={item} words={words} onRemove={onRemove} onRetry={onRetry} />
        ))}
      </Root>
    )
  },
)

interface DraftFileProps extends Pick<DraftAttachmentsProps, 'onRemove' | 'onRetry'> {
  item: DraftAttachment
  words: Labels
}

function DraftFile({ item, words, onRemove, onRetry }: DraftFileProps) {
  const { id, state, progress } = item
  const name = shownName(item.name) || words.file
  const problem = problemOf(item, words)
  return (
    <li className="rivulet-file" data-state={state}>
      <span className="rivulet-file-mark">
        <Mark item={item} />
      </span>
      <span className="rivulet-file-text">
        <bdi className="rivulet-file-name" title={name}>
          {name}
        </bdi>
        <bdi className="rivulet-file-detail">
          {problem ?? (state === 'reading' ? words.readingFile : formatBytes(item.size, words.locale))}
        </bdi>
        {state === 'uploading' ? <progress aria-label={words.uploading(name)} value={progress} max={1} /> : null}
      </span>
      {state === 'failed' ? (
        <button type="button" className="rivulet-icon-button" aria-label={words.retryFile(name)} onClick={() => onRetry(id)}>
          <RotateCw className="rivulet-icon" aria-hidden />
        </button>
      ) : null}
      <button
        type="button"
        className="rivulet-icon-button"
        aria-label={words.removeFile(name)}
        onClick={(event) => {
          focusNext(event)
          onRemove(id)
        }}
      >
        <X className="rivulet-icon" aria-hidden />
      </button>
    </li>
  )
}

/** The name stands beside it. */
const NAMED_BESIDE = ''

function Mark({ item: { state, previewUrl } }: { item: DraftAttachment }) {
  if (previewUrl !== undefined) return <img src={previewUrl} alt={NAMED_BESIDE} />
  if (state === 'refused' || state === 'failed') return <CircleAlert className="rivulet-icon" aria-hidden />
  return <FileIcon className="rivulet-icon" aria-hidden />
}

/** What is wrong with a file, in words; undefined where nothing is. */
export function problemOf({ state, refusal, error = '' }: DraftAttachment, words: Labels): string | undefined {
  if (state === 'failed') return words.uploadFailed(seenName(error))
  return refusal && refusalText(refusal, words)
}

function refusalText(refusal: AttachmentRefusal, words: Labels): string {
  if (refusal.code === 'too-large') return words.fileTooLarge(formatBytes(refusal.limit, words.locale))
  if (refusal.code === 'too-many') return words.tooManyFiles(refusal.limit)
  if (refusal.code === 'type') return words.fileTypeRefused(seenName(refusal.type))
  return refusal.code === 'empty' ? words.fileEmpty : words.fileUnreadable
}

/** The button goes away with its file: the focus goes to the next file's, or to the field. */
function focusNext({ currentTarget }: MouseEvent<HTMLElement>) {
  const file = currentTarget.closest('li')
  const neighbour = file?.nextElementSibling ?? file?.previousElementSibling
  const target = neighbour
    ? neighbour.querySelector<HTMLElement>('button:last-of-type')
    : currentTarget.closest('form')?.querySelector('textarea')
  target?.focus()
}

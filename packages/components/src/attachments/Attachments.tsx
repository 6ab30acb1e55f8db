'use client'
import FileIcon from 'lucide-react/icons/file'
import FileText from 'lucide-react/icons/file-text'
import { forwardRef, type ReactElement } from 'react'
import type { ContentPart } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { asText } from '../shared/asText.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { base64Bytes, formatBytes } from './formatBytes.js'
import { judgeImageAddress } from './imageAddress.js'
import { ImageAttachment } from './ImageAttachment.js'
import { shownName } from './shownName.js'
import { textFileOf } from './splitContent.js'

export interface AttachmentsProps extends PartProps<'ul'> {
  /** A message's contents, or the `attachments` of `splitContent`. Parts that were written, not attached, are left out. */
  parts: readonly ContentPart[]
}

/**
 * What was sent with a message: images, sounds, files. Images that the message itself holds are shown; one of another host is loaded when
 * the reader asks for it. Draws nothing where nothing is attached.
 */
export const Attachments: Part<AttachmentsProps, HTMLUListElement> = forwardRef<HTMLUListElement, AttachmentsProps>(function Attachments(
  { parts, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const drawn = parts.flatMap((part, index) => {
    const attachment = draw(part, words)
    return attachment === null ? [] : [<li key={index}>{attachment}</li>]
  })
  if (drawn.length === 0) return null
  return (
    <Root tag="ul" rootClass="rivulet-attachments" aria-label={words.attachmentList} {...rest} rootRef={ref}>
      {drawn}
    </Root>
  )
})

function draw(part: ContentPart, words: Labels): ReactElement | null {
  switch (part.type) {
    case 'text': {
      const file = textFileOf(part)
      return file ? <FileCard name={file.name} bytes={new TextEncoder().encode(file.text).length} isText words={words} /> : null
    }
    case 'image_url': {
      const address = judgeImageAddress(asText(part.image_url?.url))
      if (address.kind === 'refused') return <FileCard name={words.image} note={words.imageRefused} words={words} />
      const ask = address.kind === 'remote' ? words.loadImage(address.host) : ''
      return <ImageAttachment address={address} name={words.image} ask={ask} failed={words.imageFailed} />
    }
    case 'input_audio':
      return <Sound part={part} words={words} />
    case 'file': {
      const { filename, file_data: data } = part.file ?? {}
      return <FileCard name={asText(filename)} bytes={data === undefined ? undefined : base64Bytes(asText(data))} words={words} />
    }
    default:
      return isRefusal(part) ? null : <FileCard name={words.otherPart(typeOf(part))} words={words} />
  }
}

function Sound({ part: { input_audio: audio }, words }: { part: Extract<ContentPart, { type: 'input_audio' }>; words: Labels }) {
  const data = asText(audio?.data)
  const format = asText(audio?.format)
  // Nothing but base64 gets into the address.
  if (!/^[\w+/=-]+$/.test(data) || !/^\w+$/.test(format)) return <FileCard name={words.audio} words={words} />
  return (
    <audio controls preload="metadata" aria-label={words.audio} src={`data:audio/${format === 'mp3' ? 'mpeg' : format};base64,${data}`} />
  )
}

interface FileCardProps {
  name: string
  bytes?: number | undefined
  note?: string
  isText?: boolean
  words: Labels
}

function FileCard({ name, bytes, note, isText = false, words }: FileCardProps) {
  const Icon = isText ? FileText : FileIcon
  const detail = note ?? (bytes === undefined ? undefined : formatBytes(bytes, words.locale))
  return (
    <div className="rivulet-file">
      <span className="rivulet-file-mark">
        <Icon className="rivulet-icon" aria-hidden />
      </span>
      <span className="rivulet-file-text">
        <bdi className="rivulet-file-name">{shownName(name) || words.file}</bdi>
        {detail === undefined ? null : <bdi className="rivulet-file-detail">{detail}</bdi>}
      </span>
    </div>
  )
}

/** What gateways send beyond the types. */
function isRefusal(part: never): boolean {
  return typeOf(part) === 'refusal'
}

function typeOf(part: { type?: unknown } | null | undefined): string {
  return asText(part?.type)
}

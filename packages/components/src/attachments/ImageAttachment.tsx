'use client'
import ImageIcon from 'lucide-react/icons/image'
import ImageOff from 'lucide-react/icons/image-off'
import { useState, type ReactElement } from 'react'
import type { ImageAddress } from './imageAddress.js'

interface ImageAttachmentProps {
  address: Exclude<ImageAddress, { kind: 'refused' }>
  /** Words, not functions, so that a server component can hand them on. */
  name: string
  ask: string
  failed: string
}

/** An image. One of another host is a button until it is asked for, since that host learns who reads the message. */
export function ImageAttachment({ address, name, ask, failed }: ImageAttachmentProps): ReactElement {
  const [isAsked, setAsked] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  if (hasFailed) {
    return (
      <p className="rivulet-image-note" role="status">
        <ImageOff className="rivulet-icon" aria-hidden />
        {failed}
      </p>
    )
  }
  if (address.kind === 'remote' && !isAsked) {
    return (
      <button type="button" className="rivulet-image-ask" onClick={() => setAsked(true)}>
        <ImageIcon className="rivulet-icon" aria-hidden />
        <bdi>{ask}</bdi>
      </button>
    )
  }
  return (
    <img
      className="rivulet-image-shown"
      src={address.src}
      alt={name}
      decoding="async"
      referrerPolicy="no-referrer"
      onError={() => setFailed(true)}
    />
  )
}

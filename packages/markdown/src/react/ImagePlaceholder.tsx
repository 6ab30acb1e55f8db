'use client'

import { useState, type MouseEvent, type ReactNode } from 'react'

interface ImagePlaceholderProps {
  alt: string
  label: string
  /** The image, which asks for its address when it is drawn. */
  children: ReactNode
}

/** A button where an image of a host stands that is not allowed to be asked without the reader. */
export function ImagePlaceholder({ alt, label, children }: ImagePlaceholderProps): ReactNode {
  const [isAsked, setAsked] = useState(false)
  if (isAsked) return children
  const ask = (event: MouseEvent) => {
    // Within a link: to see the image is not to follow it.
    event.preventDefault()
    setAsked(true)
  }
  return (
    <button type="button" className="rivulet-image" onClick={ask}>
      {alt === '' ? null : <span className="rivulet-image-alt">{alt}</span>}
      <span className="rivulet-image-action">{label}</span>
    </button>
  )
}

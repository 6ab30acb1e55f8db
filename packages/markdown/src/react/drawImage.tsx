import type { ReactNode } from 'react'
import type { Image } from '../tree.js'
import type { Drawing } from './Drawing.js'
import { element } from './element.js'
import { withAsciiHosts } from './hosts.js'
import { ImagePlaceholder } from './ImagePlaceholder.js'
import { plainText } from './plainText.js'
import { judgeImage, stripUnseen } from './urlPolicy.js'

/**
 * An image of a host that the policy allows; of another, a placeholder that loads it when it is pressed. An address tells whoever is asked
 * for it all that was written into it: so none is asked for that is not whole.
 */
export function drawImage(node: Image, key: number, drawing: Drawing): ReactNode {
  const { labels } = drawing
  const alt = withAsciiHosts(stripUnseen(plainText(node.children)))
  const judged = node.pending ? null : judgeImage(node.url, drawing.urlPolicy)
  if (judged === null)
    return (
      <span key={key} className="rivulet-image" data-pending={node.pending ? '' : undefined}>
        {alt === '' ? labels.image : alt}
      </span>
    )
  const { url, allowed } = judged
  const props = {
    src: url.href,
    alt,
    title: node.title === null ? undefined : withAsciiHosts(stripUnseen(node.title)),
    loading: 'lazy',
    decoding: 'async',
    referrerPolicy: 'no-referrer',
  } as const
  const image = element(drawing, 'img', { key, ...props })
  if (allowed) return image
  return (
    <ImagePlaceholder key={key} alt={alt} label={labels.loadImage(url.host)}>
      {image}
    </ImagePlaceholder>
  )
}

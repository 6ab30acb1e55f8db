import type { ReactNode } from 'react'

const LAYERS = [
  { name: 'Chat', package: '@rivulet/components/chat', takes: 'a whole chat on a handle' },
  { name: 'parts', package: '@rivulet/components', takes: 'props in, callbacks out' },
  { name: 'hooks', package: '@rivulet/react', takes: 'one commit a frame' },
  { name: 'store', package: '@rivulet/chat', takes: 'messages, run, queue, tools' },
  { name: 'client and parser', package: '@rivulet/core', takes: 'bytes to events to chunks to one completion' },
]

/** The layers from the page at the top to the bytes at the bottom. */
export function LayersPicture(): ReactNode {
  return (
    <figure className="docs-layers sb-unstyled">
      <ol>
        {LAYERS.map(({ name, package: from, takes }) => (
          <li key={from}>
            <strong>{name}</strong>
            <code>{from}</code>
            <span>{takes}</span>
          </li>
        ))}
      </ol>
      <figcaption>Bytes come in at the bottom. Stop at the layer that you want.</figcaption>
    </figure>
  )
}

import { useQueue, type QueuedMessage } from '@rivulet/react'
import type { ReactNode } from 'react'

export function Waiting(): ReactNode {
  const { items, held, resume } = useQueue()
  return (
    <>
      <ol>
        {items.map((item) => (
          <Item key={item.id} {...item} />
        ))}
      </ol>
      {held ? <button onClick={resume}>Go on</button> : null}
    </>
  )
}

function Item({ id, content }: QueuedMessage) {
  const { edit, move, remove } = useQueue()
  return (
    <li>
      {typeof content === 'string' ? (
        // It is changed when the field is left, so that one may be empty for a while.
        <input key={content} defaultValue={content} onBlur={({ target }) => target.value && edit(id, target.value)} />
      ) : (
        'Text and images'
      )}
      <button onClick={() => move(id, 0)}>Send next</button>
      <button onClick={() => remove(id)}>Remove</button>
    </li>
  )
}

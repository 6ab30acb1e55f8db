import { useQueue } from '@rivulet/react'
import type { ReactNode } from 'react'

export function Waiting(): ReactNode {
  const { items, held, edit, move, remove, resume } = useQueue()
  return (
    <>
      {items.map(({ id, content }) => (
        <p key={id}>
          {typeof content === 'string' ? (
            <input value={content} onChange={({ target }) => target.value && edit(id, target.value)} />
          ) : (
            'Files'
          )}
          <button onClick={() => move(id, 0)}>Next</button>
          <button onClick={() => remove(id)}>Remove</button>
        </p>
      ))}
      {held ? <button onClick={resume}>Go on</button> : null}
    </>
  )
}

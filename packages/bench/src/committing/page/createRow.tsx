import { memo } from 'react'
import { countRender } from './renders.ts'

interface RowProps<Message> {
  readonly id: string
  readonly message: Message
}

/** A row that is drawn anew for another object only, as all of them document it: what is counted is how often their messages are other objects. */
export function createRow<Message>(textOf: (message: Message) => string) {
  return memo(function Row({ id, message }: RowProps<Message>) {
    countRender(id)
    return <p>{textOf(message)}</p>
  })
}

import { modelsOptions, useSendMessage, type ChatClient } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'

export function Composer({ client }: { client: ChatClient }): ReactNode {
  const { data: models = [] } = useQuery(modelsOptions(client))
  const { mutate: send, error } = useSendMessage()
  const [model, setModel] = useState<string>()
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send({ content: text, model }, { onSuccess: () => setText('') })
      }}
    >
      <select value={model} onChange={({ target }) => setModel(target.value)}>
        {models.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
      <input value={text} onChange={({ target }) => setText(target.value)} />
      {error ? <p role="alert">{error.message}</p> : null}
    </form>
  )
}

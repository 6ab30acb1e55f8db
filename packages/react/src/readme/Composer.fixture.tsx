import { modelsOptions, useSendMessage, type ChatClient } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'

export function Composer({ client }: { client: ChatClient }): ReactNode {
  const { data: models = [] } = useQuery(modelsOptions(client))
  const { mutate: send, error } = useSendMessage()
  const [chosen, setChosen] = useState<string>()
  // What the list shows is what is sent, also before anybody chose.
  const model = chosen ?? models[0]?.id
  const [text, setText] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send({ content: text, model }, { onSuccess: () => setText('') })
      }}
    >
      <select value={model} onChange={({ target }) => setChosen(target.value)}>
        {models.map(({ id }) => (
          <option key={id}>{id}</option>
        ))}
      </select>
      <input value={text} onChange={({ target }) => setText(target.value)} />
      {error ? <p role="alert">{error.message}</p> : null}
    </form>
  )
}

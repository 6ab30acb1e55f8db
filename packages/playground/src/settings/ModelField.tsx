import type { ChatClient } from '@rivulet/core'
import { modelsOptions } from '@rivulet/react'
import { ErrorNotice } from '@rivulet/components'
import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import type { GatewayChoice } from '../gateways.js'

/** The models that the gateway lists; where it lists none, a name can be typed. */
export function ModelField(props: { client: ChatClient; gateway: GatewayChoice; model: string; onChange: (model: string) => void }): ReactNode {
  const { client, gateway, model, onChange } = props
  const id = useId()
  const { data, error, refetch } = useQuery({ ...modelsOptions(client), queryKey: ['models', gateway.id] })
  const listed = data?.map((entry) => entry.id) ?? []
  const names = model === '' || listed.includes(model) ? listed : [model, ...listed]

  return (
    <div className="field">
      <label htmlFor={id}>Model</label>
      {error ? (
        <>
          <input id={id} value={model} placeholder="Name of a model" spellCheck={false} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
          <ErrorNotice error={error} onRetry={() => void refetch()} />
        </>
      ) : (
        <Select id={id} value={model} aria-busy={!data} onChange={(event) => onChange(event.target.value)}>
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
    </div>
  )
}

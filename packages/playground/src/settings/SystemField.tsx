import Save from 'lucide-react/icons/save'
import Trash from 'lucide-react/icons/trash-2'
import { useId, useState, type ReactNode } from 'react'
import { IconButton } from '../IconButton.js'
import { Select } from './Select.js'
import type { SavedPrompt, Settings } from './settings.js'

interface SystemFieldProps {
  settings: Settings
  onChange: (changed: Partial<Settings>) => void
}

/** What the model is told before everything else, with those that were saved at hand. */
export function SystemField({ settings, onChange }: SystemFieldProps): ReactNode {
  const { system, prompts } = settings
  const id = useId()
  const saved = prompts.find(({ text }) => text === system)
  const choose = (name: string): void => onChange({ system: prompts.find((prompt) => prompt.name === name)?.text ?? '' })
  return (
    <div className="field">
      <label htmlFor={id}>System prompt</label>
      <textarea
        id={id}
        rows={3}
        value={system}
        dir="auto"
        placeholder="You are a concise assistant."
        onChange={(event) => onChange({ system: event.target.value })}
      />
      <div className="field-line">
        <Select aria-label="Saved prompts" value={saved?.name ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{system === '' ? 'None' : 'Not saved'}</option>
          {prompts.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        {saved ? (
          <IconButton
            icon={Trash}
            label={`Delete the prompt ${saved.name}`}
            onClick={() => onChange({ prompts: prompts.filter((prompt) => prompt !== saved) })}
          />
        ) : (
          <SavePrompt text={system} onSave={(prompt) => onChange({ prompts: withPrompt(prompts, prompt) })} />
        )}
      </div>
    </div>
  )
}

/** A prompt of the same name is replaced. */
function withPrompt(prompts: readonly SavedPrompt[], prompt: SavedPrompt): SavedPrompt[] {
  return [...prompts.filter(({ name }) => name !== prompt.name), prompt]
}

function SavePrompt({ text, onSave }: { text: string; onSave: (prompt: SavedPrompt) => void }): ReactNode {
  const [name, setName] = useState<string>()
  if (name === undefined) {
    return <IconButton icon={Save} label="Save this prompt" disabled={text.trim() === ''} onClick={() => setName('')} />
  }
  const save = (): void => {
    if (name.trim() !== '') onSave({ name: name.trim(), text })
    setName(undefined)
  }
  return (
    <form
      className="field-inline"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <input
        aria-label="Name of the prompt"
        placeholder="Its name"
        value={name}
        maxLength={40}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the field stands where its button was pressed
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <IconButton icon={Save} label="Save" type="submit" />
    </form>
  )
}

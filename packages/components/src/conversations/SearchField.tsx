import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { useRef, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'

interface SearchFieldProps {
  value: string
  onChange: (value: string) => void
  words: Labels
}

/** Escape and the cross empty it; the focus stays in it. */
export function SearchField({ value, onChange, words }: SearchFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null)
  const clear = () => {
    onChange('')
    field.current?.focus()
  }
  return (
    <div className="rivulet-search" role="search">
      <Search className="rivulet-icon" />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        dir={value === '' ? undefined : 'auto'}
        aria-label={words.searchConversations}
        placeholder={words.searchConversations}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          clear()
        }}
      />
      {value === '' ? null : (
        <button type="button" className="rivulet-icon-button" aria-label={words.clearSearch} title={words.clearSearch} onClick={clear}>
          <X className="rivulet-icon" />
        </button>
      )}
    </div>
  )
}

'use client'
import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { useRef, type ReactNode } from 'react'

interface SearchFieldProps {
  value: string
  onChange: (value: string) => void
  /** Its name, also shown while it is empty. */
  label: string
  /** Name of the button that empties it. */
  clearLabel: string
}

/** Escape and the cross empty it; the focus stays in it. */
export function SearchField({ value, onChange, label, clearLabel }: SearchFieldProps): ReactNode {
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
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          clear()
        }}
      />
      {value === '' ? null : (
        <button type="button" className="rivulet-icon-button" aria-label={clearLabel} title={clearLabel} onClick={clear}>
          <X className="rivulet-icon" />
        </button>
      )}
    </div>
  )
}

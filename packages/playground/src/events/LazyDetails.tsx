import { useState, type ReactNode } from 'react'

/** A disclosure whose content is made when it is first opened. */
export function LazyDetails(props: { className: string; summary: ReactNode; children: () => ReactNode; onOpen?: () => void }): ReactNode {
  const { className, summary, children, onOpen } = props
  const [open, setOpen] = useState(false)
  return (
    <details
      className={className}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open)
        if (currentTarget.open) onOpen?.()
      }}
    >
      <summary>{summary}</summary>
      {open && children()}
    </details>
  )
}

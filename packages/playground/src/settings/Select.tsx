import ChevronDown from 'lucide-react/icons/chevron-down'
import type { ComponentProps, ReactNode } from 'react'

/** The browser's own select, drawn in the page's manner. */
export function Select(props: ComponentProps<'select'>): ReactNode {
  return (
    <span className="select">
      <select {...props} />
      <ChevronDown aria-hidden />
    </span>
  )
}

import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'

/** A button that is only an icon, named for everyone. */
export function IconButton({ icon: Icon, label, ...props }: ComponentProps<'button'> & { icon: LucideIcon; label: string }): ReactNode {
  return (
    <button type="button" className="icon-button" aria-label={label} title={label} {...props}>
      <Icon aria-hidden />
    </button>
  )
}

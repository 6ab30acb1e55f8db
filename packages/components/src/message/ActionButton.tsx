import { forwardRef, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { classNames, type Part } from '../shared/part.js'

export interface ActionButtonProps extends Omit<ComponentPropsWithoutRef<'button'>, 'aria-label' | 'title'> {
  /** Names the button, and is shown by the pointer. */
  label: string
  /** Its icon. */
  children: ReactNode
}

/** A button of the row under a message, as those that it comes with: give one of an application the same look. */
export const ActionButton: Part<ActionButtonProps, HTMLButtonElement> = forwardRef<HTMLButtonElement, ActionButtonProps>(
  function ActionButton({ label, className, ...rest }, ref) {
    return (
      <button
        type="button"
        {...rest}
        ref={ref}
        className={classNames('rivulet-icon-button', 'rivulet-action', className)}
        aria-label={label}
        title={label}
      />
    )
  },
)

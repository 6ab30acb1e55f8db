'use client'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Square from 'lucide-react/icons/square'
import {
  forwardRef,
  useRef,
  type ComponentPropsWithoutRef,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react'
import { belongsToComposition } from './composition.js'
import { resolveLabels, type LabelOverrides } from '../labels/labels.js'
import { classNames, flag, type Part } from '../shared/part.js'
import { useDraft } from './useDraft.js'

export interface ComposerProps extends Omit<ComponentPropsWithoutRef<'form'>, 'onSubmit' | 'defaultValue'> {
  /**
   * Takes the text, trimmed and never empty. The field empties at once; when the promise rejects (or the call throws) the text is put
   * back before whatever was typed meanwhile.
   */
  onSend: (text: string) => unknown
  /** Ends the running answer. Without it there is no Stop. */
  onStop?: (() => unknown) | undefined
  /** An answer is under way: Stop stands in place of Send and Enter does nothing. */
  running?: boolean | undefined
  disabled?: boolean | undefined
  placeholder?: string | undefined
  autoFocus?: boolean | undefined
  /** The text at first. */
  defaultValue?: string | undefined
  /** Small controls beside the button: a model picker, a switch. */
  children?: ReactNode
  /** The text field; `ref` is the form. */
  inputRef?: Ref<HTMLTextAreaElement> | undefined
  /** Words to put in place of the English ones. */
  labels?: LabelOverrides | undefined
}

/**
 * Where a message is written. Enter sends and Shift+Enter breaks the line; keys of an input method that is composing do neither. Escape
 * stops a running answer. The field grows with its text.
 */
export const Composer: Part<ComposerProps, HTMLFormElement> = forwardRef<HTMLFormElement, ComposerProps>(function Composer(
  {
    onSend,
    onStop,
    running = false,
    disabled = false,
    placeholder,
    autoFocus,
    defaultValue = '',
    children,
    inputRef,
    labels,
    className,
    ...rest
  },
  ref,
) {
  const words = resolveLabels(labels)
  const { text, write, send, notSent } = useDraft(defaultValue, onSend)
  const composedAtMs = useRef(Number.NEGATIVE_INFINITY)
  const isBlank = text.trim() === ''
  const canSend = !running && !disabled && !isBlank
  const canStop = running && onStop !== undefined

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.defaultPrevented || belongsToComposition(event.nativeEvent, composedAtMs.current)) return
    if (event.key === 'Escape' && canStop) {
      event.preventDefault()
      onStop()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      if (canSend) send()
    }
  }

  return (
    <form
      {...rest}
      ref={ref}
      className={classNames('rivulet-composer', className)}
      data-running={flag(running)}
      data-blank={flag(isBlank)}
      data-disabled={flag(disabled)}
      data-tools={flag(children !== undefined && children !== null)}
      onMouseDown={focusField}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (canSend) send()
      }}
    >
      <p className="rivulet-composer-note" role="status">
        {notSent ? words.notSent : null}
      </p>
      <div className="rivulet-composer-field" data-text={text}>
        <textarea
          ref={inputRef}
          aria-label={words.composer}
          // The application decides; a chat page that opens on its field is what most readers expect.
          autoFocus={autoFocus}
          // Text finds its own direction; the placeholder follows the page.
          dir={text === '' ? undefined : 'auto'}
          disabled={disabled}
          enterKeyHint="send"
          placeholder={placeholder ?? words.placeholder}
          rows={1}
          value={text}
          onChange={(event) => write(event.target.value)}
          onCompositionEnd={(event) => {
            composedAtMs.current = event.timeStamp
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {children === undefined || children === null ? null : <div className="rivulet-composer-tools">{children}</div>}
      <Action stop={canStop} disabled={!canStop && !canSend} label={canStop ? words.stop : words.send} onStop={onStop} />
    </form>
  )
})

/**
 * Send and Stop are one element, so that neither focus nor pointer loses its place when they change. It is never `disabled`, which would
 * throw the focus off it. Once it has done its work, the field has the focus: the next thing to do is to write.
 */
function Action({ stop, disabled, label, onStop }: { stop: boolean; disabled: boolean; label: string; onStop: ComposerProps['onStop'] }) {
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    if (disabled) event.preventDefault()
    else if (!isTouch(event.nativeEvent)) event.currentTarget.form?.querySelector('textarea')?.focus()
    if (!stop) return
    event.preventDefault()
    // The second half of a double click on Send lands on Stop.
    if (event.detail < 2) onStop?.()
  }
  return (
    <button
      type="submit"
      className="rivulet-composer-action"
      data-action={stop ? 'stop' : 'send'}
      aria-disabled={disabled}
      aria-label={label}
      title={label}
      onClick={onClick}
      // The field keeps its focus, and a phone its keyboard.
      onMouseDown={(event) => event.preventDefault()}
    >
      {stop ? <Square className="rivulet-icon" /> : <ArrowUp className="rivulet-icon" />}
    </button>
  )
}

/** Focus would bring up the keys of a phone, over the answer that is being read. */
function isTouch(event: globalThis.MouseEvent): boolean {
  return event instanceof PointerEvent && event.pointerType === 'touch'
}

/** A press anywhere on the card goes to the field. */
function focusField(event: MouseEvent<HTMLFormElement>) {
  if (event.target !== event.currentTarget) return
  event.preventDefault()
  event.currentTarget.querySelector('textarea')?.focus()
}

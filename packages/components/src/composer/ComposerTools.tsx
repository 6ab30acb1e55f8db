'use client'
import Mic from 'lucide-react/icons/mic'
import Paperclip from 'lucide-react/icons/paperclip'
import { useRef, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import type { Dictation } from './useDictation.js'

interface AttachButtonProps {
  accept: readonly string[] | undefined
  disabled: boolean
  onFiles: (files: Iterable<File>) => void
  words: Labels
}

/** Opens the browser's own window for files. */
export function AttachButton({ accept, disabled, onFiles, words }: AttachButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button
        type="button"
        className="rivulet-icon-button rivulet-composer-tool"
        aria-label={words.attach}
        title={words.attach}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <Paperclip className="rivulet-icon" />
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        tabIndex={-1}
        aria-label={words.attach}
        accept={accept?.join(',')}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          onFiles(Array.from(currentTarget.files ?? []))
          // The same file may be chosen again after it was taken away.
          currentTarget.value = ''
        }}
      />
    </>
  )
}

/** Switches dictation on and off. */
export function DictateButton({ dictation, disabled, words }: { dictation: Dictation; disabled: boolean; words: Labels }): ReactNode {
  const label = dictation.isListening ? words.stopDictating : words.dictate
  return (
    <button
      type="button"
      className="rivulet-icon-button rivulet-composer-tool"
      data-listening={dictation.isListening ? '' : undefined}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={dictation.toggle}
    >
      <Mic className="rivulet-icon" />
    </button>
  )
}

'use client'
import { mergeProps } from '@base-ui/react/merge-props'
import { forwardRef, useImperativeHandle, type FormEvent, type MouseEvent } from 'react'
import { DraftAttachments, problemOf } from '../attachments/DraftAttachments.js'
import { shownName } from '../attachments/shownName.js'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { CompletionList } from './CompletionList.js'
import { ComposerActions, fieldOf } from './ComposerActions.js'
import { ComposerField } from './ComposerField.js'
import type { ComposerProps } from './ComposerProps.js'
import { AttachButton, DictateButton } from './ComposerTools.js'
import { useComposer, type ComposerState } from './useComposer.js'
import type { Files } from './useFiles.js'

/**
 * Where a message is written. Enter sends and Shift+Enter breaks the line; keys of an input method that is composing do neither. Escape
 * stops a running answer. The field grows with its text.
 */
export const Composer: Part<ComposerProps, HTMLFormElement> = forwardRef<HTMLFormElement, ComposerProps>(function Composer(props, ref) {
  const { placeholder, autoFocus, queue, children, inputRef, labels, ...behaviour } = props
  const composer = useComposer(behaviour)
  const { field, files, fileOptions, completions, dictation, flags, rest } = composer
  useImperativeHandle(inputRef, () => field.current as HTMLTextAreaElement, [field])
  const words = useLabels(labels)
  const own = {
    ...files.dropHandlers,
    onMouseDown: focusField,
    onSubmit: (event: FormEvent) => {
      event.preventDefault()
      composer.send()
    },
  }
  const hasChildren = children !== undefined && children !== null
  const tools = fileOptions || dictation || hasChildren

  return (
    <Root
      {...mergeProps<'form'>(own, rest)}
      tag="form"
      rootClass="rivulet-composer"
      state={{ running: flags.running, blank: flags.isBlank, disabled: flags.disabled, tools: Boolean(tools), dragging: files.isDragging }}
      rootRef={ref}
    >
      {queue}
      <p className="rivulet-composer-note" role="status">
        {noteOf(composer, words)}
      </p>
      {fileOptions ? <FileTray files={files} words={words} /> : null}
      {completions.isOffered ? <CompletionList completions={completions} words={words} /> : null}
      <ComposerField
        composer={composer}
        // The application decides; a chat page that opens on its field is what most readers expect.
        autoFocus={autoFocus}
        placeholder={placeholder}
        words={words}
      />
      {dictation?.isListening ? (
        <p className="rivulet-composer-heard" dir="auto">
          {dictation.interim || words.listening}
        </p>
      ) : null}
      {tools ? (
        <div className="rivulet-composer-tools">
          {fileOptions ? <AttachButton accept={fileOptions.accept} disabled={flags.disabled} onFiles={files.add} words={words} /> : null}
          {dictation ? <DictateButton dictation={dictation} disabled={flags.disabled} words={words} /> : null}
          {children}
        </div>
      ) : null}
      <ComposerActions {...flags} onStop={composer.onStop} words={words} />
    </Root>
  )
})

function FileTray({ files: { items, tray, isDragging }, words }: { files: Files; words: Labels }) {
  const problems = items.flatMap((item) => {
    const problem = problemOf(item, words)
    return problem === undefined ? [] : [words.fileProblem(shownName(item.name), problem)]
  })
  return (
    <>
      <p className="rivulet-hidden" role="status">
        {problems.join('\n')}
      </p>
      <DraftAttachments items={items} onRemove={tray.remove} onRetry={tray.retry} labels={words} />
      {isDragging ? <p className="rivulet-composer-drop">{words.dropFiles}</p> : null}
    </>
  )
}

/** What the writer has to know. */
function noteOf({ draft, heldBack, dictation }: ComposerState, words: Labels): string | null {
  if (draft.notSent) return words.notSent
  if (heldBack) return words[heldBack]
  if (!dictation?.problem) return null
  return dictation.problem === 'refused' ? words.microphoneRefused : words.dictationFailed
}

/** A press anywhere on the card goes to the field. */
function focusField(event: MouseEvent<HTMLFormElement>) {
  if (event.target !== event.currentTarget) return
  event.preventDefault()
  fieldOf(event.currentTarget)?.focus()
}

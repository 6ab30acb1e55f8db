'use client'

import { memo, useEffect, useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import type { CodeTextProps } from '../react/Drawing.js'
import { defaultMarkdownLabels, type MarkdownLabels } from '../react/labels.js'
import { drawSequence } from '../react/Sequence.js'
import { CodeLines, type GroupView } from './CodeLines.js'
import { Colours } from './Colours.js'
import { DrawnLine } from './DrawnLine.js'
import type { Highlighter } from './Highlighter.js'

/** What is not said by a code block itself. */
export interface HighlightedCodeOptions {
  /** Words in place of the English ones: `invisible` is drawn in code. */
  labels?: Partial<Pick<MarkdownLabels, 'invisible'>> | undefined
}

/**
 * Makes a component that draws the text of a code block with the colours of `highlighter`: for `codeText` among the components of `Markdown`. Make
 * it once, outside of components.
 *
 * Text is shown at once, plain, and coloured when the page has time. Every line is read once, so that a line costs the same in a long block as in a
 * short one; its elements stay from then on.
 */
export function createHighlightedCode(highlighter: Highlighter, { labels }: HighlightedCodeOptions = {}): ComponentType<CodeTextProps> {
  const words = { ...defaultMarkdownLabels, ...labels }

  return function HighlightedCode({ chunks, lang }: CodeTextProps): ReactNode {
    const [{ lines, colours }] = useState(() => {
      const own = new CodeLines()
      return { lines: own, colours: new Colours(own, highlighter) }
    })
    // The chunks are changed in place as well, and following them twice changes nothing: so this may run any number of times.
    lines.follow(chunks)
    useEffect(() => colours.start(lang), [colours, lang])
    useEffect(() => colours.resume())
    return drawSequence({ items: lines.views, draw: drawGroup, drawing: words, revision: lines.revision })
  }
}

function drawGroup(item: GroupView, key: number, labels: MarkdownLabels): ReactNode {
  return <Group key={key} item={item} labels={labels} />
}

/** A group of lines, drawn when text of it changed, or colours came. */
const Group = memo(function Group({ item: { group }, labels }: { item: GroupView; labels: MarkdownLabels }): ReactNode {
  useSyncExternalStore(group.subscribe, group.snapshot, group.snapshot)
  const drawn: ReactNode[] = []
  const { lines } = group
  for (let at = 0; at < lines.length;) {
    const start = at
    let plain = ''
    for (; lines[at]?.tokens === null; at++) plain += lines[at]?.text ?? ''
    // Lines that were not read yet are one text, which is how a server draws all of them.
    const line = plain === '' ? lines[at++] : { text: plain, tokens: [] }
    if (line !== undefined) drawn.push(<DrawnLine key={start} line={line} labels={labels} />)
  }
  return <span className="rivulet-code-lines">{drawn}</span>
})

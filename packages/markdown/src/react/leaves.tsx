import type { ReactNode } from 'react'
import type { Code, DisplayMath, Html } from '../tree.js'
import { CodeBlock, drawCodeText } from './CodeBlock.js'
import type { Direction } from './directionOf.js'
import type { Drawing } from './Drawing.js'
import { element } from './element.js'
import { live } from './live.js'
import { withoutInvisible } from './visible.js'

/** A code block, or the figure that a whole one of its language is drawn as. */
export function drawCode(node: Code, version: number, drawing: Drawing): ReactNode {
  const { closed, text } = node
  const [lang, meta] = [nameOf(node.lang), nameOf(node.meta)]
  const { codeBlock: Frame = CodeBlock, codeText: CodeText, figures } = drawing.components
  const props = { chunks: text.chunks, version, lang, closed: closed || !node.open }
  const content = CodeText === undefined ? drawCodeText(props, drawing) : <CodeText {...props} />
  const code = element(drawing, 'code', { className: lang === null ? undefined : `language-${lang}`, ...live(node) }, content)
  // Words alone, for functions do not pass from a server component to one of the client.
  const { code: name, copy, copied, copyFailed } = drawing.labels
  const block = (
    <Frame {...props} meta={meta} labels={{ code: name, copy, copied, copyFailed }}>
      {element(drawing, 'pre', { tabIndex: 0, 'aria-label': lang ?? name, role: 'group' }, code)}
    </Frame>
  )
  const kind = lang?.toLowerCase()
  const Figure = kind !== undefined && figures !== undefined && Object.hasOwn(figures, kind) ? figures[kind] : undefined
  return Figure === undefined || node.open ? block : <Figure source={text.chunks.join('')}>{block}</Figure>
}

/** What stands behind a fence, without what is not seen: it becomes names and classes. */
function nameOf(text: string | null): string | null {
  return (text && withoutInvisible(text)) || null
}

/** Blocks stand apart as they are. */
const NOTHING_BUT_BREAKS = /^(?:\s|<br\s*\/?>)*$/i

/** HTML is text: nothing of it is ever made. */
export function drawHtml({ shown }: Html, dir: Direction, drawing: Drawing): ReactNode {
  if (shown.chunks.every((chunk) => NOTHING_BUT_BREAKS.test(chunk))) return null
  return element(drawing, 'pre', { className: 'rivulet-html', dir }, element(drawing, 'code', null, drawCodeText(shown, drawing)))
}

/** A formula on lines of its own; its source until it is whole. */
export function drawMath(node: DisplayMath, drawing: Drawing): ReactNode {
  const { formula: Formula } = drawing.components
  if (Formula !== undefined && !node.open) return <Formula source={node.text.chunks.join('')} display />
  const code = element(drawing, 'code', { className: 'language-math', ...live(node) }, drawCodeText(node.text, drawing))
  return element(drawing, 'pre', { className: 'rivulet-math' }, code)
}

'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, memo, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import { asText } from '../shared/asText.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { useStableObject } from '../shared/stable.js'
import { Visible } from '../shared/Visible.js'
import { useFold } from './useFold.js'

export interface ValueTreeProps extends PartProps<'div'> {
  /** Anything: what JSON holds is drawn by its structure, anything else as text. */
  value: unknown
  /** How deep it is unfolded at first: 0 shows the names of the outermost fields alone. @defaultValue 1 */
  defaultDepth?: number | undefined
  /** More of it is coming. */
  streaming?: boolean | undefined
  /** Tells of a value that is changed in place that it was, as `createPartialJson` counts; not needed where each value is another object. */
  version?: number | undefined
}

/** So many fields are drawn at first, and so many more whenever more are asked for. */
const PAGE = 50
/** A longer text is clipped until it is asked for. */
const LONG = 400

/** A structured value, to be unfolded: text as text, lists and objects by their fields. What is folded, or beyond the first 50 fields, costs nothing. */
export const ValueTree: Part<ValueTreeProps, HTMLDivElement> = forwardRef<HTMLDivElement, ValueTreeProps>(function ValueTree(
  { value, defaultDepth = 1, streaming = false, version = 0, labels, ...rest },
  ref,
) {
  const words = useLabels(useStableObject(labels))
  const entries = entriesOf(value)
  return (
    <Root tag="div" rootClass="rivulet-value" state={{ streaming }} {...rest} rootRef={ref}>
      {entries && entries.length > 0 ? (
        <Entries entries={entries} depth={defaultDepth} streaming={streaming} version={version} words={words} />
      ) : (
        <Leaf value={value} words={words} />
      )}
    </Root>
  )
})

type Entry = readonly [name: string, value: unknown]

interface Context {
  /** How many levels from here on are unfolded at first. */
  depth: number
  streaming: boolean
  version: number
  words: Labels
}

function Entries({ entries, ...context }: Context & { entries: readonly Entry[] }): ReactNode {
  const [shown, setShown] = useState(PAGE)
  const { words, streaming } = context
  const hidden = entries.length - shown
  return (
    <ul className="rivulet-value-entries">
      {entries.slice(0, shown).map(([name, value], index) => (
        <Row
          key={name}
          name={name}
          value={value}
          {...context}
          // What is written grows at its end.
          version={isObject(value) ? context.version : 0}
          streaming={streaming && index === entries.length - 1}
        />
      ))}
      {hidden > 0 ? (
        <li>
          <button type="button" className="rivulet-button" data-quiet="" onClick={() => setShown(shown + PAGE)}>
            {words.showMore(Math.min(hidden, PAGE))}
          </button>
        </li>
      ) : null}
    </ul>
  )
}

interface RowProps extends Context {
  name: string
  value: unknown
}

const Row = memo(function Row({ name, value, ...context }: RowProps): ReactNode {
  const entries = entriesOf(value)
  if (entries && entries.length > 0) return <Branch name={name} isList={Array.isArray(value)} entries={entries} {...context} />
  return (
    <li className="rivulet-value-entry" data-streaming={context.streaming ? '' : undefined}>
      <Name name={name} />
      <Leaf value={value} words={context.words} />
    </li>
  )
})

interface BranchProps extends Context {
  name: string
  isList: boolean
  entries: readonly Entry[]
}

function Branch({ name, isList, entries, ...context }: BranchProps): ReactNode {
  const { depth, words } = context
  const { open, onSummaryClick } = useFold(depth > 0)
  return (
    <li className="rivulet-value-branch">
      <details open={open}>
        <summary className="rivulet-summary" onClick={onSummaryClick}>
          <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
          <Name name={name} />
          <span className="rivulet-value-hint" dir="auto">
            {isList ? words.items(entries.length) : previewOf(entries)}
          </span>
        </summary>
        {open ? <Entries entries={entries} {...context} depth={depth - 1} /> : null}
      </details>
    </li>
  )
}

function Name({ name }: { name: string }) {
  return (
    <bdi className="rivulet-value-name">
      <Visible text={name} />
    </bdi>
  )
}

function Leaf({ value, words }: { value: unknown; words: Labels }): ReactNode {
  const [whole, setWhole] = useState(false)
  if (typeof value === 'string' && value !== '') {
    const isLong = value.length > LONG && !whole
    return (
      <span className="rivulet-value-leaf" data-type="string" dir="auto">
        <Visible text={isLong ? clipped(value) : value} />
        {isLong ? (
          <button type="button" className="rivulet-button" data-quiet="" onClick={() => setWhole(true)}>
            {words.showAll}
          </button>
        ) : null}
      </span>
    )
  }
  const none = emptinessOf(value, words)
  return (
    <span className="rivulet-value-leaf" data-type={none === undefined ? (value === null ? 'null' : typeof value) : 'none'} dir="auto">
      {none ?? (value === null ? 'null' : asText(value))}
    </span>
  )
}

/** The word for a value that holds nothing; undefined where it holds something, or nobody can look. */
function emptinessOf(value: unknown, words: Labels): string | undefined {
  if (value === '') return words.emptyText
  if (entriesOf(value)?.length !== 0) return undefined
  return Array.isArray(value) ? words.emptyList : words.emptyObject
}

/** The first fields in a word each, as what stands folded. */
function previewOf(entries: readonly Entry[]): string {
  return entries
    .slice(0, 3)
    .map(([name]) => name)
    .join(', ')
    .slice(0, 80)
}

/** The fields of a list or an object; undefined where it is neither, or cannot be read. */
function entriesOf(value: unknown): readonly Entry[] | undefined {
  if (!isObject(value)) return undefined
  try {
    return Object.entries(value)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Never ends in half a character. */
function clipped(text: string): string {
  const end = text.charCodeAt(LONG - 1)
  return `${text.slice(0, end >= 0xd800 && end < 0xdc00 ? LONG - 1 : LONG)}…`
}

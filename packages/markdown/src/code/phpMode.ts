import { clike } from '@codemirror/legacy-modes/mode/clike'
import type { StreamParser, StringStream } from '@codemirror/streamparser'

const KEYWORDS =
  'abstract and as break case catch class clone const continue declare default do echo else elseif empty enum extends final finally fn for foreach ' +
  'function global goto if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected ' +
  'public readonly require require_once return static switch throw trait try unset use var while xor yield'
const TYPES = 'array bool callable float int iterable mixed never object self string void'
const ATOMS = 'true false null TRUE FALSE NULL __CLASS__ __DIR__ __FILE__ __FUNCTION__ __LINE__ __METHOD__ __NAMESPACE__'

type Read = (stream: StringStream, state: State) => string | null

/** The part of the state of `clike` that its hooks may set: what reads on in place of it. */
interface State {
  tokenize: Read | null
}

/**
 * PHP, which CodeMirror has no stream mode for: a language of C's family with variables, attributes, heredocs, and text outside of `<?php`.
 * It starts inside, as most answers do that show no more than a few lines.
 */
export const php: StreamParser<unknown> = clike({
  name: 'php',
  keywords: wordsOf(KEYWORDS),
  types: wordsOf(TYPES),
  atoms: wordsOf(ATOMS),
  multiLineStrings: true,
  hooks: { $: readVariable, '#': readHash, '<': readOpening, '?': readClosing },
})

function readVariable(stream: StringStream): string {
  stream.match(/^\w+/)
  return 'variableName.special'
}

function readHash(stream: StringStream): string {
  if (stream.match(/^\[[^\]]*\]?/)) return 'meta'
  stream.skipToEnd()
  return 'comment'
}

function readOpening(stream: StringStream, state: State): string | false {
  if (stream.match(/^\?(?:php\b|=)/)) return 'meta'
  const heredoc = stream.match(/^<<\s*(["']?)([A-Za-z_]\w*)\1$/)
  if (heredoc === null || typeof heredoc === 'boolean') return false
  state.tokenize = readHeredoc(heredoc[2] ?? '')
  return 'string'
}

function readHeredoc(label: string): Read {
  const end = new RegExp(`^\\s*${label}\\b`)
  return (stream, state) => {
    // The indentation before it has been read by then.
    if (stream.string.slice(0, stream.pos).trim() === '' && stream.match(end)) state.tokenize = null
    else stream.skipToEnd()
    return 'string'
  }
}

function readClosing(stream: StringStream, state: State): string | false {
  if (!stream.eat('>')) return false
  state.tokenize = readOutside
  return 'meta'
}

function readOutside(stream: StringStream, state: State): string | null {
  if (stream.match(/^<\?(?:php\b|=)/)) {
    state.tokenize = null
    return 'meta'
  }
  stream.next()
  stream.eatWhile(/[^<]/)
  return null
}

function wordsOf(words: string): Record<string, true> {
  return Object.fromEntries(words.split(' ').map((word) => [word, true]))
}

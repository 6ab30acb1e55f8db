import type { ThemeRegistrationRaw } from 'shiki/core'
import type { TokenKind } from '../code/Highlighter.js'

/** Later selectors win among those that are as exact as each other. @see https://macromates.com/manual/en/language_grammars#naming_conventions */
const SCOPES: Readonly<Record<TokenKind, readonly string[]>> = {
  comment: ['comment', 'punctuation.definition.comment', 'markup.quote'],
  deleted: ['markup.deleted', 'punctuation.definition.deleted'],
  inserted: ['markup.inserted', 'punctuation.definition.inserted'],
  keyword: ['keyword', 'storage', 'variable.language', 'entity.name.tag', 'markup.heading'],
  meta: [
    'meta.preprocessor',
    'keyword.control.directive',
    'entity.name.function.preprocessor',
    'meta.diff.header',
    'meta.diff.range',
    'punctuation.decorator',
    'entity.name.function.decorator',
    'meta.attribute.rust',
  ],
  name: ['entity.name.function', 'support.function', 'markup.bold', 'markup.italic'],
  number: ['constant.numeric', 'constant.language', 'support.constant'],
  property: [
    'entity.other.attribute-name',
    'support.type.property-name',
    'support.variable.property',
    'meta.object-literal.key',
    'variable.other.property',
    'entity.name.tag.yaml',
  ],
  string: ['string', 'constant.character', 'markup.inline.raw', 'markup.underline.link'],
  type: [
    'entity.name.type',
    'entity.name.class',
    'entity.other.inherited-class',
    'support.type',
    'support.class',
    'storage.type.primitive',
    'storage.type.built-in',
    'storage.type.java',
  ],
}

/** Within others, but plain. */
const PLAIN = ['keyword.operator', 'punctuation.definition.template-expression', 'meta.embedded', 'meta.template.expression']
/** Operators that are words. */
const WORDS = ['keyword.operator.new', 'keyword.operator.expression', 'keyword.operator.logical.python', 'keyword.operator.word']

const PLAIN_COLOUR = '#000000'

const colourOf = (index: number): string => `#0000${(index + 1).toString(16).toUpperCase().padStart(2, '0')}`

const kinds = Object.keys(SCOPES) as TokenKind[]

/** The kind that each colour of the theme stands for. */
export const kindOfColour: ReadonlyMap<string | undefined, TokenKind> = new Map(kinds.map((kind, index) => [colourOf(index), kind]))

/**
 * A theme whose colours are never seen: each is the number of a kind. So Shiki matches scopes itself, and fast, and a page's own properties say how
 * the kinds look.
 */
export const kindTheme: ThemeRegistrationRaw = {
  name: 'rivulet-kinds',
  type: 'dark',
  fg: PLAIN_COLOUR,
  bg: '#FFFFFF',
  settings: [
    { settings: { foreground: PLAIN_COLOUR, background: '#FFFFFF' } },
    ...kinds.map((kind, index) => ({ scope: [...SCOPES[kind]], settings: { foreground: colourOf(index) } })),
    { scope: PLAIN, settings: { foreground: PLAIN_COLOUR } },
    { scope: WORDS, settings: { foreground: colourOf(kinds.indexOf('keyword')) } },
  ],
}

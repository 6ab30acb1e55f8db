import type { TokenKind } from './Highlighter.js'

const WORDS: Readonly<Record<TokenKind, string>> = {
  comment: 'comment docComment lineComment blockComment quote',
  deleted: 'deleted',
  inserted: 'inserted',
  keyword: 'keyword controlKeyword operatorKeyword definitionKeyword moduleKeyword modifier self tag tagName header heading',
  meta: 'meta processingInstruction documentMeta annotation labelName pseudo at',
  name: 'def definition builtin function macroName standard special variable-2 strong emphasis qualifier',
  number: 'number integer float atom bool null unit color',
  property: 'property propertyName attribute attributeName',
  string: 'string string-2 character regexp attributeValue url link monospace',
  type: 'type typeName className namespace variable-3',
}

const KINDS = new Map(Object.entries(WORDS).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind as TokenKind] as const)))

/**
 * The kind of a style of CodeMirror: words with a space between them, of which the last known one counts, each with modifiers behind dots.
 * Modifiers count where the word itself says nothing: `variableName.definition` is a name, `string.special` a string.
 *
 * @see https://codemirror.net/docs/ref/#language.StreamParser.token
 */
export function kindOf(style: string | null | undefined): TokenKind | null {
  // Some modes answer undefined, whatever their types say.
  if (style === null || style === undefined) return null
  let kind: TokenKind | null = null
  for (const word of style.split(' ')) kind = kindOfWord(word) ?? kind
  return kind
}

function kindOfWord(word: string): TokenKind | null {
  for (const part of word.split('.')) {
    const kind = KINDS.get(part)
    if (kind !== undefined) return kind
  }
  return null
}

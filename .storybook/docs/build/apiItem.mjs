// One export of the public API, made of api-extractor's model of it.
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * @typedef {object} ApiWords The words of a docstring, as markdown
 * @property {string} summary
 * @property {{ name: string, words: string }[]} params
 * @property {string | undefined} returns
 * @property {string[]} throws
 * @property {string | undefined} defaultValue
 * @property {string[]} see
 */

/**
 * @typedef {ApiWords & { name: string, kind: string, signature: string, source?: string, in?: string, members: ApiItem[] }} ApiItem `source` is a path in the
 *   repository; `in` names the entry whose reference tells the rest
 */

/** @param {any} member of api-extractor's model @param {string} folder of the package @returns {ApiItem} */
export function toItem(member, folder) {
  const { kind, name = '', excerptTokens = [], docComment = '', members = [], fileUrlPath } = member
  const source = fileUrlPath === undefined ? undefined : sourceOf(join(folder, fileUrlPath))
  return {
    name: name || NAMELESS[kind] || kind,
    kind: KINDS[kind] ?? kind.toLowerCase(),
    signature: excerptTokens
      .map((/** @type {{ text: string }} */ { text }) => text)
      .join('')
      .replace(/^export (declare )?(type |const |function )?/, (_all, _declare, word) => word ?? '')
      .replace(/;$/, '')
      .replaceAll(/\n {4}/g, OUTERMOST.has(kind) ? '\n    ' : '\n'),
    ...(source && { source }),
    ...wordsOf(docComment),
    members: members.map((/** @type {any} */ inner) => toItem(inner, folder)).map(withoutSource),
  }
}

/** What stands within another is indented in the declaration. */
const OUTERMOST = new Set(['Function', 'Interface', 'Class', 'TypeAlias', 'Variable', 'Enum', 'Namespace'])

/** Of what stands within another, the source is that of the other. @param {ApiItem} item */
function withoutSource({ source: _source, ...item }) {
  return item
}

/** @type {Record<string, string>} */
const NAMELESS = { Constructor: 'new', ConstructSignature: 'new', CallSignature: 'call', IndexSignature: 'index' }

/** @type {Record<string, string>} */
const KINDS = { TypeAlias: 'type', PropertySignature: 'property', MethodSignature: 'method', Variable: 'const' }

/** The source of a built declaration. @param {string} declaration */
function sourceOf(declaration) {
  const stem = declaration.replace('/dist/', '/src/').replace(/(\.d)?\.ts$/, '')
  const path = [`${stem}.ts`, `${stem}.tsx`].find((file) => existsSync(file))
  return path && relative(root, path)
}

const TAG = /^@(param|returns|throws|defaultValue|see|typeParam|remarks|example)\b[ \t]*/

/** @param {string} comment as it stands in the declaration @returns {ApiWords} */
function wordsOf(comment) {
  const lines = comment
    .replace(/^\s*\/\*\*/, '')
    .replace(/\*\/\s*$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
  /** @type {{ tag: string, text: string }[]} */
  const blocks = [{ tag: 'summary', text: '' }]
  for (const line of lines) {
    // A tag may stand behind the words of the summary, in the same line.
    for (const piece of line.split(/(?<=^|\s)(?=@(?:param|returns|throws|defaultValue|see|typeParam|remarks|example)\b)/)) {
      const [head, tag] = TAG.exec(piece.trimStart()) ?? []
      const last = blocks.at(-1)
      if (tag) blocks.push({ tag, text: piece.trimStart().slice(head?.length) })
      else if (last) last.text += piece
    }
    const last = blocks.at(-1)
    if (last) last.text += '\n'
  }
  const of = (/** @type {string} */ name) => blocks.filter(({ tag }) => tag === name).map(({ text }) => toMarkdown(text))
  return {
    summary: [...of('summary'), ...of('remarks'), ...of('example')].filter(Boolean).join('\n\n'),
    params: of('param').map(toParam),
    returns: of('returns')[0],
    throws: of('throws'),
    defaultValue: of('defaultValue')[0],
    see: of('see'),
  }
}

/** @param {string} text */
function toParam(text) {
  const [, name = '', words = ''] = /^(\S+)\s*(?:-\s*)?([\s\S]*)$/.exec(text) ?? []
  return { name, words }
}

/** Links of TSDoc to other exports become code; to pages, links. @param {string} text */
function toMarkdown(text) {
  return text
    .replace(/\{@link\s+(https?:[^\s|}]+)\s*(?:\|\s*([^}]*))?\}/g, (_all, url, words) => `[${(words ?? url).trim()}](${url})`)
    .replace(/\{@link\s+([^\s|}]+)\s*(?:\|\s*([^}]*))?\}/g, (_all, name, words) => `\`${(words ?? name).trim()}\``)
    .trim()
}

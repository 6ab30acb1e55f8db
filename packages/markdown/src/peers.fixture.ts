import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { micromark, type Options } from 'micromark'
import { htmlOf } from './specs.fixture.js'

/** Other parsers of CommonMark with GFM. */
export type Peer = 'micromark' | 'cmark-gfm'

/** A class of differences that was decided for our reading. */
export interface Difference {
  /** As the table in docs/differences.md names it. */
  readonly name: string
  readonly peers: readonly Peer[]
  /** The smallest texts that differ for this reason. */
  readonly pattern: RegExp
  /** One of them, and how it is to be read. */
  readonly text: string
  readonly html: string
}

export const BOTH: readonly Peer[] = ['micromark', 'cmark-gfm']
export const MICROMARK: readonly Peer[] = ['micromark']
export const CMARK: readonly Peer[] = ['cmark-gfm']

type Extension = NonNullable<Options['extensions']>[number]
type HtmlExtension = NonNullable<Options['htmlExtensions']>[number]

/** The extensions that we read by default: micromark's `gfm()` has footnotes among them, and a filter of tags. */
const EXTENSIONS = {
  'autolink-literal': 'AutolinkLiteral',
  strikethrough: 'Strikethrough',
  table: 'Table',
  'task-list-item': 'TaskListItem',
}

const fromGfm = createRequire(createRequire(import.meta.url).resolve('micromark-extension-gfm'))
const loaded = await Promise.all(
  Object.entries(EXTENSIONS).map(async ([name, title]) => {
    const module = (await import(fromGfm.resolve(`micromark-extension-gfm-${name}`))) as Record<string, () => unknown>
    return { syntax: module[`gfm${title}`]?.() as Extension, html: module[`gfm${title}Html`]?.() as HtmlExtension }
  }),
)
const OPTIONS: Options = {
  allowDangerousHtml: true,
  allowDangerousProtocol: true,
  extensions: loaded.map(({ syntax }) => syntax),
  htmlExtensions: loaded.map(({ html }) => html),
}

const CMARK_ARGUMENTS = ['--unsafe', ...['table', 'strikethrough', 'autolink', 'tasklist'].flatMap((name) => ['-e', name])]

/** Whether cmark-gfm is installed: it is a package of Debian, `apt-get install cmark-gfm`. */
export const hasCmark: boolean = spawnSync('cmark-gfm', ['--version']).status === 0

/** The HTML that a peer makes. */
export function peerHtml(peer: Peer, text: string): string {
  if (peer === 'micromark') return micromark(text, OPTIONS)
  const { stdout, status } = spawnSync('cmark-gfm', CMARK_ARGUMENTS, { input: text, encoding: 'utf8' })
  if (status !== 0) throw new Error(`cmark-gfm ended with ${status}.`)
  return stdout
}

/** Whether a peer's HTML says something else than ours, whatever it is written like. */
export function differs(peer: Peer, text: string): boolean {
  return normalised(htmlOf(text)) !== normalised(peerHtml(peer, text))
}

/** Without what parsers are free in: blanks between tags, line ends as they were written, boxes before or in their paragraph, escapes of URLs. */
function normalised(html: string): string {
  return html
    .replace(/\r\n?/g, '\n')
    .split(/(<pre>[\s\S]*?<\/pre>)/)
    .map((part) => (part.startsWith('<pre>') ? part : part.replace(/[ \t\n]+/g, ' ').replace(/ ?(<[^<>]*>) ?/g, '$1')))
    .join('')
    .replace(/<input [^>]*>/g, (box) => (box.includes('checked') ? '[x]' : '[ ]'))
    .replace(/(\[[x ]\]) ?(<p>)?/g, '$2$1')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replace(/(href|src)="([^"]*)"/g, (_whole, name: string, address: string) => `${name}="${decoded(address)}"`)
    .replace(/<([a-z]+)([^>]*?)\s*\/>/g, '<$1$2>')
    .replace(/^ | $/g, '')
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The smallest text that is left of `text` when all is taken away that `holds` does not need. */
export function smallest(text: string, holds: (text: string) => boolean): string {
  let current = text
  let before = ''
  while (current !== before) {
    before = current
    for (let size = Math.max(1, current.length >> 1); size >= 1; size >>= 1)
      for (let at = 0; at < current.length;) {
        const shorter = current.slice(0, at) + current.slice(at + size)
        if (!/\p{Cs}/u.test(shorter) && holds(shorter)) current = shorter
        else at += size
      }
  }
  return current
}

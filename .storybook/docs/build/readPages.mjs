// The pages of `.storybook/docs`, as text: what `llms.txt` is made of, and what the tests look at.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { storyNameFromExport, toId } from 'storybook/internal/csf'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const docs = join(root, '.storybook/docs')

/**
 * @typedef {object} Page
 * @property {string} path in the repository
 * @property {string} title as the sidebar has it
 * @property {string} id of Storybook
 * @property {string} source
 */

/** The sidebar's groups, each followed by the order of its pages, as the preview has it: Storybook wants it written there. @returns {(string | string[])[]} */
function readOrder() {
  const [, order = '[]'] = /order: (\[[\s\S]*?\n {8}\])/.exec(readFileSync(join(root, '.storybook/preview.tsx'), 'utf8')) ?? []
  return JSON.parse(order.replaceAll("'", '"').replace(/,(\s*\])/g, '$1'))
}

const ORDER = readOrder()
const GROUPS = ORDER.filter((group) => typeof group === 'string')

/** All pages, in the order of the sidebar. @returns {Page[]} */
export function readPages() {
  const pages = globSync('**/*.mdx', { cwd: docs }).map((file) => {
    const source = readFileSync(join(docs, file), 'utf8')
    const [, title] = /<Meta title="([^"]+)"/.exec(source) ?? []
    if (!title) throw new Error(`${file} has no <Meta title="…" />, so it has no place in the sidebar.`)
    return { path: relative(root, join(docs, file)), title, id: toId(title, 'docs'), source }
  })
  return pages.toSorted((one, other) => rank(one.title) - rank(other.title) || one.title.localeCompare(other.title, 'en'))
}

/** @param {string} title */
function rank(title) {
  const [group = '', ...rest] = title.split('/')
  const at = GROUPS.indexOf(group)
  const within = ORDER[ORDER.indexOf(group) + 1]
  const place = Array.isArray(within) ? within.indexOf(rest.join('/')) : 0
  return (at === -1 ? GROUPS.length : at) * 100 + (place === -1 ? 99 : place)
}

/**
 * A page as markdown alone: without imports and comments, its live parts as links.
 * @param {Page} page
 * @param {{ referenceOf: (name: string) => string, figures: () => string }} parts what its parts show
 */
export function toMarkdown({ path, source }, { referenceOf, figures }) {
  const imports = importsOf(source)
  // Code is left as it is, and its fences without what is meant for the tests.
  return source
    .split(/(^```[\s\S]*?^```$)/m)
    .map((piece, index) => (index % 2 === 1 ? piece.replace(/^```(\w+).*$/m, '```$1') : proseOf(piece)))
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

  /** @param {string} text */
  function proseOf(text) {
    return text
      .replace(/^import .*$\n?/gm, '')
      .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
      .replace(/<ApiReference name="(\w+)" \/>/g, (_all, name) => referenceOf(name))
      .replace(/<PerformanceFigures [^>]*\/>/, figures)
      .replace(/<(?:Canvas|Story) of=\{(\w+)\.(\w+)\}[^>]*\/>/g, (_all, module, name) => linkTo(module, name))
      .replace(/^<\/?[A-Z][^>]*>$\n?/gm, '')
  }

  /** @param {string} module @param {string} name */
  function linkTo(module, name) {
    const file = join(root, dirname(path), `${imports.get(module)}.tsx`)
    const [, title = ''] = /title: '([^']+)'/.exec(readFileSync(file, 'utf8')) ?? []
    return `Live: [${title}, ${storyNameFromExport(name)}](?path=/story/${toId(title, storyNameFromExport(name))})`
  }
}

/** What a page imports as a whole, by its name there. @param {string} source */
function importsOf(source) {
  return new Map([...source.matchAll(/^import \* as (\w+) from '([^']+)'/gm)].map(([, name = '', from = '']) => [name, from]))
}

/** The guides of packages, each with the name of its package. @returns {{ path: string, name: string, title: string, source: string }[]} */
export function readGuides() {
  const files = globSync('packages/*/docs/*.md', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  return files.toSorted().map((path) => {
    const source = readFileSync(join(root, path), 'utf8')
    const [, title = path] = /^# (.+)$/m.exec(source) ?? []
    return { path, name: path.split('/')[1] ?? '', title, source: source.replace(/^```(\w+).*$/gm, '```$1').trim() }
  })
}

/** The first sentence of a page, without its links. @param {string} markdown */
export function firstSentence(markdown) {
  const blocks = markdown
    .replace(/^```[\s\S]*?^```$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split(/\n\n/)
  const [paragraph = ''] = blocks.map((block) => block.trim()).filter((block) => /^[A-Z`]/.test(block) && !block.startsWith('Live:'))
  const sentence = /^[\s\S]*?[.:](?=\s|$)/.exec(paragraph)?.[0] ?? paragraph
  return sentence.replaceAll('\n', ' ').replace(/:$/, '.')
}

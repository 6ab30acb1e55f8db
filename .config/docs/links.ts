import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { proseOf, read, root } from './readDocuments.ts'

const built = `${root}/storybook-static`

interface Entry {
  type: string
  importPath: string
}

/** What the built Storybook has, by id. */
export function readIndex(): Record<string, Entry> {
  if (!existsSync(`${built}/index.json`))
    throw new Error('Storybook is not built, so its links cannot be followed: run npm run build first.')
  return (JSON.parse(readFileSync(`${built}/index.json`, 'utf8')) as { entries: Record<string, Entry> }).entries
}

/** Of a link that names where it leads by a reference that nothing defines. */
const UNDEFINED = 'undefined:'

/** Where text leads: by links and pictures, by references (`[words][name]`, `[name]: where`), by addresses in angle brackets, by `href` and `src` of elements. */
export function linksIn(prose: string): string[] {
  // What stands in code is shown and leads nowhere.
  const text = prose.replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '``')
  const defined = new Map(
    [...text.matchAll(/^ {0,3}\[(?!\^)([^\]\n]+)\]:\s*<?([^\s>]+)>?/gm)].map(([, name = '', where = '']) => [name.toLowerCase(), where]),
  )
  const references = [...text.matchAll(/\[([^\]\n]+)\]\[([^\]\n]*)\]/g)].map(([, words = '', name = '']) => name || words)
  return [
    ...[...text.matchAll(/\]\(\s*<?((?:[^()\s<>]|\([^()\s]*\))+)>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g)].map(([, where = '']) => where),
    ...references.map((name) => defined.get(name.toLowerCase()) ?? `${UNDEFINED}${name}`),
    ...defined.values(),
    ...[...text.matchAll(/<(https?:[^\s>]+)>/g)].map(([, where = '']) => where),
    ...[...text.matchAll(/\s(?:href|src)=\{?(["'])([^"']+)\1/g)].map(([, , where = '']) => where),
  ]
}

/** The links of a document that lead nowhere; those to other sites are not followed. */
export function deadLinks(document: string, index: Record<string, Entry>): string[] {
  const links = linksIn(proseOf(document)).filter((link) => !/^(?:https?|mailto):/.test(link))
  return [...new Set(links)].filter((link) => !leadsSomewhere(link, document, index)).map((link) => `${document}: ${link}`)
}

/** The links of a document to other sites, without their anchors and without those that stand for a reader's own, such as `https://gateway.example/v1`. */
export function outerLinks(document: string): string[] {
  const links = linksIn(proseOf(document)).filter((link) => /^https?:/.test(link))
  const pages = links
    .map((link) => new URL(link))
    .filter(({ hostname }) => !/(?:^|\.)(?:example|example\.\w+|localhost|127\.0\.0\.1)$/.test(hostname))
  return [...new Set(pages.map(({ href, hash }) => href.slice(0, href.length - hash.length)))]
}

/** The documents that a document leads to. */
export function linkedDocuments(document: string, index: Record<string, Entry>): string[] {
  return linksIn(proseOf(document)).flatMap((link) => {
    if (/^(?:\w+:|#)/.test(link)) return []
    const page = index[/^\?path=\/docs\/([\w-]+)/.exec(link)?.[1] ?? '']
    const file = page ? posix.normalize(page.importPath) : fileOf(link, document)
    return /\.mdx?$/.test(file) && existsSync(`${root}/${file}`) ? [file] : []
  })
}

const fileOf = (link: string, document: string) => posix.join(posix.dirname(document), decodeURI(link.split('#')[0] ?? ''))

function leadsSomewhere(link: string, document: string, index: Record<string, Entry>): boolean {
  if (link.startsWith(UNDEFINED)) return false
  if (link.startsWith('?')) return isInStorybook(link, index)
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? document : fileOf(link, document)
  if (!existsSync(`${root}/${file}`)) return false
  return anchor === undefined || !/\.mdx?$/.test(file) || anchorsOf(file).includes(anchor)
}

function isInStorybook(link: string, index: Record<string, Entry>): boolean {
  const [, kind, id = '', anchor] = /^\?path=\/(docs|story)\/([\w-]+)(?:&[^#]*)?(?:#(.*))?$/.exec(link) ?? []
  const entry = index[id]
  if (entry?.type !== kind) return false
  if (anchor === undefined) return true
  const page = posix.normalize(entry.importPath)
  const [, name] = /<ApiReference name="(\w+)"/.exec(read(page)) ?? []
  return name ? exportsOf(name).includes(anchor) : anchorsOf(page).includes(anchor)
}

/** The places of a package's reference in the built Storybook. */
function exportsOf(name: string): string[] {
  const data = gunzipSync(readFileSync(`${built}/api/${name}.bin`)).toString()
  const [main] = JSON.parse(data) as { items: { name: string }[] }[]
  return main?.items.map((item) => `${name}-${item.name}`) ?? []
}

const anchorsOf = (document: string): string[] => anchorsIn(proseOf(document))

/** The places that headings make, as GitHub and Storybook name them. */
export function anchorsIn(prose: string): string[] {
  return [...prose.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}

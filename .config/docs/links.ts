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

/** The links of a document that lead nowhere; those to other sites are not followed. */
export function deadLinks(document: string, index: Record<string, Entry>): string[] {
  // What stands in code is shown and leads nowhere.
  const prose = proseOf(document).replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, '')
  const links = [...prose.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter((link) => !leadsSomewhere(link, document, index)).map((link) => `${document}: ${link}`)
}

function leadsSomewhere(link: string, document: string, index: Record<string, Entry>): boolean {
  if (link.startsWith('?')) return isInStorybook(link, index)
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? document : posix.join(posix.dirname(document), decodeURI(path))
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

/** As GitHub and Storybook name headings. */
function anchorsOf(document: string): string[] {
  return [...proseOf(document).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}

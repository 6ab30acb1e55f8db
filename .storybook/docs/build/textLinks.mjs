// Links of pages and guides that are served as text: they lead to other texts, to copies of files, and to stories.
import { existsSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * @typedef {object} Text
 * @property {string} path of the document in the repository
 * @property {string} [id] of its page in Storybook
 * @property {string} file where its text is served
 */

/**
 * Markdown with other links; what stands in code stays. Where there is nothing to lead to, the words are left.
 * @param {string} markdown
 * @param {(link: string) => string | undefined} toLink
 */
function withLinks(markdown, toLink) {
  return markdown
    .split(/(^```[\s\S]*?^```$)/m)
    .map((piece, index) => (index % 2 === 1 ? piece : proseWithLinks(piece, toLink)))
    .join('')
}

/** @param {string} prose @param {(link: string) => string | undefined} toLink */
function proseWithLinks(prose, toLink) {
  return prose.replace(
    /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|(!?)\[((?:`[^`\n]*`|[^\]`])*)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)/g,
    (whole, code, sign, words, link) => {
      if (code) return whole
      const target = sign ? undefined : toLink(link)
      return target === undefined ? words : `[${words}](${target})`
    },
  )
}

/**
 * Where a link of a document leads, from the root of the built Storybook: `text/recipes-theming.md#looks`, `source/packages/relay/README.md.txt`,
 * `?path=/story/chat--streaming`. A link to another site, or within the text, stays; a folder has no place.
 * @param {string} link
 * @param {string} path of the document in the repository
 * @param {readonly Text[]} texts
 * @returns {{ served: string, isOurs: boolean, file?: string } | undefined} `file` of the repository is to be served as a copy
 */
function placeOf(link, path, texts) {
  if (/^(?:[a-z]+:|#)/i.test(link)) return { served: link, isOurs: false }
  const [, before = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(link) ?? []
  const [, id] = /^\?path=\/docs\/([\w-]+)/.exec(before) ?? []
  if (!id && before.startsWith('?')) return { served: link, isOurs: true }
  const file = posix.join(posix.dirname(path), decodeURI(before))
  const text = texts.find((each) => (id ? each.id === id : each.path === file))
  if (text) return { served: `${text.file}${headingOf(anchor, text)}`, isOurs: true }
  if (id || !existsSync(join(root, file)) || !statSync(join(root, file)).isFile()) return undefined
  return { served: `source/${encodeURI(file)}.txt${anchor}`, isOurs: true, file }
}

/** An export has its place in the page by its package, `#core-createChatClient`; in the text it is a heading. @param {string} anchor @param {Text} text */
const headingOf = (anchor, { id = '' }) => (id.startsWith('reference-') ? anchor.replace(/^#.*-/, '#').toLowerCase() : anchor)

/**
 * The text of a document with its links as they lead on from where it is served.
 * @param {string} markdown
 * @param {string} path of the document in the repository
 * @param {string} from its file there, `text/start.md`
 * @param {readonly Text[]} texts
 * @param {ReadonlySet<string>} [copied] files that are served as copies, if not all that it leads to
 */
export function leadOn(markdown, path, from, texts, copied) {
  const folder = posix.dirname(from)
  return withLinks(markdown, (link) => {
    const place = placeOf(link, path, texts)
    if (!place?.isOurs) return place?.served
    if (place.file && copied?.has(place.file) === false) return undefined
    if (place.served.startsWith('?')) return `${posix.relative(folder, '.') || '.'}/${place.served}`
    const [file = '', ...anchor] = place.served.split('#')
    return [posix.relative(folder, file), ...anchor].join('#')
  })
}

/**
 * The files of the repository that a document leads to and that are served as copies.
 * @param {string} markdown
 * @param {string} path of the document in the repository
 * @param {readonly Text[]} texts
 * @returns {string[]}
 */
export function linkedFiles(markdown, path, texts) {
  /** @type {string[]} */
  const files = []
  withLinks(markdown, (link) => {
    const { file } = placeOf(link, path, texts) ?? {}
    if (file) files.push(file)
    return link
  })
  return files
}

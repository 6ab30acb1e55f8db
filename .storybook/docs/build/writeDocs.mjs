// What Storybook serves beside itself: the reference of the API as data, the sources that it links to, and all pages as text, listed in `llms.txt`.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { apiMarkdown } from './apiMarkdown.mjs'
import { readApi } from './apiModel.mjs'
import { firstSentence, readPages, toMarkdown } from './readPages.mjs'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const SUMMARY =
  'React hooks and components for streaming chat, straight over the wire format of OpenAI-compatible gateways: server-sent events of `chat.completion.chunk`. Every answer ends as what it was: complete, stopped, truncated, stalled or failed.'

/** Writes them and gives the folder. Without built packages the reference is left out. */
export function writeDocs() {
  const folder = join(root, 'node_modules/.cache/rivulet/docs')
  rmSync(folder, { recursive: true, force: true })
  const api = readApi()
  for (const [name, entries] of Object.entries(api ?? {})) {
    const sources = new Set(entries.flatMap(({ items }) => items.flatMap(({ source }) => source ?? [])))
    pack(join(folder, 'api', `${name}.bin`), entries)
    pack(
      join(folder, 'source', `${name}.bin`),
      Object.fromEntries([...sources].map((path) => [path, readFileSync(join(root, path), 'utf8')])),
    )
  }
  for (const path of linkedFiles()) copy(path, join(folder, 'source', `${path}.txt`))
  writeText(folder, api)
  return folder
}

/** @param {string} folder @param {ReturnType<typeof readApi>} api */
function writeText(folder, api) {
  const referenceOf = (/** @type {string} */ name) =>
    api?.[name]
      ? apiMarkdown(api[name], name)
      : `# @rivulet/${name}\n\nThe packages were not built when this was written: npm run build makes the reference.`
  const pages = readPages().map((page) => ({
    ...page,
    text: toMarkdown(page, referenceOf),
    file: `text/${page.id.replace(/--docs$/, '')}.md`,
  }))
  for (const { file, text } of pages) write(join(folder, file), `${text}\n`)
  const groups = Object.groupBy(pages, ({ title }) => title.split('/')[0] ?? '')
  const sections = Object.entries(groups).map(([group, listed = []]) => {
    const lines = listed.map(({ title, file, text }) => `- [${title.split('/').at(-1)}](${file}): ${firstSentence(text)}`)
    return `## ${group}\n\n${lines.join('\n')}`
  })
  write(join(folder, 'llms.txt'), `# Rivulet\n\n> ${SUMMARY}\n\n${sections.join('\n\n')}\n`)
  const [reference, others] = [true, false].map((is) => pages.filter(({ title }) => title.startsWith('Reference/') === is))
  const links = reference?.map(({ title, file }) => `- [${title}](${file})`).join('\n')
  const whole = [
    `# Rivulet\n\n> ${SUMMARY}`,
    ...(others ?? []).map(({ text }) => text),
    `# Reference\n\nEvery export, by package:\n\n${links}`,
  ]
  write(join(folder, 'llms-full.txt'), `${whole.join('\n\n---\n\n')}\n`)
}

/** Files of the repository that pages lead to. @returns {Set<string>} */
function linkedFiles() {
  const files = readPages().flatMap(({ path, source }) =>
    [...source.matchAll(/\]\((\.\.?\/[^)#]+)/g)].map(([, target = '']) => join(dirname(path), decodeURI(target))),
  )
  return new Set(files)
}

/** Data in a tenth of its size, as browsers can read it. @param {string} file @param {unknown} data */
function pack(file, data) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, gzipSync(JSON.stringify(data), { level: 9 }))
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

/** @param {string} path in the repository @param {string} to */
function copy(path, to) {
  const from = join(root, path)
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${writeDocs()}\n`)

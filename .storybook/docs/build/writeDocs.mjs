// What Storybook serves beside itself: the reference of the API as data, the sources that it links to, and all pages as text, listed in `llms.txt`.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { apiMarkdown } from './apiMarkdown.mjs'
import { readApi } from './apiModel.mjs'
import { figuresMarkdown } from './figuresMarkdown.mjs'
import { firstSentence, readGuides, readPages, toMarkdown } from './readPages.mjs'
import { leadOn, linkedFiles } from './textLinks.mjs'

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
  const texts = readTexts(api)
  writeCopies(folder, texts)
  writeText(folder, texts)
  return folder
}

/**
 * All that is served as text, with links as the documents have them: the pages, and the guides of packages.
 * @param {ReturnType<typeof readApi>} api
 * @returns {(import('./textLinks.mjs').Text & { group: string, title: string, markdown: string, brief?: string })[]} `brief` stands in its place where all stand in one
 */
function readTexts(api) {
  const referenceOf = (/** @type {string} */ name) =>
    api?.[name]
      ? apiMarkdown(api[name], name)
      : `# @rivulet/${name}\n\nThe packages were not built when this was written: npm run build makes the reference.`
  const kept = JSON.parse(readFileSync(join(root, 'packages/bench/figures/full.json'), 'utf8'))
  const figures = () => figuresMarkdown(kept, 'all')
  const budgets = () =>
    `${figuresMarkdown(kept, 'budgets')}\n\nAll figures stand in [the text of this page](?path=/docs/performance--docs).`
  const pages = readPages().map((page) => {
    const [group = '', ...below] = page.title.split('/')
    return {
      path: page.path,
      id: page.id,
      file: `text/${page.id.replace(/--docs$/, '')}.md`,
      group,
      title: below.at(-1) ?? group,
      markdown: toMarkdown(page, { referenceOf, figures }),
      brief: toMarkdown(page, { referenceOf, figures: budgets }),
    }
  })
  const guides = readGuides().map(({ path, name, title, source }) => ({
    path,
    file: `text/${name}-${basename(path)}`,
    group: 'Optional',
    title: `@rivulet/${name}: ${title}`,
    markdown: source,
  }))
  return [...pages, ...guides]
}

/** @param {string} folder @param {ReturnType<typeof readTexts>} texts */
function writeText(folder, texts) {
  for (const { file, path, markdown } of texts) write(join(folder, file), `${leadOn(markdown, path, file, texts)}\n`)
  const groups = Object.groupBy(texts, ({ group }) => group)
  const sections = Object.entries(groups).map(([group, listed = []]) => {
    const lines = listed.map(({ title, file, markdown }) => `- [${title}](${file}): ${firstSentence(markdown)}`)
    return `## ${group}\n\n${lines.join('\n')}`
  })
  write(join(folder, 'llms.txt'), `# Rivulet\n\n> ${SUMMARY}\n\n${sections.join('\n\n')}\n`)
  const { Reference: reference = [], Optional: guides = [], ...others } = groups
  const whole = [
    `# Rivulet\n\n> ${SUMMARY}`,
    ...Object.values(others).flatMap((listed = []) =>
      listed.map(({ path, markdown, brief = markdown }) => leadOn(brief, path, 'llms-full.txt', texts)),
    ),
    `# Reference\n\nEvery export, by package:\n\n${listOf(reference)}`,
    `# Guides\n\nOf single packages:\n\n${listOf(guides)}`,
  ]
  write(join(folder, 'llms-full.txt'), `${whole.join('\n\n---\n\n')}\n`)
}

/** @param {ReturnType<typeof readTexts>} texts */
const listOf = (texts) => texts.map(({ title, file }) => `- [${title}](${file})`).join('\n')

/** The files that pages and texts lead to and that are no texts. @param {string} folder @param {ReturnType<typeof readTexts>} texts */
function writeCopies(folder, texts) {
  const pages = readPages().flatMap(({ path, source }) =>
    [...source.matchAll(/\]\((\.\.?\/[^)#]+)/g)].map(([, target = '']) => join(dirname(path), decodeURI(target))),
  )
  const copied = new Set([...pages, ...texts.flatMap(({ path, markdown }) => linkedFiles(markdown, path, texts))])
  for (const path of copied) {
    const from = join(root, path)
    if (!existsSync(from)) continue
    const source = readFileSync(from, 'utf8')
    const file = `source/${path}.txt`
    write(join(folder, file), path.endsWith('.md') ? leadOn(source, path, file, texts, copied) : source)
  }
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

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${writeDocs()}\n`)

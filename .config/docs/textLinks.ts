import { existsSync, readFileSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { anchorsIn, linksIn, type readIndex } from './links.ts'
import { proseIn, root } from './readDocuments.ts'

const built = `${root}/storybook-static`

/**
 * The links of a text that is served beside Storybook which lead nowhere; those to other sites are not followed.
 * @param file where it is served
 */
export function deadTextLinks(file: string, text: string, index: ReturnType<typeof readIndex>): string[] {
  const links = new Set(linksIn(proseIn(text)).filter((link) => !/^(?:https?|mailto):/.test(link)))
  return [...links].filter((link) => !leadsSomewhere(link, file, index)).map((link) => `${file}: ${link}`)
}

function leadsSomewhere(link: string, file: string, index: ReturnType<typeof readIndex>): boolean {
  const [, folder = '', story = ''] = /^([./]+)\?path=\/story\/([\w-]+)/.exec(link) ?? []
  if (story !== '') return index[story]?.type === 'story' && posix.join(posix.dirname(file), folder) === './'
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? file : posix.join(posix.dirname(file), decodeURI(path))
  if (!existsSync(`${built}/${target}`) || !statSync(`${built}/${target}`).isFile()) return false
  return (
    anchor === undefined || !/\.md|llms/.test(target) || anchorsIn(proseIn(readFileSync(`${built}/${target}`, 'utf8'))).includes(anchor)
  )
}

// Links of a page to files of the repository lead to their copies, which are served beside Storybook.
import { posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A plugin of remark. */
export function linkSources() {
  return (/** @type {any} */ tree, /** @type {{ path?: string }} */ { path = '' }) => {
    const folder = posix.dirname(relative(root, path).split(sep).join('/'))
    visit(tree, (link) => {
      if (!/^\.\.?\//.test(link.url)) return
      const [file = ''] = link.url.split('#')
      link.url = `./source/${posix.join(folder, file)}.txt`
      link.data = { hProperties: { target: '_blank', rel: 'noreferrer' } }
    })
  }
}

/** @param {any} node @param {(link: any) => void} onLink */
function visit(node, onLink) {
  if (node.type === 'link') onLink(node)
  for (const child of node.children ?? []) visit(child, onLink)
}

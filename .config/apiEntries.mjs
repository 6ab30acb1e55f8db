// The entry points of the published packages, and how api-extractor is to read them: for the reports of the API, and for its reference in Storybook.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** @typedef {{ name: string, path: string, manifest: string, declarations: string }} Entry `path` as a package names it: `.`, `./node` */

/** The entry points that are published with types; stylesheets and files of data have none. @param {string} root @returns {Entry[]} */
export function findEntries(root) {
  const manifests = globSync('packages/*/package.json', { cwd: root }).toSorted()
  return manifests.flatMap((file) => {
    const manifest = join(root, file)
    const { name, private: isPrivate, publishConfig } = JSON.parse(readFileSync(manifest, 'utf8'))
    const typed = Object.entries(isPrivate ? {} : publishConfig.exports).filter(([, { types }]) => types !== undefined)
    return typed.map(([path, { types }]) => ({
      name: `${name}${path.slice(1)}`,
      path,
      manifest,
      declarations: resolve(dirname(manifest), types),
    }))
  })
}

// As an application reads them: without the project's own export condition. The declarations come from the compiler, which has checked them;
// to do so again, with those of the platform, would take most of the time.
export const compilerOptions = {
  target: 'es2023',
  lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable', 'esnext.disposable'],
  module: 'nodenext',
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  types: ['node'],
}

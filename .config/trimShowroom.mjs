// Makes the built Storybook smaller: its own scripts come with their white space, and KaTeX's fonts in formats that no browser of today asks for.
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../storybook-static', import.meta.url))
// Storybook brings the one that it was built with.
const require = createRequire(createRequire(import.meta.url).resolve('storybook/package.json'))
/** @type {import('esbuild')} */
const { transform } = require('esbuild')

for (const file of globSync('assets/KaTeX_*.{ttf,woff}', { cwd: folder })) rmSync(join(folder, file))
for (const file of globSync('{sb-manager,sb-addons}/**/*.js', { cwd: folder })) {
  const path = join(folder, file)
  const { code } = await transform(readFileSync(path, 'utf8'), { minify: true, target: 'es2023', legalComments: 'none' })
  writeFileSync(path, code)
}

const sizes = globSync('**', { cwd: folder, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => statSync(join(entry.parentPath, entry.name)).size)
const total = sizes.reduce((sum, size) => sum + size, 0)
process.stdout.write(`storybook-static: ${sizes.length} files, ${(total / 1e6).toFixed(1)} MB\n`)

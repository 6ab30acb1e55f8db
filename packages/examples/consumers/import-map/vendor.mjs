// What a page without a bundler needs once: the packages that Rivulet imports, each as one file that browsers can load, and the import map that names them.
// React is published as CommonJS alone, and the others ask for further packages by name. Rivulet's own files are served as they are published.
import { build } from 'esbuild'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const PAGE = ['react', 'react-dom/client']
const IMPORT = /(?:from|import)\s*\(?\s*["']([^."'][^"']*)["']/g

const own = globSync('node_modules/@rivulet/*/package.json').map((file) => ({
  folder: dirname(file),
  ...JSON.parse(readFileSync(file, 'utf8')),
}))
const scripts = own.flatMap(({ folder }) => globSync(`${folder}/dist/**/*.js`))
const named = new Set(PAGE)
for (const script of scripts) for (const [, name] of readFileSync(script, 'utf8').matchAll(IMPORT)) named.add(name)

/** @type {Record<string, string>} */
const imports = {}
for (const { folder, name, exports } of own) {
  for (const [path, target] of Object.entries(exports)) {
    if (typeof target === 'object') imports[join(name, path).replaceAll(sep, '/')] = `/${join(folder, target.default).replaceAll(sep, '/')}`
  }
}

/** @type {Record<string, string>} */
const vendor = {}
for (const name of named) {
  if (name in imports || name.startsWith('@rivulet/') || !isInstalled(name)) continue
  vendor[name.replaceAll('/', '+')] = name
  imports[name] = `/vendor/${name.replaceAll('/', '+')}.js`
}

await build({
  entryPoints: Object.fromEntries(Object.keys(vendor).map((file) => [file, `vendor:${file}`])),
  outdir: 'vendor',
  bundle: true,
  splitting: true,
  format: 'esm',
  minify: true,
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [{ name: 'vendor', setup: nameExports }],
})
writeFileSync('index.html', readFileSync('index.html', 'utf8').replace('IMPORT_MAP', JSON.stringify({ imports }, null, 2)))

/** Libraries that are loaded only where the page installs them, such as KaTeX. */
function isInstalled(name) {
  try {
    return Boolean(fileURLToPath(import.meta.resolve(name)))
  } catch {
    return false
  }
}

/** `import { useState } from 'react'` needs an export of that name, which a file made of CommonJS has only where it is spelt out. */
function nameExports({ onResolve, onLoad }) {
  onResolve({ filter: /^vendor:/ }, ({ path }) => ({ path: vendor[path.slice('vendor:'.length)], namespace: 'vendor' }))
  onLoad({ filter: /.*/, namespace: 'vendor' }, async ({ path }) => {
    const names = Object.keys(await import(path)).filter((name) => name !== 'module.exports')
    return { contents: `export { ${names.join(', ')} } from '${path}'`, resolveDir: process.cwd() }
  })
}

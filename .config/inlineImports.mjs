// Writes a stylesheet with the files it imports in their places: `node inlineImports.mjs src/styles.css dist/styles.css`. A published package
// has one file that needs no bundler.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const IMPORT = /^@import '(\.[^']+)';$/gm

/** @param {string} file @returns {string} */
function inlined(file) {
  return readFileSync(file, 'utf8').replace(IMPORT, (_, path) => inlined(resolve(dirname(file), path)).trimEnd())
}

const [source, target] = process.argv.slice(2)
if (!source || !target)
  throw new Error('Say which stylesheet to read and which file to write: inlineImports.mjs src/styles.css dist/styles.css')
writeFileSync(target, inlined(source))

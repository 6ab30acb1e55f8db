// With this imported a relay process runs with one rule of the engine broken: `RIVULET_MUTANT` is JSON, `[[file, text, replacement], …]`. Sources are changed as they
// are loaded, so no file is.
import { registerHooks } from 'node:module'

/** @type {[file: string, text: string, replacement: string][]} */
const changes = JSON.parse(process.env.RIVULET_MUTANT ?? '[]')

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const own = changes.filter(([file]) => url.endsWith(`/relay/src/${file}`))
    if (own.length === 0) return loaded
    let source = new TextDecoder().decode(loaded.source)
    for (const [file, text, replacement] of own) {
      if (!source.includes(text)) throw new Error(`${file} no longer holds what the mutant changes: ${text}`)
      source = source.replace(text, () => replacement)
    }
    return { ...loaded, source }
  },
})

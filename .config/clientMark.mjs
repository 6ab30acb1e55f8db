// Loads modules as a server that draws React's server components does: of one marked "use client", ours or another's, it takes the names of the
// exports and runs nothing. Given to Node with --import, together with --conditions=react-server.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  load(url, context, next) {
    const source = /^file:.*\.m?js$/.test(url) ? readFileSync(fileURLToPath(url), 'utf8') : ''
    if (!/^(?:\/\*[^]*?\*\/|\/\/.*|["']use strict["']|[\s;])*["']use client["']/.test(source)) return next(url, context)
    const [, exported = ''] = /^export \{([^}]*)\};?$/m.exec(source) ?? []
    const names = exported.split(',').flatMap((name) => /([\w$]+)\s*$/.exec(name)?.[1] ?? [])
    const declared = [...source.matchAll(/^export (?:function|const|class) ([\w$]+)/gm)].map(([, name]) => name)
    const stubs = [...names, ...declared].map((name) =>
      name === 'default' ? 'export default undefined\n' : `export const ${name} = undefined\n`,
    )
    return { format: 'module', shortCircuit: true, source: stubs.join('') }
  },
})

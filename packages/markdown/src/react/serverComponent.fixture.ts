// Run by Node with the condition `react-server`, as a bundler for server components does: what begins with 'use client' is a reference there.
import { registerHooks } from 'node:module'

const REFERENCE = Symbol.for('react.client.reference')

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source ?? undefined)
    if (!/^["']use client["']/.test(source)) return loaded
    const names = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => (list ?? '').split(',').map((name) => name.trim()))
    const references = names
      .filter(Boolean)
      .map((name) => `export const ${name} = { $$typeof: Symbol.for('react.client.reference'), name: '${name}' }`)
    return { format: 'module', source: references.join('\n'), shortCircuit: true }
  },
})

interface Element {
  readonly type: unknown
  readonly props: Readonly<Record<string, unknown>>
}

/** Calls every component that a server calls, and holds what it hands to the browser against what can be sent there. */
function render(node: unknown): string {
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (typeof node === 'string' || typeof node === 'number') return String(node)
  if (Array.isArray(node)) return node.map(render).join('')
  const { type, props } = node as Element
  if (typeof type === 'string') return `<${type}>${render(props['children'])}</${type}>`
  if (typeof type === 'function') return render((type as (given: unknown) => unknown)(props))
  const special = type as { $$typeof?: symbol; type?: unknown; name?: string }
  if (special.$$typeof === REFERENCE) {
    const { children, ...sent } = props
    for (const [name, value] of Object.entries(sent))
      if (JSON.stringify(value) === undefined || /\[object|function/.test(String(value))) structuredClone({ [name]: value })
    return `<${special.name}>${render(children)}</${special.name}>`
  }
  return render({ type: special.type, props })
}

const { createElement } = await import('react')
const { StaticMarkdown } = (await import('@rivulet/markdown/react')) as unknown as { StaticMarkdown: never }
const text =
  '# Title\n\na **b** [c](https://a.example)[^1]\n\n- [x] d\n\n```ts\nlet e\n```\n\n| f |\n|-|\n| g |\n\n![h](https://i.example/j.png)\n\n[^1]: k'
process.stdout.write(render(createElement(StaticMarkdown, { text, footnotes: true })))

import { useState, type ReactNode } from 'react'
import { unpack } from './unpack.js'

const packages = new Map<string, Promise<Record<string, string>>>()

/** A file of the repository, which is read when somebody opens it. */
export function ApiSource({ path }: { path: string }): ReactNode {
  const [text, setText] = useState<string>()
  const open = () => {
    const name = path.split('/')[1] ?? ''
    const sources = packages.get(name) ?? unpack<Record<string, string>>(`./source/${name}.bin`)
    packages.set(name, sources)
    sources.then(
      (files) => setText(files[path]),
      () => setText('It could not be read.'),
    )
  }
  return (
    <details className="docs-api-source" onToggle={open}>
      <summary>{path}</summary>
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  )
}

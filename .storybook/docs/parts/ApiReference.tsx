import { StaticMarkdown } from '@rivulet/markdown/react'
import { useEffect, useState, type ReactNode } from 'react'
import { ApiSource } from './ApiSource.js'
import { unpack } from './unpack.js'

interface ApiWords {
  summary: string
  params: { name: string; words: string }[]
  returns?: string
  throws: string[]
  defaultValue?: string
  see: string[]
}

interface ApiItem extends ApiWords {
  name: string
  kind: string
  signature: string
  source?: string
  in?: string
  members: ApiItem[]
}

interface ApiEntry {
  name: string
  items: ApiItem[]
}

/** Every export of a package, by entry, with the words of its docstring. They are written when Storybook starts or is built, from the built declarations. */
export function ApiReference({ name }: { name: string }): ReactNode {
  const [entries, setEntries] = useState<ApiEntry[] | 'absent'>()
  useEffect(() => {
    const wanted = new AbortController()
    read(name, wanted.signal).then(setEntries, () => !wanted.signal.aborted && setEntries('absent'))
    return () => wanted.abort()
  }, [name])
  useEffect(() => {
    // The browser looked for the place in the address before it was there.
    if (Array.isArray(entries) && location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  }, [entries])

  return (
    <>
      <h1>@rivulet/{name}</h1>
      {entries === 'absent' ? (
        <p>
          The packages are not built, so their API cannot be read. Run <code>npm run build</code>, and start Storybook again.
        </p>
      ) : (
        <div className="docs-api sb-unstyled" aria-busy={entries === undefined}>
          {entries ? <Contents entries={entries} name={name} /> : <p>Reading…</p>}
          {entries?.map((entry) => (
            <Entry key={entry.name} entry={entry} name={name} />
          ))}
        </div>
      )}
    </>
  )
}

const read = (name: string, signal: AbortSignal) => unpack<ApiEntry[]>(`./api/${name}.bin`, signal)

function Contents({ entries, name }: { entries: ApiEntry[]; name: string }) {
  return (
    <nav aria-label="Exports">
      {entries.map((entry) => (
        <section key={entry.name}>
          <p>
            <code>{entry.name}</code>
          </p>
          <ul>
            {entry.items
              .filter((item) => !item.in)
              .map((item) => (
                <li key={`${item.kind} ${item.name}`}>
                  <a href={`#${idOf(name, entry, item)}`} target="_self">
                    {item.name}
                  </a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** `core-createChatClient`; of an entry beside the main one, `markdown-react-Markdown`. */
function idOf(name: string, entry: ApiEntry, item: ApiItem): string {
  const below = entry.name.split('/').slice(2).join('-')
  return [name, below, item.name].filter(Boolean).join('-')
}

function Entry({ entry, name }: { entry: ApiEntry; name: string }) {
  const own = entry.items.filter((item) => !item.in)
  const others = entry.items.filter((item) => item.in)
  return (
    <section>
      <h2>
        <code>{entry.name}</code>
      </h2>
      {own.map((item) => (
        <Item key={`${item.kind} ${item.name}`} id={idOf(name, entry, item)} item={item} />
      ))}
      {others.length > 0 ? (
        <p className="docs-api-others">
          Also exported by <code>{others[0]?.in}</code>: {others.map((item) => item.name).join(', ')}.
        </p>
      ) : null}
    </section>
  )
}

function Item({ item, id }: { item: ApiItem; id: string }) {
  return (
    <article id={id}>
      <h3>
        <a href={`#${id}`} target="_self">
          {item.name}
        </a>
        <small>{item.kind}</small>
      </h3>
      <pre>
        <code>{item.signature}</code>
      </pre>
      <Words words={item} />
      {item.members.length > 0 ? (
        <dl>
          {item.members.map((member, index) => (
            // Overloads have one name.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={`${member.name} ${index}`}>
              <dt>
                <code>{member.signature}</code>
              </dt>
              <dd>
                <Words words={member} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {item.source ? <ApiSource path={item.source} /> : null}
    </article>
  )
}

function Words({ words: { summary, params, returns, throws, defaultValue, see } }: { words: ApiWords }) {
  const lines = [
    ...params.map(({ name, words }) => `\`${name}\`: ${words}`),
    ...(returns ? [`Returns ${returns}`] : []),
    ...(defaultValue ? [`Default: ${defaultValue}`] : []),
    ...throws.map((text) => `Throws ${text}`),
    ...see.map((text) => `See ${text}`),
  ]
  const text = [summary, lines.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n')].filter(Boolean).join('\n\n')
  return text ? <StaticMarkdown text={text} /> : null
}

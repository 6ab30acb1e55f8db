import { pathToFileURL } from 'node:url'
import { PEERS } from './peers.ts'
import type { Peer } from './Reader.ts'

/** Who is measured side by side, by the URL of the file that exports the `peer`. */
export type Peers = Readonly<Record<string, Peer>>

/** The floors and ourselves: the others do not change with what is written here. */
const QUICK: readonly string[] = ['limit', 'eventsourceParser', 'rivulet']
const OURS = 'rivulet'

interface Wanted {
  readonly isQuick: boolean
  /** The file of a peer that is measured in place of ours. */
  readonly ours?: string | undefined
  /** Readers that are left out, by their names. */
  readonly without?: readonly string[]
}

export async function peersFor({ isQuick, ours, without = [] }: Wanted): Promise<Peers> {
  const names = Object.keys(PEERS).filter((name) => !isQuick || QUICK.includes(name))
  const entries = names.map(async (name) => {
    const url = name === OURS && ours !== undefined ? pathToFileURL(ours) : new URL(`${name}.ts`, import.meta.url)
    const { peer } = (await import(url.href)) as { peer: Peer }
    return [url.href, lessen(peer, without)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

function lessen({ chunks, messages, partials }: Peer, without: readonly string[]): Peer {
  const isWanted = ({ name }: { readonly name: string }) => !without.includes(name)
  return { chunks: chunks.filter(isWanted), messages: messages.filter(isWanted), partials: partials.filter(isWanted) }
}

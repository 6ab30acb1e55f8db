import type { Connection } from './Connection.js'

/** Runs a script by its digest; sends it whole where the server does not know it, after a restart, a failover or SCRIPT FLUSH. */
export type RunScript = (lua: string, keys: readonly [string, ...string[]], args: readonly (string | number)[]) => Promise<unknown>

export function createScripts(connection: Connection): RunScript {
  const digests = new Map<string, Promise<string>>()

  function digestOf(lua: string): Promise<string> {
    const digest = digests.get(lua) ?? sha1(lua)
    digests.set(lua, digest)
    return digest
  }

  return async (lua, keys, args) => {
    const digest = await digestOf(lua)
    const rest = [String(keys.length), ...keys, ...args.map(String)]
    return connection.call((link) =>
      link.send(keys[0], ['EVALSHA', digest, ...rest]).catch((error: unknown) => {
        if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
        return link.send(keys[0], ['EVAL', lua, ...rest])
      }),
    )
  }
}

/** Names the script to Redis; nothing rests on its strength. */
async function sha1(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

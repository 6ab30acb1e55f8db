// Where the tests of the relay find a redis-server. They start their own on a free port and never use one that runs.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { canInstallDebian, installDebian } from './debian.mjs'

/** The path of a redis-server that is here already, or undefined. Order: REDIS_SERVER_PATH, PATH. */
export function findRedis() {
  const named = process.env.REDIS_SERVER_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`REDIS_SERVER_PATH names ${named}, which is not there. Point it at a redis-server or unset it.`)
  }
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path))
}

/** As `findRedis`, but installs Debian's where none is found and that can be. Where none can be had, the tests that need one are passed over. */
export function ensureRedis() {
  const found = findRedis()
  if (found) return found
  if (canInstallDebian()) {
    process.stderr.write('rivulet: no redis-server found; installing one for the tests of the relay\n')
    if (installDebian('redis-server')) return findRedis()
  }
  process.stderr.write(
    'rivulet: no redis-server: tests that need one are passed over. Install Redis 6.2 or later, or set REDIS_SERVER_PATH to its binary\n',
  )
  return undefined
}

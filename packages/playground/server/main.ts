import { codeOf } from './listen.ts'
import { readOptions, USAGE, UsageError, type ServeOptions } from './options.ts'
import { startPlayground, type Playground } from './playground.ts'

/** How long open connections may take to end before the process leaves anyway. */
const CLOSE_LIMIT_MS = 2_000

try {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options === 'help') console.log(USAGE)
  else await serve(options)
} catch (error) {
  console.error(`rivulet: ${describe(error)}`)
  process.exit(error instanceof UsageError ? 2 : 1)
}

async function serve(options: ServeOptions): Promise<void> {
  let stopping = false
  const playground = startPlayground(options)
  const stop = (): void => {
    // A second Ctrl+C does not wait.
    if (stopping) process.exit(130)
    stopping = true
    setTimeout(() => process.exit(0), CLOSE_LIMIT_MS).unref()
    void endWith(playground)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)

  const { url, port } = await playground
  for (const note of options.notes) console.error(`rivulet: ${note}`)
  if (options.port !== 0 && port !== options.port) console.log(`Port ${options.port} is busy, so ${port} it is.`)
  if (options.upstream)
    console.log(`Forwarding to ${options.upstream.baseURL.host}${options.upstream.apiKey ? '; its key stays in this process' : ''}.`)
  console.log(`Rivulet playground: ${url}  (stop with Ctrl+C)`)
}

async function endWith(starting: Promise<Playground>): Promise<never> {
  const playground = await starting.catch(() => process.exit(1))
  await playground.close()
  process.exit(0)
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return 'that port and the hundred after it are busy. Choose another with --port.'
  if (code === 'EACCES') return 'this port needs more rights than you have. Choose one above 1023 with --port.'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'that --host is no address of this machine.'
  return `the playground could not start: ${error instanceof Error ? error.message : String(error)}`
}

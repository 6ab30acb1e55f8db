import { parseArgs } from 'node:util'

/** A gateway of one's own that the server forwards to. The key stays in this process. */
export interface Upstream {
  /** Ends before `/chat/completions`. May carry a query, which is kept. */
  readonly baseURL: URL
  /** Undefined where the gateway asks for none. */
  readonly apiKey: string | undefined
  /** The model chosen at first, where one is named. */
  readonly model: string | undefined
}

export interface ServeOptions {
  /** 0 lets the system choose. */
  readonly port: number
  readonly host: string
  /** Whether the page is served as it was built, rather than from its sources. */
  readonly built: boolean
  readonly upstream: Upstream | undefined
  /** One line each, for the person at the terminal. */
  readonly notes: readonly string[]
}

export const DEFAULT_PORT = 5178
export const DEFAULT_HOST = 'localhost'

export const USAGE: string = `Usage: npm start -- [options]

Opens the Rivulet playground: a chat page over an embedded gateway.

  --port N     listen on port N (default ${DEFAULT_PORT}, or PORT); a busy port picks the next, 0 any free one
  --host NAME  listen on this address (default ${DEFAULT_HOST}: this machine only)
  --built      serve the page as 'pnpm build' left it: loads faster, without hot updates
  --help       print this

Environment:
  OPENAI_BASE_URL   forward to this gateway
  OPENAI_API_KEY    the key for it, where it asks for one; never reaches the browser
  OPENAI_MODEL      the model chosen at first`

/** Thrown for what the person at the terminal can put right; its message is one line, written for them. */
export class UsageError extends Error {}

/**
 * Reads the command line and the environment, once.
 * @returns 'help' when only the usage is asked for
 * @throws {UsageError} for an option or a variable that cannot be meant
 */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): ServeOptions | 'help' {
  const { port, host, built, help } = parseFlags(argv)
  if (help) return 'help'
  const { upstream, notes } = readUpstream(env)
  return {
    port: port === undefined ? parsePort('PORT', env['PORT'] || String(DEFAULT_PORT)) : parsePort('--port', port),
    host: host || DEFAULT_HOST,
    built,
    upstream,
    notes,
  }
}

function parseFlags(argv: readonly string[]) {
  // pnpm hands on the `--` that npm takes away.
  const args = argv[0] === '--' ? argv.slice(1) : [...argv]
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        built: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    const [what = 'The options cannot be read'] = String(error instanceof Error ? error.message : error).split(/\. |\n/)
    throw new UsageError(`${what.replace(/\.$/, '')}. Run npm start -- --help to see the options.`)
  }
}

function parsePort(name: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError(`${name} takes a whole number from 0 to 65535, not '${text}'.`)
}

function readUpstream(env: NodeJS.ProcessEnv): { upstream: Upstream | undefined; notes: string[] } {
  const base = env['OPENAI_BASE_URL']?.trim()
  const apiKey = env['OPENAI_API_KEY']?.trim() || undefined
  if (!base) {
    const note = 'OPENAI_API_KEY is set without OPENAI_BASE_URL, so nothing is forwarded; the embedded gateway answers.'
    return { upstream: undefined, notes: apiKey ? [note] : [] }
  }
  // Neither value is repeated in a message: an address may carry credentials too.
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) {
    throw new UsageError(
      'OPENAI_BASE_URL is not an http(s) address. Set it to the part before /chat/completions, such as https://api.openai.com/v1.',
    )
  }
  if (apiKey && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new UsageError('OPENAI_API_KEY holds a space or a character that an HTTP header cannot carry. Set it to the key alone.')
  }
  return {
    upstream: { baseURL: new URL(base), apiKey, model: env['OPENAI_MODEL']?.trim() || undefined },
    notes: apiKey ? [] : ['OPENAI_API_KEY is not set, so requests go to OPENAI_BASE_URL without a key.'],
  }
}

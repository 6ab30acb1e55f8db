import type { ChatRequestBody } from '@rivulet/core'
import { isSecretField, isSecretParam } from '../recording/secretNames.js'
import { CliError } from './CliError.js'
import { figureLine } from './figureLine.js'
import { openWhole, shown } from './files.js'
import { type AddCommand, collect } from './options.js'
import { recordRun } from './recordRun.js'
import { oneLine, say } from './terminal.js'
import { endingInWords } from './endingInWords.js'
import { parseRecording } from '../recording/parseRecording.js'

interface Flags {
  readonly baseUrl: string
  readonly model: string
  readonly prompt: string
  readonly system?: string
  readonly param?: readonly string[]
  readonly header?: readonly string[]
  readonly stream: boolean
  readonly out: string
  readonly label?: string
  readonly overwrite?: boolean
}

const HELP = `
The key is taken from the environment, RIVULET_API_KEY or else OPENAI_API_KEY, and never written. Ctrl-C stops the answer and keeps what came.

Examples:
  $ rivulet-replay record --base-url http://127.0.0.1:11434/v1 --model llama3.2 --prompt "A haiku" --out haiku.stream.jsonl
  $ rivulet-replay record --base-url https://api.example.com/v1 --model m --prompt "Think" --system "Be brief" \\
      --param temperature=0.2 --param 'stop=["END"]' --header "x-title: Demo" --out think.stream.jsonl`

export const recordCommand: AddCommand = (program, report) => {
  program
    .command('record')
    .description('Ask a gateway, and write what it answers as a recording.')
    .requiredOption('--base-url <url>', "the API's address, up to but not including /chat/completions")
    .requiredOption('--model <name>', 'the model')
    .requiredOption('--prompt <text>', "the user's message")
    .requiredOption('--out <file>', 'where to write, NAME.stream.jsonl')
    .option('--system <text>', 'the system message')
    .option('--param <key=json>', 'a further field of the request; may be repeated', collect)
    .option('--header <name: value>', 'a further header, without secrets; may be repeated', collect)
    .option('--no-stream', 'ask for the whole answer at once')
    .option('--label <text>', "the recording's name for people (default: the prompt)")
    .option('--overwrite', 'replace the file where it is there already')
    .addHelpText('after', HELP)
    .action(async (flags: Flags) => report(await recordFile(flags)))
}

async function recordFile(flags: Flags): Promise<number> {
  const request = requestOf(flags)
  const headers = headersOf(flags.header ?? [])
  const baseURL = addressOf(flags.baseUrl)
  const [keyName, apiKey] = keyOf(process.env)
  const file = openWhole(flags.out, flags)
  try {
    if (keyName) say(`The key is that of ${keyName}.`)
    const label = flags.label ?? flags.prompt.slice(0, 80)
    const result = await recordRun({ baseURL, apiKey, headers, request, isStream: flags.stream, label, file })
    const figures = await figureLine(parseRecording(file.text()))
    file.keep()
    for (const warning of result.warnings) say(`Warning: ${oneLine(warning.message)}`)
    if (result.ending.kind === 'failed' && result.ending.error.code === 'auth' && !keyName)
      say('No key was sent: neither RIVULET_API_KEY nor OPENAI_API_KEY is set.')
    say(`The answer: ${endingInWords(result)}`)
    say(`${shown(flags.out)}: ${figures}`)
    return result.ending.kind === 'complete' || result.ending.kind === 'stopped' ? 0 : 1
  } finally {
    file.drop()
  }
}

function keyOf(env: NodeJS.ProcessEnv): [name?: string, key?: string] {
  const name = ['RIVULET_API_KEY', 'OPENAI_API_KEY'].find((known) => env[known]?.trim())
  return name === undefined ? [] : [name, env[name]?.trim() ?? '']
}

function requestOf({ model, prompt, system, param = [] }: Flags): ChatRequestBody {
  const params = Object.fromEntries(param.map(parseParam))
  const messages = [
    ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
    { role: 'user' as const, content: prompt },
  ]
  return { model, messages, ...params }
}

function parseParam(text: string): [string, unknown] {
  const [, key = '', json = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (key === '') throw new CliError('--param: write name=value, as in --param temperature=0.2.')
  if (key === 'stream') throw new CliError('--param stream: the answer is streamed unless --no-stream is given.')
  if (isSecretField(key)) throw new CliError(`--param ${key}: a key is taken from the environment only, RIVULET_API_KEY or OPENAI_API_KEY.`)
  try {
    return [key, JSON.parse(json) as unknown]
  } catch {
    throw new CliError(`--param ${key}: the value is not JSON. Text stands in double quotes: --param '${key}="text"'.`)
  }
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers = new Headers()
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+):(.*)$/s.exec(line) ?? []
    if (isSecretParam(name))
      throw new CliError(`--header ${name}: a key is taken from the environment only, RIVULET_API_KEY or OPENAI_API_KEY.`)
    try {
      headers.append(name, value.trim())
    } catch {
      throw new CliError('--header: this is no header. Write "name: value", as in --header "x-title: Demo".')
    }
  }
  return Object.fromEntries(headers)
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CliError('--base-url: this is no address. Write it with its protocol, as in https://api.example.com/v1.')
  if (url.username || url.password || [...url.searchParams.keys()].some(isSecretParam))
    throw new CliError('--base-url: holds a key or password. A key is taken from the environment only, RIVULET_API_KEY or OPENAI_API_KEY.')
  return text
}

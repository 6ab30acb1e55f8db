import { createServer } from 'node:http'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { serveGateway } from '../node/serveGateway.fixture.js'
import { folderWith, libraryFile, runCli, runHere } from './cli.fixture.js'

const CANARY = 'sk-canary-0Zx7Wv5Ut3Sr1'
const WHOLE = readFileSync(libraryFile('infery-tool-call'), 'utf8')

/** Flags of a `record` that could be carried out; those given replace them. */
const record = (given: Readonly<Record<string, string>> = {}) => [
  'record',
  ...Object.entries({ 'base-url': 'http://127.0.0.1:9/v1', model: 'm', prompt: 'p', out: 'new.stream.jsonl', ...given }).flatMap(
    ([name, value]) => [`--${name}`, value],
  ),
]

/** What is refused, run in a folder that holds `whole`, `broken`, `later` and `text.txt`, and what the one line says. */
const refused: readonly [args: readonly string[], line: RegExp][] = [
  [['paly'], /unknown command 'paly'/],
  [['play'], /missing required argument 'file'/],
  [['play', 'whole.stream.jsonl', '--sped', '2'], /unknown option '--sped'/],
  [['play', 'whole.stream.jsonl', '--speed', '0'], /'--speed <factor>'.*It is a number from 0\.1 to 100, or "instant"/],
  [['play', 'whole.stream.jsonl', '--faults', 'flood'], /There is no fault "flood"\. There are: .*split/],
  [['play', 'missing.stream.jsonl'], /^rivulet-replay: missing\.stream\.jsonl: cannot be read: it is not there\.$/],
  [['play', '.'], /^rivulet-replay: \.: cannot be read: it is a folder\.$/],
  [['play', 'broken.stream.jsonl'], /broken\.stream\.jsonl: line 3: response: needs a "status" of 200 to 599\.$/],
  [['play', 'later.stream.jsonl'], /later\.stream\.jsonl: line 1: .*version 2 .* reads version 1\. Update @rivulet\/replay\.$/],
  [['check', 'later.stream.jsonl'], /^later\.stream\.jsonl: line 1: .*version 2/],
  [['check', 'missing.stream.jsonl'], /^missing\.stream\.jsonl: cannot be read: it is not there\.$/],
  [['serve', 'missing'], /^rivulet-replay: missing: cannot be read: it is not there\.$/],
  [['serve', 'whole.stream.jsonl'], /^rivulet-replay: whole\.stream\.jsonl: is a file, .* the folder\. Give the one that it lies in\.$/],
  [['serve', 'empty'], /^rivulet-replay: empty: holds no recording\. .*rivulet-replay record/],
  [['serve', '.', '--port', '0'], /broken\.stream\.jsonl: line 3/],
  [['serve', '.', '--port', '65536'], /It is a number from 0 to 65535/],
  [['from-sse', 'missing.sse', '--out', 'new.stream.jsonl'], /missing\.sse: cannot be read: it is not there\.$/],
  [['from-sse', 'text.txt', '--out', 'new.stream.jsonl'], /text\.txt: holds no events\. .*"data: \{…\}"/],
  [['from-har', 'text.txt', '--out', 'new.stream.jsonl'], /text\.txt: is no HAR, since it is not JSON/],
  [['from-har', 'empty.har', '--out', 'new.stream.jsonl'], /empty\.har: holds no chat request: it is empty/],
  [
    ['from-har', 'other.har', '--out', 'new.stream.jsonl'],
    /other\.har: holds no chat request: none of its 1 request goes to …\/chat\/completions/,
  ],
  [['record', '--model', 'm'], /required option '--base-url <url>' not specified/],
  [record({ 'base-url': 'gateway.example/v1' }), /--base-url: this is no address/],
  [record({ 'base-url': `https://user:${CANARY}@gateway.example/v1` }), /--base-url: holds a key or password/],
  [record({ 'base-url': `https://gateway.example/v1?api_key=${CANARY}` }), /--base-url: holds a key or password/],
  [
    record({ param: 'temperature=hot' }),
    /--param temperature: the value is not JSON\. Text stands in double quotes: --param 'temperature="text"'\.$/,
  ],
  [record({ param: 'temperature' }), /--param: write name=value/],
  [record({ param: `api_key="${CANARY}"` }), /--param api_key: a key is taken from the environment only/],
  [record({ param: 'stream=false' }), /--param stream: .*--no-stream/],
  [record({ header: 'no header' }), /--header: this is no header/],
  [record({ header: `Authorization: Bearer ${CANARY}` }), /--header Authorization: a key is taken from the environment only/],
  [record({ 'api-key': CANARY }), /--api-key is not taken: .* RIVULET_API_KEY or OPENAI_API_KEY/],
  [[...record(), `--apikey=${CANARY}`], /--apikey is not taken/],
  [[...record(), '--token', CANARY], /--token is not taken/],
  [record({ out: 'new.jsonl' }), /new\.jsonl: is no name for a recording\. End it in \.stream\.jsonl/],
  [record({ out: 'whole.stream.jsonl' }), /whole\.stream\.jsonl: is there already\. .*--overwrite/],
  [record({ out: 'folder.stream.jsonl' }), /folder\.stream\.jsonl: cannot be written: it is a folder/],
  [
    record({ out: 'missing/new.stream.jsonl' }),
    /missing\/new\.stream\.jsonl: cannot be written: the folder missing is not there; make it first\.$/,
  ],
  [record({ out: 'text.txt/new.stream.jsonl' }), /text\.txt\/new\.stream\.jsonl: cannot be written: a part of its path is no folder\.$/],
  [record({ out: `${'n'.repeat(300)}.stream.jsonl` }), /cannot be written: its name is too long\.$/],
  [['from-sse', 'dump.sse', '--out', 'missing/new.stream.jsonl'], /cannot be written: the folder missing is not there/],
  [['from-sse', 'dump.sse', '--out', 'whole.stream.jsonl'], /is there already/],
]

/** In processes of their own, as they are called, some of them always; all of them in the long suite. */
const called = process.env['LONG_SUITE'] === undefined ? refused.filter((_, at) => at % 12 === 0) : refused

it.each([...refused.map((each) => [...each, runHere] as const), ...called.map((each) => [...each, runCli] as const)])(
  '%j is refused with one line and code 2, and leaves nothing behind',
  async (args, line, runIt) => {
    const folder = folderWith({
      'whole.stream.jsonl': WHOLE,
      'broken.stream.jsonl': WHOLE.replace('"status":200', '"status":20'),
      'later.stream.jsonl': WHOLE.replace('{"rivulet":1', '{"rivulet":2'),
      'text.txt': 'ordinary text\n',
      'dump.sse': 'data: {}\n\n',
      'empty.har': '{"log":{"entries":[]}}',
      'other.har': '{"log":{"entries":[{"request":{"method":"GET","url":"http://x/"}}]}}',
    })
    mkdirSync(folder.file('empty'))
    mkdirSync(folder.file('folder.stream.jsonl'))
    const before = folder.names()
    const { code, stdout, stderr } = await runIt(args, { cwd: folder.path })
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }, stderr).toEqual({ code: 2, stdout: '', lines: 1 })
    expect(stderr.trimEnd()).toMatch(line)
    expect(stderr).not.toContain('canary')
    expect(folder.names()).toEqual(before)
    expect(folder.read('whole.stream.jsonl')).toBe(WHOLE)
  },
)

it('tells of each broken file, and checks the others', async () => {
  const folder = folderWith({ 'a.stream.jsonl': 'x', 'b.stream.jsonl': WHOLE, 'c.stream.jsonl': WHOLE.slice(0, -200) })
  const { code, stdout, stderr } = await runHere(['check', 'a.stream.jsonl', 'b.stream.jsonl', 'c.stream.jsonl'], { cwd: folder.path })
  expect(code).toBe(2)
  expect(stdout).toMatch(/^b\.stream\.jsonl: 1 exchange, 16 reads, 1,506 bytes, 11 tokens, \d\.\d s, complete \(tool_calls\)\n$/)
  expect(stderr).toMatch(/^a\.stream\.jsonl: line 1: not JSON.*\nc\.stream\.jsonl: line \d+: not JSON: the recording was cut off.*\n$/)
})

it('says that a port is taken', async () => {
  const server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const folder = folderWith({ 'whole.stream.jsonl': WHOLE })
  const { code, stderr } = await runCli(['serve', folder.path, '--port', String(port)])
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: `rivulet-replay: Port ${port} is taken. Choose another with --port, or 0 for a free one, and give your application the address that is printed then as its baseURL.\n`,
  })
})

it.skipIf(process.getuid?.() === 0)('says that a folder cannot be written to', async () => {
  const folder = folderWith()
  chmodSync(folder.path, 0o555)
  const { code, stderr } = await runCli(record({ out: folder.file('new.stream.jsonl') }))
  expect(code).toBe(2)
  expect(stderr).toMatch(/cannot be written: permission denied\.\n$/)
})

it.skipIf(process.platform === 'win32')('stops where the disk takes no more, and leaves nothing behind', async () => {
  const folder = folderWith()
  const baseURL = await serveGateway()
  // No file may grow beyond 4 blocks, of 512 or 1,024 bytes.
  const { code, stdout, stderr } = await runCli(record({ 'base-url': baseURL, prompt: 'prose', out: 'new.stream.jsonl' }), {
    cwd: folder.path,
    env: { RIVULET_API_KEY: CANARY },
    through: ['sh', '-c', 'ulimit -f 4; exec "$0" "$@"'],
  })
  expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/new\.stream\.jsonl: cannot be written: the file is larger than is allowed here\.\n$/)
  expect(folder.names()).toEqual([])
})

it('shows nothing that a terminal would obey of the names and files it is given', async () => {
  const folder = folderWith({ 'a.stream.jsonl': '{"rivulet":"\\u001b[31m\\u009b"}' })
  const { stderr } = await runHere(['check', 'a.stream.jsonl', 'no\u001B[31m\nsuch'], { cwd: folder.path })
  expect(stderr).toMatch(/^a\.stream\.jsonl: line 1: .*\nno\[31m such: cannot be read: it is not there\.\n$/)
  // oxlint-disable-next-line no-control-regex -- They are what is looked for.
  expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

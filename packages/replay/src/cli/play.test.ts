import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRecording } from '../index.js'
import { folderWith, libraryFile, runCli, runHere } from './cli.fixture.js'
import { dim, plainJson, plainText } from './terminal.js'

const instant = ['--speed', 'instant']
const play = (name: string, ...more: string[]) => runHere(['play', libraryFile(name), ...more])

interface Played {
  readonly label: string
  readonly answers: readonly {
    readonly status: number
    readonly ending: object
    readonly completion: { readonly choices: readonly { readonly message: { readonly content: string | null } }[] }
  }[]
}

it('writes the answer, and its ending beside it', async () => {
  const [text, json] = await Promise.all([play('inferex-prose', '--speed', '50'), play('inferex-prose', '--json')])
  expect([text.code, json.code]).toEqual([0, 0])
  const { label, answers } = JSON.parse(json.stdout) as Played
  expect(label).toBe('Prose, in plain OpenAI chunks')
  expect(answers[0]).toMatchObject({ status: 200, ending: { kind: 'complete', finishReason: 'stop' } })
  expect(text.stdout).toBe(`${answers[0]?.completion.choices[0]?.message.content}\n`)
  expect(text.stderr).toBe('The answer: complete (stop), 205 tokens\n')
})

it('keeps reasoning, tool calls and failures out of the answer', async () => {
  const [reasoning, tools, failed, truncated, stopped, refused] = await Promise.all([
    play('inferex-reasoning', ...instant),
    play('infinityblue-parallel-tools', ...instant),
    play('infery-error-after-tokens', ...instant),
    play('inferex-truncated', ...instant),
    play('inferex-stopped', ...instant),
    play('inferex-unauthorized', ...instant),
  ])
  expect(reasoning.stdout).toMatch(/^It takes seven crossings/)
  expect(reasoning.stderr).toMatch(/^Reasoning:\nA farmer must[^]*\nThe answer: complete \(stop\), 219 tokens\n$/)
  expect(tools.stderr).toMatch(/^Tool call: \w+ \{.*\}\nTool call: \w+ \{.*\}\nThe answer: complete \(tool_calls\)/m)
  expect(failed.stderr).toMatch(/The answer: failed \(gateway\): /)
  expect(truncated.stderr).toMatch(/The answer: truncated/)
  expect(stopped.stdout.length).toBeGreaterThan(100)
  expect(stopped.stderr).toMatch(/The answer: stopped by its reader/)
  expect(refused.stderr).toMatch(/The answer: failed \(auth\)/)
  expect([reasoning, tools, failed, truncated, stopped, refused].map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
})

it('plays every exchange', async () => {
  const { stdout } = await play('infinityblue-tool-loop', '--json')
  expect((JSON.parse(stdout) as Played).answers.map(({ ending }) => ending)).toMatchObject([
    { finishReason: 'tool_calls' },
    { finishReason: 'tool_calls' },
    { finishReason: 'stop' },
  ])
})

it('writes each event as it came, with its time in the recording', async () => {
  const { code, stdout, stderr } = await play('inferex-truncated', '--raw', '--speed', '100')
  const lines = stdout.trimEnd().split('\n')
  const data = parseRecording(readFileSync(libraryFile('inferex-truncated'), 'utf8')).events.filter(([, , kind]) => kind === 'data')
  expect(code).toBe(0)
  expect(lines).toEqual(
    data.map(([atMs, , , text]) => `${`${atMs} ms`.padStart(10)}  ${(text as string).trimEnd().slice('data: '.length)}`),
  )
  expect(stderr).toBe('POST https://inferex.example/v1/chat/completions\n200 text/event-stream; charset=utf-8\nThe body ended.\n')
})

it('plays faults', async () => {
  const [cut, reset] = await Promise.all([
    play('inferex-prose', ...instant, '--faults', 'cut:at=50%'),
    play('inferex-prose', ...instant, '--raw', '--faults', 'reset', '--seed', '7'),
  ])
  expect(cut.stderr).toMatch(/The answer: truncated/)
  expect(cut.stdout).toMatch(/^Rain that falls/)
  expect(reset.stderr).toMatch(/The connection broke\.\n$/)
})

it('reads the standard input', async () => {
  const { code, stdout } = await runCli(['play', '-', ...instant], { stdin: readFileSync(libraryFile('infery-usage-credits')) })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^Packets leave the spring,\n/)
})

it('writes nothing that a terminal would obey, whatever the answer holds', async () => {
  const evil = 'a\u001B[31mb\u009B2Jc\u0007d\u202Ee\rf\u0000g\th\ni'
  const chunk = { choices: [{ index: 0, delta: { content: evil, reasoning_content: evil }, finish_reason: `\u001B[0m${evil}` }] }
  const tool = {
    choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: 'c', type: 'function', function: { name: evil, arguments: '{}' } }] } }],
  }
  const body = [tool, chunk].map((value) => `data: ${JSON.stringify(value)}\n\n: ${evil.replace(/[\r\n]/g, '')}\n\n`).join('')
  const lines = [
    { rivulet: 1, label: evil },
    [0, 1, 'request', { method: 'POST', url: `http://x/${evil}`, headers: {}, body: null }],
    [0, 1, 'response', { status: 200, headers: { 'content-type': 'text/event-stream' } }],
    [0, 1, 'data', body],
    [0, 1, 'end', 'eof'],
  ]
  const folder = folderWith({ 'evil.stream.jsonl': lines.map((line) => JSON.stringify(line)).join('\n') })
  const file = folder.file('evil.stream.jsonl')
  const runs = await Promise.all(
    [
      ['play', file, ...instant],
      ['play', file, '--raw', ...instant],
      ['play', file, '--json'],
      ['check', file],
    ].map((args) => runHere(args)),
  )
  for (const { code, stdout, stderr } of runs) {
    expect(code, stderr).toBe(0)
    // oxlint-disable-next-line no-control-regex -- They are what is looked for.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
  }
  expect(runs[0]?.stdout).toBe('a[31mb2Jcdefg\th\ni\n')
  expect((JSON.parse(runs[2]?.stdout ?? '') as Played).answers[0]?.completion.choices[0]?.message.content, 'JSON loses nothing').toBe(evil)
})

describe('a terminal', () => {
  it('is given colour where it shows it and nobody minds', () => {
    const { NO_COLOR: _no, ...env } = process.env
    const seen = (isTTY: boolean, more: Record<string, string>) => {
      const before = process.env
      process.env = { ...env, TERM: 'xterm', ...more }
      try {
        return dim('x', { isTTY } as NodeJS.WriteStream)
      } finally {
        process.env = before
      }
    }
    expect(seen(true, {})).toBe('\u001B[2mx\u001B[22m')
    expect([seen(false, {}), seen(true, { NO_COLOR: '1' }), seen(true, { TERM: 'dumb' })]).toEqual(['x', 'x', 'x'])
    expect(seen(true, { NO_COLOR: '' })).toContain('\u001B')
  })

  it('is given lines as they are', () => {
    expect(plainText('a\r\nb\tc\n')).toBe('a\nb\tc\n')
    expect(JSON.parse(plainJson('\u009B\u202E'))).toBe('\u009B\u202E')
  })
})

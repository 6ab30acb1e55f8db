import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { cleanEnvironment } from './runCommand.ts'

/** What a person answers, or has switched off. */
const SETTINGS = {
  npm_config_yes: 'true',
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
  // Storybook's: no window opens, and nobody is told.
  BROWSER: 'none',
  STORYBOOK_DISABLE_TELEMETRY: '1',
  NO_COLOR: '1',
}

/** Where somebody types commands: a shell that stays in the folder into which the last of them went. */
export interface Terminal {
  readonly folder: () => string
  /** Runs commands to their end. @returns what they wrote @throws Error with all that they printed, where one fails */
  readonly run: (commands: string) => Promise<string>
  /** Starts a program that goes on. @returns the address of this machine that it prints */
  readonly start: (command: string) => Promise<string>
  /** Ends what still runs. */
  readonly close: () => Promise<void>
}

interface Program {
  readonly printed: () => string
  readonly written: () => string
  /** Its code or the signal that ended it; null while it runs. */
  readonly status: () => number | string | null
  readonly ended: Promise<unknown>
  readonly end: () => Promise<unknown>
}

export function openTerminal(home: string): Terminal {
  let folder = home
  const programs: Program[] = []
  const begin = (commands: string): Program => {
    const program = startShell(commands, folder)
    programs.push(program)
    return program
  }
  return {
    folder: () => folder,
    async run(commands) {
      const program = begin(`${commands}\npwd`)
      await program.ended
      if (program.status() !== 0) throw failureOf(commands, program)
      const lines = program.written().trimEnd().split('\n')
      folder = lines.pop() ?? home
      return lines.join('\n')
    },
    async start(command) {
      const program = begin(command)
      for (;;) {
        const [address] = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\S*(?=\s)/.exec(program.printed()) ?? []
        if (address !== undefined) return address
        if (program.status() !== null) throw failureOf(command, program)
        await sleep(100)
      }
    },
    close: async () => void (await Promise.all(programs.map((program) => program.end()))),
  }
}

function startShell(commands: string, cwd: string): Program {
  // A group of its own, as in a terminal: npx does not pass a signal on to everything that it starts.
  const child = spawn('sh', ['-e', '-c', commands], {
    cwd,
    env: cleanEnvironment(SETTINGS),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let printed = ''
  let written = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    written += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const ended = once(child, 'close')
  return {
    printed: () => stripVTControlCharacters(printed),
    written: () => stripVTControlCharacters(written),
    status: () => child.exitCode ?? child.signalCode,
    ended,
    async end() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

const failureOf = (commands: string, program: Program) =>
  new Error(`These commands ended with ${program.status()}:\n${commands}\n\n${program.printed()}`)

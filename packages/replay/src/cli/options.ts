import { type Command, InvalidArgumentError } from 'commander'
import { type Fault, FaultError } from '../faults/fault.js'
import { parseFaults } from '../faults/parseFaults.js'
import { CliError } from './CliError.js'

/** Adds a command to the program; `report` takes its exit code. */
export type AddCommand = (program: Command, report: (exitCode: number) => void) => void

export const SPEED_HELP = 'a factor from 0.1 to 100 on the recorded pace, or "instant"'
export const FAULTS_HELP = 'what goes wrong, as in cut:at=50%,split:max=1'

export function parseSpeed(text: string): number {
  if (text === 'instant') return Number.POSITIVE_INFINITY
  const speed = Number(text)
  if (text.trim() === '' || !(speed >= 0.1 && speed <= 100)) throw new InvalidArgumentError('It is a number from 0.1 to 100, or "instant".')
  return speed
}

export function parseWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

export function parsePort(text: string): number {
  const port = parseWhole(text)
  if (port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.')
  return port
}

export function parseFaultList(text: string): Fault[] {
  try {
    return parseFaults(text)
  } catch (error) {
    throw error instanceof FaultError ? new CliError(`--faults: ${error.message}`) : error
  }
}

/** For an option that may be given several times. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

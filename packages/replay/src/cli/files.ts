import { closeSync, existsSync, openSync, promises, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { parseRecording } from '../recording/parseRecording.js'
import type { Recording } from '../recording/recording.js'
import { CliError, reasonOf } from './CliError.js'
import { oneLine } from './terminal.js'

/** How the name of a recording ends; whoever lists a folder goes by it. */
export const RECORDING_SUFFIX = '.stream.jsonl'

/** The bytes of a file, or of the standard input for `-`. @throws CliError */
export async function readInput(path: string): Promise<Buffer> {
  try {
    return await (path === '-' ? readAll(process.stdin) : promises.readFile(path))
  } catch (error) {
    throw new CliError(`${shown(path)}: cannot be read: ${reasonOf(error)}.`)
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** @throws CliError with the line at fault. */
export async function readRecording(path: string): Promise<Recording> {
  try {
    return parseRecording((await readInput(path)).toString('utf8'))
  } catch (error) {
    throw error instanceof CliError ? error : new CliError(`${shown(path)}: ${oneLine((error as Error).message)}`)
  }
}

/** The name of a file as a message may show it. */
export function shown(path: string): string {
  return path === '-' ? 'standard input' : oneLine(path)
}

/** A file that comes to be whole or not at all: it is written beside its place under another name, and put there when it is finished. */
export interface WholeFile {
  /** @throws CliError where it cannot be written. */
  readonly write: (text: string) => void
  /** What was written so far. */
  readonly text: () => string
  /** Puts the file in its place. @throws CliError */
  readonly keep: () => void
  /** Leaves nothing behind. Does nothing once it is kept. */
  readonly drop: () => void
}

/** @throws CliError where a recording may not be or cannot be written there. */
export function openWhole(path: string, { overwrite = false }: { readonly overwrite?: boolean | undefined }): WholeFile {
  checkPlace(path, overwrite)
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  const tried = <T>(work: () => T): T => {
    try {
      return work()
    } catch (error) {
      drop()
      throw new CliError(`${shown(path)}: cannot be written: ${whyNot(path, error)}.`)
    }
  }
  let isOpen = false
  let isDraft = false
  const close = () => {
    if (isOpen) closeSync(file)
    isOpen = false
  }
  const drop = () => {
    close()
    if (isDraft) rmSync(draft, { force: true })
    isDraft = false
  }
  const file = tried(() => openSync(draft, 'wx'))
  isOpen = isDraft = true
  // Also where the process ends in a way that nobody foresaw.
  process.once('exit', drop)
  return {
    write: (text) =>
      tried(() => {
        const bytes = Buffer.from(text)
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at)
      }),
    text: () => readFileSync(draft, 'utf8'),
    keep() {
      checkPlace(path, overwrite)
      // Windows moves no file that is open.
      tried(close)
      tried(() => renameSync(draft, path))
      isDraft = false
    },
    drop,
  }
}

function checkPlace(path: string, overwrite: boolean): void {
  if (!path.endsWith(RECORDING_SUFFIX))
    throw new CliError(`${shown(path)}: is no name for a recording. End it in ${RECORDING_SUFFIX}, by which recordings are found.`)
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) throw new CliError(`${shown(path)}: cannot be written: it is a folder. Choose another name.`)
  if (!overwrite) throw new CliError(`${shown(path)}: is there already. Choose another name, or replace it with --overwrite.`)
}

function whyNot(path: string, error: unknown): string {
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
  return isMissing ? `the folder ${shown(dirname(path))} is not there; make it first` : reasonOf(error)
}

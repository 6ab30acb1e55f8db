import { parseRecording } from '../recording/parseRecording.js'
import { figureLine } from './figureLine.js'
import { openWhole, shown } from './files.js'
import { say } from './terminal.js'

/** Writes a recording that was made in memory, whole or not at all, and tells its figures. @throws CliError */
export async function writeRecording(path: string, overwrite: boolean | undefined, text: string): Promise<void> {
  const file = openWhole(path, { overwrite })
  try {
    const figures = await figureLine(parseRecording(text))
    file.write(text)
    file.keep()
    say(`${shown(path)}: ${figures}`)
  } finally {
    file.drop()
  }
}

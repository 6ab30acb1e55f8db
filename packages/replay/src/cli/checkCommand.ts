import { CliError } from './CliError.js'
import { figureLine } from './figureLine.js'
import { readRecording, shown } from './files.js'
import type { AddCommand } from './options.js'
import { say } from './terminal.js'

export const checkCommand: AddCommand = (program, report) => {
  program
    .command('check')
    .description('Check that recordings are whole, and tell their figures, one line each.')
    .argument('<file...>', 'recordings; - is the standard input')
    .addHelpText(
      'after',
      '\nExample:\n  $ rivulet-replay check recordings/*.stream.jsonl\n\nExits with 2 where one is broken; the others are checked all the same.',
    )
    .action(async (files: readonly string[]) => {
      let broken = 0
      for (const file of files) {
        try {
          process.stdout.write(`${shown(file)}: ${await figureLine(await readRecording(file))}\n`)
        } catch (error) {
          if (!(error instanceof CliError)) throw error
          broken += 1
          say(error.message)
        }
      }
      report(broken > 0 ? 2 : 0)
    })
}

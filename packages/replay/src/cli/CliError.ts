/** What ends a command with one line and no stack. The message says what happened, why, and what to do; it never holds a key. */
export class CliError extends Error {
  override readonly name = 'CliError'
  /** 1: the run failed. 2: what was given cannot be used. 130: broken off by a second Ctrl-C. */
  readonly exitCode: 1 | 2 | 130

  constructor(message: string, exitCode: CliError['exitCode'] = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

/** What went wrong with a file, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return (code !== undefined && REASONS[code]) || message
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EFBIG: 'the file is larger than is allowed here',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it is not there',
  ENOSPC: 'no space is left',
  ENOTDIR: 'a part of its path is no folder',
  EPERM: 'permission denied',
  EROFS: 'the disk can only be read',
}

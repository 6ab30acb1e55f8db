import { type Fault, FaultError, type FaultKind, type FaultParams } from './fault.js'
import { FAULTS } from './faults.js'

/**
 * Reads faults from a short text, for addresses and flags: `cut:at=120,split:max=1:seed=7`. Faults stand between commas, their parameters
 * behind colons; a comma, colon or percent sign inside a text is percent-encoded. An empty text is no fault.
 * @throws FaultError `unknown`, `parameter` or `syntax`.
 */
export function parseFaults(text: string): Fault[] {
  return text.trim() === '' ? [] : text.split(',').map((part) => parseFault(part.trim()))
}

/** The faults as a text that `parseFaults` reads; parameters that were not given are left out. */
export function formatFaults(faults: readonly Fault[]): string {
  return faults
    .map(({ name, params }) => [name, ...Object.entries(params).map(([key, value]) => `${key}=${escapeText(String(value))}`)].join(':'))
    .join(',')
}

function parseFault(text: string): Fault {
  const [name = '', ...given] = text.split(':')
  const kind = FAULTS.find((known) => known.name === name)
  if (!kind) {
    const names = FAULTS.map((known) => known.name).join(', ')
    throw new FaultError(
      'unknown',
      `There is no fault "${name}". There are: ${names}. Faults stand between commas, as in cut:at=120,split.`,
    )
  }
  const params: FaultParams = Object.fromEntries(given.map((part) => parseParam(kind, part)))
  return kind.make(params)
}

function parseParam({ name, params }: FaultKind, text: string): [string, number | string] {
  const [key = '', ...rest] = text.split('=')
  const value = rest.length === 1 ? unescapeText(rest[0] ?? '') : undefined
  if (key === '' || value === undefined)
    throw new FaultError('syntax', `${name}: "${text}" is no parameter. Write name=value after a colon, as in ${name}:seed=7.`)
  const isNumber = Object.hasOwn(params, key) && params[key]?.type !== 'text' && /^\d+$/.test(value)
  return [key, isNumber ? Number(value) : value]
}

/** Only what the syntax needs: `50%` and `text/plain` stay readable, as long as nothing could be read another way. */
function escapeText(text: string): string {
  return text.replaceAll(/[,:=\s]|%(?=[\dA-Fa-f]{2})/g, (sign) => encodeURIComponent(sign))
}

/** Undefined where an escape stands for nothing. */
function unescapeText(text: string): string | undefined {
  try {
    return text.replaceAll(/(?:%[\dA-Fa-f]{2})+/g, (escape) => decodeURIComponent(escape))
  } catch {
    return undefined
  }
}

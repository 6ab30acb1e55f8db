import { formatMoment, parseMoment, type StreamMoment } from './moment.js'

/** The query parameter of a page's address that holds a {@link StreamAddress}. */
export const QUERY_PARAMETER = 'stream'

/** What is chosen over a story's own parameters, so that it can be linked to. What is left out is as the story says. */
export interface StreamAddress {
  readonly moment?: StreamMoment | undefined
  /** `Infinity`: at once. */
  readonly speed?: number | undefined
  readonly loop?: boolean | undefined
  /** As `parseFaults` reads them; an empty text is none. */
  readonly faults?: string | undefined
}

/** `token:37;speed:2;loop;faults:cut:at=120`, and an empty text where nothing is chosen. */
export function formatAddress({ moment, speed, loop, faults }: StreamAddress): string {
  return [
    ...(moment === undefined ? [] : [formatMoment(moment)]),
    ...(speed === undefined ? [] : [`speed:${speed === Infinity ? 'instant' : speed}`]),
    ...(loop === undefined ? [] : [loop ? 'loop' : 'once']),
    ...(faults === undefined ? [] : [`faults:${escapeSigns(faults)}`]),
  ].join(';')
}

/** What `formatAddress` made. What it does not know is left out, as a link may come from a later version. */
export function parseAddress(text: string): StreamAddress {
  return Object.assign({}, ...text.split(';').map(parsePart)) as StreamAddress
}

function parsePart(part: string): StreamAddress {
  if (part === 'loop' || part === 'once') return { loop: part === 'loop' }
  const [, name, value = ''] = /^(speed|faults):(.*)$/s.exec(part) ?? []
  if (name === 'faults') return { faults: unescapeSigns(value) }
  if (name === 'speed') return parseSpeed(value === 'instant' ? Infinity : Number(value))
  const moment = parseMoment(part)
  return moment === undefined ? {} : { moment }
}

function parseSpeed(speed: number): StreamAddress {
  return speed === Infinity || (speed >= 0.1 && speed <= 100) ? { speed } : {}
}

/** Storybook writes the parameters of its address as they are: what means something in one is told by its code, `~25` for a percent sign. */
function escapeSigns(text: string): string {
  return text.replaceAll(/[^\w:=,./-]/gu, (sign) =>
    [...new TextEncoder().encode(sign)].map((byte) => `~${byte.toString(16).padStart(2, '0')}`).join(''),
  )
}

function unescapeSigns(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/~([\da-f]{2})/gi, '%$1'))
  } catch {
    return text
  }
}

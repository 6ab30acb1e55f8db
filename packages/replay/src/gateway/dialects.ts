import type { DialectShape } from './dialects/dialectShape.js'
import { inferex } from './dialects/inferex.js'
import { infery } from './dialects/infery.js'
import { infinityblue } from './dialects/infinityblue.js'
import { sovereigneg } from './dialects/sovereigneg.js'
import { tokenhubSample, tokenhubTable } from './dialects/tokenhub.js'

/** A gateway whose published streaming format the emulator speaks, payload for payload. */
export type Dialect = 'inferex' | 'infery' | 'sovereigneg' | 'infinityblue' | 'tokenhub'

/** What can be chosen where a gateway's document shows more than one shape. */
export interface DialectSettings {
  /** tokenhub's sample has neither role nor finish chunk, its table has both. @defaultValue 'sample' */
  readonly tokenhubShape?: 'sample' | 'table' | undefined
}

const SHAPES: Record<Dialect, (settings: DialectSettings) => DialectShape> = {
  inferex: () => inferex,
  infery: () => infery,
  sovereigneg: () => sovereigneg,
  infinityblue: () => infinityblue,
  tokenhub: ({ tokenhubShape = 'sample' }) => ({ sample: tokenhubSample, table: tokenhubTable })[tokenhubShape],
}

/** The dialects by name, in the order of their documents. */
export const DIALECTS: readonly Dialect[] = ['inferex', 'infery', 'sovereigneg', 'infinityblue', 'tokenhub']

export function dialectShape(dialect: Dialect, settings: DialectSettings): DialectShape {
  return SHAPES[dialect](settings)
}

import {
  type CommonFaultParams,
  type Fault,
  FaultError,
  type FaultKind,
  type FaultMaker,
  type FaultParam,
  type FaultParams,
  type FaultPromise,
} from './fault.js'

interface Definition<Params extends object> extends Omit<FaultKind, 'make' | 'params'> {
  readonly params: { readonly [Name in keyof Params]-?: FaultParam }
  /** How many requests meet it unless told otherwise. */
  readonly times?: number
  /** As of {@link Fault}, with defaults filled in. */
  readonly apply: (exchange: Parameters<Fault['apply']>[0], params: Required<Params>, random: () => number) => ReturnType<Fault['apply']>
}

/** The promise of a fault that a client does not notice. */
export const UNHARMED: FaultPromise = { ending: 'as recorded', text: 'whole' }

/** Makes the maker of a fault from what it is called, promises, takes and does. */
export function defineFault<Params extends object>({ apply, times, params: own, ...about }: Definition<Params>): FaultMaker<Params> {
  const params: Record<string, FaultParam> = {
    ...own,
    times: { type: 'number', title: 'How many requests meet it', unit: 'requests', min: 1, default: times },
    seed: { type: 'number', title: 'Seed of its random choices' },
  }
  const defaults = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default]))
  const make = (asked: FaultParams = {}): Fault => {
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
    for (const [name, value] of Object.entries(given)) checkParam(about.name, name, value, params)
    const filled: FaultParams = { ...defaults, ...given }
    return {
      name: about.name,
      params: given,
      times: Number(filled['times'] ?? Number.POSITIVE_INFINITY),
      apply: (exchange, random) => apply(exchange, filled as unknown as Required<Params>, random),
    }
  }
  const kind: FaultKind = { ...about, params, make }
  return Object.assign((given: (Params & CommonFaultParams) | undefined) => make(given as FaultParams | undefined), { kind })
}

const PLACE = /^(?:100|\d{1,2})(?:\.\d+)?%$/

function checkParam(fault: string, name: string, value: number | string | undefined, params: Readonly<Record<string, FaultParam>>): void {
  const param = Object.hasOwn(params, name) ? params[name] : undefined
  if (!param) throw new FaultError('parameter', `${fault} has no parameter "${name}". It has: ${Object.keys(params).join(', ')}.`)
  const { type, min = 0, max = Number.MAX_SAFE_INTEGER } = param
  if (type === 'text' && typeof value === 'string') return
  if (type === 'place' && typeof value === 'string' && PLACE.test(value) && Number.parseFloat(value) <= 100) return
  if (type !== 'text' && Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max) return
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min}` : `from ${min} to ${max}`
  const wanted = { text: 'a text', place: 'a whole number of bytes or a share such as 50%', number: `a whole number ${range}` }[type]
  throw new FaultError('parameter', `${fault}: "${name}" is ${JSON.stringify(value)}. It takes ${wanted}.`)
}

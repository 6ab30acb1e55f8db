import { isObject, type JsonObject, listOf, objectOf } from '../jsonObject.js'
import { plausibleText } from './plausibleText.js'

/** Below this depth only what a schema requires is made, so that a schema that contains itself comes to an end. */
const MAX_OPTIONAL_DEPTH = 4
/** A schema that requires itself has no finite instance; its innermost is then null. */
const MAX_DEPTH = 32

/**
 * A plausible value that the schema accepts: the same for the same schema and `variant`. It knows what structured outputs allow (objects,
 * arrays, strings with their formats, numbers with their bounds, enum, const, anyOf, `$ref`), and `allOf` and `oneOf` besides; `pattern`
 * and `not` are left out of account.
 * @param variant another number gives other values where the schema leaves a choice.
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function instanceOfSchema(schema: JsonObject, variant = 0): unknown {
  return make(schema, { root: schema, name: '', depth: 0, variant })
}

interface Place {
  readonly root: JsonObject
  /** The property that holds the value, which often tells what it is. */
  readonly name: string
  readonly depth: number
  readonly variant: number
}

function make(unresolved: JsonObject, place: Place): unknown {
  if (place.depth > MAX_DEPTH) return null
  const schema = resolve(unresolved, place.root)
  if ('const' in schema) return schema['const']
  const choices = [...listOf(schema['enum']), ...listOf(schema['examples'])]
  if (choices.length > 0) return choices[place.variant % choices.length]
  if ('default' in schema) return schema['default']
  const branches = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].map(objectOf)
  if (branches.length > 0) return make(chooseBranch(branches, place), deeper(place))
  return (MAKERS[typeOf(schema, place)] ?? MAKERS['string'])(schema, place)
}

type Maker = (schema: JsonObject, place: Place) => unknown

const MAKERS: { readonly [type: string]: Maker; readonly string: Maker } = {
  object(schema, place) {
    const required = new Set(listOf(schema['required']))
    const properties = Object.entries(objectOf(schema['properties'])).filter(
      ([name]) => required.has(name) || place.depth < MAX_OPTIONAL_DEPTH,
    )
    return Object.fromEntries(properties.map(([name, property]) => [name, make(objectOf(property), { ...deeper(place), name })]))
  },
  array(schema, place) {
    const prefix = listOf(schema['prefixItems']).map(objectOf)
    const wanted = Math.max(numberOr(schema['minItems'], 0), place.depth < MAX_OPTIONAL_DEPTH ? 2 : 0, prefix.length)
    const length = Math.min(wanted, numberOr(schema['maxItems'], Number.POSITIVE_INFINITY))
    return Array.from({ length }, (_, index) =>
      make(prefix[index] ?? objectOf(schema['items']), { ...deeper(place), variant: place.variant + index }),
    )
  },
  string(schema, place) {
    const text = plausibleText(place.name, typeof schema['format'] === 'string' ? schema['format'] : undefined, place.variant)
    return text.slice(0, numberOr(schema['maxLength'], text.length)).padEnd(numberOr(schema['minLength'], 0), '.')
  },
  integer: (schema, place) => numberWithin(schema, place, 1),
  number: (schema, place) => numberWithin(schema, place, 0),
  boolean: (_schema, place) => place.variant % 2 === 0,
  null: () => null,
}

/** The number nearest to an everyday one that keeps within the bounds and on the step; a step of 0 is none. */
function numberWithin(schema: JsonObject, place: Place, defaultStep: number): number {
  const step = numberOr(schema['multipleOf'], defaultStep)
  const minimum = numberOr(schema['minimum'], Number.NEGATIVE_INFINITY)
  const maximum = numberOr(schema['maximum'], Number.POSITIVE_INFINITY)
  const above = numberOr(schema['exclusiveMinimum'], Number.NEGATIVE_INFINITY)
  const below = numberOr(schema['exclusiveMaximum'], Number.POSITIVE_INFINITY)
  const gap = step || Math.min(0.5, (Math.min(maximum, below) - Math.max(minimum, above)) / 4)
  const low = Math.max(minimum, above + gap)
  const high = Math.min(maximum, below - gap)
  const everyday = Math.min(Math.max(3 + place.variant, low), high)
  if (step === 0) return everyday
  const onStep = Math.ceil(everyday / step) * step
  return onStep > high ? Math.floor(high / step) * step : onStep
}

/** Follows `$ref` inside the document and merges `allOf`, as far as they go. */
function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  let resolved = schema
  for (let hops = 0; typeof resolved['$ref'] === 'string' && hops < MAX_DEPTH; hops += 1) {
    const { $ref, ...siblings } = resolved
    resolved = { ...lookUp($ref, root), ...siblings }
  }
  return listOf(resolved['allOf'])
    .map(objectOf)
    .reduce((merged, part) => merge(merged, resolve(part, root)), resolved)
}

function merge(left: JsonObject, right: JsonObject): JsonObject {
  return {
    ...left,
    ...right,
    properties: { ...objectOf(left['properties']), ...objectOf(right['properties']) },
    required: [...listOf(left['required']), ...listOf(right['required'])],
  }
}

/** A JSON pointer as `$ref` writes it; `#` is the document itself. */
function lookUp(ref: string, root: JsonObject): JsonObject {
  const names = ref.replace(/^#\/?/, '').split('/').filter(Boolean)
  const found = names.reduce<unknown>(
    (value, name) => objectOf(value)[decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  )
  return objectOf(found)
}

/** The first branch; deep down rather one that needs nothing more, so that recursion ends where the schema lets it. */
function chooseBranch(branches: readonly JsonObject[], place: Place): JsonObject {
  const leaf = place.depth >= MAX_OPTIONAL_DEPTH ? branches.find(isLeaf) : undefined
  return leaf ?? branches[0] ?? {}
}

function isLeaf(branch: JsonObject): boolean {
  return !('$ref' in branch) && branch['type'] !== 'object' && branch['type'] !== 'array'
}

function typeOf(schema: JsonObject, place: Place): string {
  const { type } = schema
  if (typeof type === 'string') return type
  const types = listOf(type).filter((name) => typeof name === 'string')
  if (types.length > 0) return (place.depth >= MAX_OPTIONAL_DEPTH && types.find((name) => name === 'null')) || (types[0] ?? 'string')
  if (isObject(schema['properties'])) return 'object'
  return isObject(schema['items']) ? 'array' : 'string'
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 }
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

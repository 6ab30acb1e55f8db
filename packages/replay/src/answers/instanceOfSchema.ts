import { isObject, type JsonObject, listOf, objectOf } from '../jsonObject.js'
import { plausibleText } from './plausibleText.js'

/** Below this depth only what a schema requires is made, so that a schema that contains itself comes to an end. */
const MAX_OPTIONAL_DEPTH = 4
/** A schema that requires itself has no finite instance. */
const MAX_DEPTH = 32
/** How much may be made and read of a schema, in characters, items and fields: more than any answer of a model is long. */
const MAX_SIZE = 100_000

/** No instance can be made of the schema: it has none that ends, asks for too large a one, or holds a reference that cannot be read. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError'
}

/**
 * A plausible value that the schema accepts: the same for the same schema and `variant`. It knows what structured outputs allow (objects,
 * arrays, strings with their formats, numbers with their bounds, enum, const, anyOf, `$ref`), and `allOf` and `oneOf` besides; `pattern`
 * and `not` are left out of account.
 * @throws SchemaError where the instance would have no end, or be larger than anyone wants.
 * @param variant another number gives other values where the schema leaves a choice.
 * @see https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
export function instanceOfSchema(schema: JsonObject, variant = 0): unknown {
  return make(schema, { root: schema, name: '', depth: 0, variant, budget: { left: MAX_SIZE } })
}

interface Place {
  readonly root: JsonObject
  /** The property that holds the value, which often tells what it is. */
  readonly name: string
  readonly depth: number
  readonly variant: number
  /** What is left of the size, for the whole instance. */
  readonly budget: { left: number }
}

function spend({ budget }: Place, size: number): void {
  budget.left -= size
  if (!(budget.left >= 0)) throw new SchemaError(`asks for more than ${MAX_SIZE} characters`)
}

function make(unresolved: JsonObject, place: Place): unknown {
  if (place.depth > MAX_DEPTH) throw new SchemaError(`nests deeper than ${MAX_DEPTH} levels, or requires itself`)
  const schema = resolve(unresolved, place)
  if ('const' in schema) return given(schema['const'], place)
  const choices = [...listOf(schema['enum']), ...listOf(schema['examples'])]
  spend(place, choices.length)
  if (choices.length > 0) return given(choices[place.variant % choices.length], place)
  if ('default' in schema) return given(schema['default'], place)
  const branches = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])].map(objectOf)
  spend(place, branches.length)
  if (branches.length > 0) return make(chooseBranch(branches, place), deeper(place))
  const type = typeOf(schema, place)
  const maker = Object.hasOwn(MAKERS, type) ? MAKERS[type] : undefined
  return (maker ?? MAKERS['string'])(schema, place)
}

/** A value that stands in the schema itself: a reference may repeat it. */
function given(value: unknown, place: Place): unknown {
  spend(place, JSON.stringify(value)?.length ?? 0)
  return value
}

type Maker = (schema: JsonObject, place: Place) => unknown

const MAKERS: { readonly [type: string]: Maker; readonly string: Maker } = {
  object(schema, place) {
    const required = new Set(listOf(schema['required']))
    const properties = Object.entries(objectOf(schema['properties']))
    spend(place, properties.length + required.size)
    return Object.fromEntries(
      properties
        .filter(([name]) => required.has(name) || place.depth < MAX_OPTIONAL_DEPTH)
        .map(([name, property]) => {
          spend(place, name.length)
          return [name, make(objectOf(property), { ...deeper(place), name })]
        }),
    )
  },
  array(schema, place) {
    const prefix = listOf(schema['prefixItems']).map(objectOf)
    const wanted = Math.max(numberOr(schema['minItems'], 0), place.depth < MAX_OPTIONAL_DEPTH ? 2 : 0, prefix.length)
    const length = Math.min(wanted, numberOr(schema['maxItems'], Number.POSITIVE_INFINITY))
    spend(place, Math.max(0, length))
    return Array.from({ length }, (_, index) =>
      make(prefix[index] ?? objectOf(schema['items']), { ...deeper(place), variant: place.variant + index }),
    )
  },
  string(schema, place) {
    const text = plausibleText(place.name, typeof schema['format'] === 'string' ? schema['format'] : undefined, place.variant)
    const shortest = numberOr(schema['minLength'], 0)
    spend(place, Math.max(text.length, shortest))
    return text.slice(0, numberOr(schema['maxLength'], text.length)).padEnd(shortest, '.')
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
function resolve(schema: JsonObject, place: Place, depth = 0): JsonObject {
  if (depth > MAX_DEPTH) throw new SchemaError('is part of itself, by "allOf"')
  let resolved = schema
  spend(place, 1 + Object.keys(schema).length)
  for (let hops = 0; typeof resolved['$ref'] === 'string' && hops < MAX_DEPTH; hops += 1) {
    const { $ref, ...siblings } = resolved
    resolved = { ...lookUp($ref, place.root), ...siblings }
    spend(place, $ref.length + Object.keys(resolved).length)
  }
  const parts = listOf(resolved['allOf']).map((part) => resolve(objectOf(part), place, depth + 1))
  return parts.reduce((merged, part) => merge(merged, part, place), resolved)
}

function merge(left: JsonObject, right: JsonObject, place: Place): JsonObject {
  const properties = { ...objectOf(left['properties']), ...objectOf(right['properties']) }
  const required = [...listOf(left['required']), ...listOf(right['required'])]
  spend(place, Object.keys(properties).length + required.length)
  return { ...left, ...right, properties, required }
}

/** A JSON pointer as `$ref` writes it; `#` is the document itself. */
function lookUp(ref: string, root: JsonObject): JsonObject {
  const names = ref.replace(/^#\/?/, '').split('/').filter(Boolean)
  const found = names.reduce<unknown>((value, name) => {
    const key = decoded(name).replaceAll('~1', '/').replaceAll('~0', '~')
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  }, root)
  return objectOf(found)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    throw new SchemaError('has a "$ref" that is no JSON pointer')
  }
}

/** The first branch; deep down the one that needs the least, so that recursion ends where the schema lets it. */
function chooseBranch(branches: readonly JsonObject[], place: Place): JsonObject {
  if (place.depth < MAX_OPTIONAL_DEPTH) return branches[0] ?? {}
  const weighed = branches.map((branch) => ({ branch, needs: containersIn(resolve(branch, place), place) }))
  return weighed.toSorted((left, right) => left.needs - right.needs)[0]?.branch ?? {}
}

/** How many objects, lists and further choices an instance has to hold, itself included. */
function containersIn(schema: JsonObject, place: Place): number {
  if (!isContainer(schema)) return 0
  const properties = objectOf(schema['properties'])
  const required = listOf(schema['required'])
  spend(place, required.length)
  return 1 + required.filter((name) => typeof name === 'string' && isContainer(resolve(objectOf(properties[name]), place))).length
}

function isContainer({ type, properties, items, anyOf, oneOf }: JsonObject): boolean {
  return type === 'object' || type === 'array' || [properties, items, anyOf, oneOf].some((part) => part !== undefined)
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

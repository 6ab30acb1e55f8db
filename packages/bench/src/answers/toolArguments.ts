import { createRandom } from './random.ts'
import { nextWords } from './token.ts'

/** Many small values, or one long string as when a file is written. */
export type ArgumentsShape = 'records' | 'string'

/** JSON of `chars` characters or a little more, spelled as `JSON.stringify` does. */
export function createToolArguments(chars: number, shape: ArgumentsShape, seed: number): string {
  const random = createRandom(seed)
  return shape === 'string' ? createFile(chars, random) : createRecords(chars, random)
}

/** Text in pieces of three UTF-16 units, which may cut a character in two. */
export function fragmentsOf(text: string): string[] {
  return Array.from({ length: Math.ceil(text.length / 3) }, (_, at) => text.slice(3 * at, 3 * at + 3))
}

function createFile(chars: number, random: () => number): string {
  let content = ''
  let json = ''
  while (json.length < chars) {
    content += nextWords(random, Math.max(16, (chars - json.length) / 3))
    json = JSON.stringify({ path: 'src/app/main.ts', content })
  }
  return json
}

function createRecords(chars: number, random: () => number): string {
  const items: object[] = []
  let json = ''
  while (json.length < chars) {
    const room = chars - json.length
    for (let added = 0; added <= room / 400; added++) items.push(createRecord(items.length, random))
    json = JSON.stringify({ title: 'Report', options: { dry: false, depth: 3, ratio: 0.25 }, items })
  }
  return json
}

function createRecord(id: number, random: () => number): object {
  return {
    id,
    name: nextWords(random, 12),
    price: Math.round(random() * 1e5) / 100,
    tags: [nextWords(random, 4), nextWords(random, 5)],
    active: random() < 0.5,
    note: random() < 0.3 ? null : nextWords(random, 40),
    position: { x: random(), y: -Math.floor(random() * 1000) },
  }
}

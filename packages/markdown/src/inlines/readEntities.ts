import { ACCENTS, COUNTERPARTS, ENTITY_TABLE } from './entityTable.js'

/** Where Unicode has the letters from A to Z and from a to z in script, in Fraktur and double-struck; the table names those that stand elsewhere. */
const ALPHABETS = { scr: 0x1d49c, fr: 0x1d504, opf: 0x1d538 }

const CROSSED_OUT = '\u0338'
const ENTRY = /^(\d*)(.*)/
const NAME = /([^\w,~<]?)([~<]?)(\w+)/g

/** The character, or the two, that each name stands for. */
export function readEntities(): Map<string, string> {
  const characters = new Map([['fjlig', 'fj']])
  for (const [, accent = '', mark = '', letters = ''] of ACCENTS.matchAll(/(\w+)(\W)(\w+)/g))
    for (const letter of letters + letters.toUpperCase()) characters.set(letter + accent, (letter + mark).normalize())
  for (const [name, first] of Object.entries(ALPHABETS))
    for (let index = 0; index < 52; index++)
      characters.set(String.fromCodePoint(index + (index < 26 ? 65 : 71)) + name, String.fromCodePoint(first + index))
  let codePoint = 0
  for (const entry of ENTITY_TABLE.split(';')) {
    const [, step, names = ''] = ENTRY.exec(entry) ?? []
    codePoint += Number(step || 1)
    const first = codePoint
    for (const [, mark = '', kind = '', name = ''] of names.matchAll(NAME)) {
      addName(characters, name, first, mark)
      const pair = COUNTERPARTS[kind]?.find(([word]) => name.includes(word))
      if (pair === undefined) continue
      codePoint = first + 1
      addName(characters, name.replace(...pair), codePoint, mark)
    }
  }
  return characters
}

function addName(characters: Map<string, string>, name: string, codePoint: number, mark: string): void {
  const character = String.fromCodePoint(codePoint)
  characters.set(name, mark === '!' || mark === '^' ? character : character + mark)
  if (mark === '!') characters.set((/^[A-Z]/.test(name) ? 'Not' : 'n') + name, (character + CROSSED_OUT).normalize())
  if (mark === '^') characters.set(name.toLowerCase(), character.toLowerCase())
}

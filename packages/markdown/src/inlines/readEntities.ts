import { ACCENTS, ENTITY_TABLE } from './entityTable.js'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Where Unicode has these letters in script, in Fraktur and double-struck; the table names those that stand elsewhere. */
const ALPHABETS = { scr: 0x1d49c, fr: 0x1d504, opf: 0x1d538 }

const CROSSED_OUT = '\u0338'
const ENTRY = /^(\d*)(?:\+(\d+) )?(.*)/
const NAME = /([!^=]?)(\w+)/g

/** The character, or the two, that each name stands for. */
export function readEntities(): Map<string, string> {
  const characters = new Map<string, string>()
  for (const [accent, mark, letters] of ACCENTS) for (const letter of letters) characters.set(letter + accent, (letter + mark).normalize())
  for (const [name, first] of Object.entries(ALPHABETS))
    for (let index = 0; index < LETTERS.length; index++) characters.set(LETTERS.charAt(index) + name, String.fromCodePoint(first + index))
  let codePoint = 0
  for (const entry of ENTITY_TABLE.split(';')) {
    const [, step, second, names = ''] = ENTRY.exec(entry) ?? []
    codePoint += Number(step || 1)
    const character = String.fromCodePoint(codePoint) + (second === undefined ? '' : String.fromCodePoint(Number(second)))
    for (const [, sign, name = ''] of names.matchAll(NAME)) {
      characters.set(name, character)
      if (sign === '!') characters.set((/^[A-Z]/.test(name) ? 'Not' : 'n') + name, (character + CROSSED_OUT).normalize())
      if (sign === '^') characters.set(name.charAt(0).toUpperCase() + name.slice(1), character.toUpperCase())
      if (sign === '=') characters.set(name.toLowerCase(), character)
    }
  }
  return characters
}

import { seededRandom } from './seededRandom.js'

/** An id of `length` letters and digits, the same for the same text. */
export function idFrom(text: string, length: number): string {
  const random = seededRandom(text)
  return Array.from({ length }, () => Math.floor(random() * 36).toString(36)).join('')
}

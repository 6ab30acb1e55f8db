import { connect, type Socket } from 'node:net'
import { BodyReader } from './BodyReader.ts'
import { nowUs } from './clock.ts'

/** What a reader asks for. */
export interface Target {
  port: number
  path: string
  user: string
  /** Posted as JSON; without it the request is a GET. */
  body?: object
  lastEventId?: string
}

const STAMP = '"n":'
const TIME = ',"t":'
const EVENT_END = '}\n\n'

/**
 * A reader on a bare socket: it looks for the stamps of events and for nothing else, so that hundreds of them cost little beside what they measure. The numbers
 * in them must follow one another. All that is read is ASCII.
 */
export class RawReader {
  /** 0 until the head has come. */
  status = 0
  runId = ''
  events = 0
  /** The number of the first one that came. */
  firstNumber: number | undefined
  /** Whether the stream said that it is at its end. */
  isDone = false
  isClosed = false
  /** The code of an error in the stream, or `gap` where an event lacks or came twice. */
  error: string | undefined
  /** The last `id:` that came. */
  lastEventId = ''
  /** How many characters of the body each event ended after. */
  readonly ends: number[] = []
  readonly user: string
  readonly startedUs = nowUs()
  /** Called for each event with how long it was under way. */
  onEvent: ((latencyUs: number) => void) | undefined
  onHead: (() => void) | undefined
  onClose: (() => void) | undefined
  readonly #socket: Socket
  #head = ''
  /** What is left of the body, from the line before an event on. */
  #text = '\n'
  #next: number | undefined
  readonly #body = new BodyReader()

  constructor({ port, path, user, body, lastEventId }: Target) {
    this.user = user
    const content = body === undefined ? '' : JSON.stringify(body)
    const head = [
      `${body === undefined ? 'GET' : 'POST'} /v1/${path} HTTP/1.1`,
      'host: bench',
      `x-user: ${user}`,
      ...(lastEventId === undefined ? [] : [`last-event-id: ${lastEventId}`]),
      ...(body === undefined ? [] : ['content-type: application/json', `content-length: ${content.length}`]),
    ]
    this.#socket = connect(port, '127.0.0.1')
    this.#socket.setNoDelay(true)
    this.#socket.setEncoding('latin1')
    this.#socket.on('data', (text: string) => this.#take(text))
    this.#socket.on('error', () => undefined)
    this.#socket.on('close', () => {
      this.isClosed = true
      this.onClose?.()
    })
    this.#socket.write(`${head.join('\r\n')}\r\n\r\n${content}`)
  }

  leave(): void {
    this.#socket.destroy()
  }

  #take(piece: string): void {
    const text = this.#text + this.#body.take(this.status === 0 ? this.#takeHead(piece) : piece)
    const before = this.#body.length - text.length
    const now = nowUs()
    let from = 0
    for (let at = text.indexOf(STAMP); at !== -1; at = text.indexOf(STAMP, from)) {
      const end = text.indexOf('}', at)
      if (end === -1) break
      const time = text.indexOf(TIME, at)
      this.ends.push(before + end + EVENT_END.length)
      this.#count(Number(text.slice(at + STAMP.length, time)))
      this.onEvent?.(now - Number(text.slice(time + TIME.length, end)))
      from = end
    }
    this.#lookForEnd(text.slice(from))
    const id = text.lastIndexOf('\nid: ', text.lastIndexOf('\n\n'))
    if (id !== -1) this.lastEventId = text.slice(id + 5, text.indexOf('\n', id + 5))
    // An event cut in two: its beginning is kept.
    this.#text = text.slice(Math.max(from, text.lastIndexOf('\n\n') + 1))
    if (this.#body.isEnd) this.#socket.end()
  }

  /** @returns what there is of the body */
  #takeHead(piece: string): string {
    this.#head += piece
    const end = this.#head.indexOf('\r\n\r\n')
    if (end === -1) return ''
    this.status = Number(this.#head.slice(9, 12))
    this.runId = /x-rivulet-run: (\S+)/i.exec(this.#head.slice(0, end))?.[1] ?? ''
    this.onHead?.()
    return this.#head.slice(end + '\r\n\r\n'.length)
  }

  #count(number: number): void {
    this.events++
    this.firstNumber ??= number
    if (number !== (this.#next ?? number)) this.error ??= 'gap'
    this.#next = number + 1
  }

  /** In what follows the last event. */
  #lookForEnd(text: string): void {
    if (text.includes('"error"')) this.error ??= /"code":"(\w+)"/.exec(text)?.[1] ?? 'unknown'
    if (text.includes('[DONE]')) this.isDone = true
  }
}

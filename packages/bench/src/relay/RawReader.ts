import { connect, type Socket } from 'node:net'
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
  readonly user: string
  readonly startedUs = nowUs()
  /** Called for each event with how long it was under way. */
  onEvent: ((latencyUs: number) => void) | undefined
  onHead: (() => void) | undefined
  onClose: (() => void) | undefined
  readonly #socket: Socket
  #text = ''
  #next: number | undefined

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
    let text = this.#text + piece
    if (this.status === 0) {
      const end = text.indexOf('\r\n\r\n')
      this.#text = text
      if (end === -1) return
      this.status = Number(text.slice(9, 12))
      this.runId = /x-rivulet-run: (\S+)/i.exec(text.slice(0, end))?.[1] ?? ''
      text = text.slice(end)
      this.onHead?.()
    }
    const now = nowUs()
    let from = 0
    for (let at = text.indexOf(STAMP); at !== -1; at = text.indexOf(STAMP, from)) {
      const end = text.indexOf('}', at)
      if (end === -1) break
      const time = text.indexOf(TIME, at)
      this.#count(Number(text.slice(at + STAMP.length, time)))
      this.onEvent?.(now - Number(text.slice(time + TIME.length, end)))
      from = end
    }
    this.#lookForEnd(text.slice(from))
    const id = text.lastIndexOf('\nid: ', text.lastIndexOf('\n\n'))
    if (id !== -1) this.lastEventId = text.slice(id + 5, text.indexOf('\n', id + 5))
    // An event cut in two: its beginning is kept.
    this.#text = text.slice(Math.max(from, text.lastIndexOf('\n\n') + 1))
    if (this.#text.startsWith('0\r\n\r\n') || this.#text.endsWith('\r\n0\r\n\r\n')) this.#socket.end()
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

import { connect } from 'node:net'

export interface RawResponse {
  status: number
  /** Lower-case names; one that came twice is joined. */
  headers: Record<string, string>
  body: string
  /** All that came but interim answers, as Latin-1. */
  text: string
}

/**
 * Sends bytes as they are, which no HTTP client would, and reads until the other side closes or the answer is whole. `lines` are the request line and
 * headers, joined by CR LF; a character is a byte.
 */
export async function rawRequest(baseURL: string, lines: readonly string[], body = ''): Promise<RawResponse> {
  const { hostname, port } = new URL(baseURL)
  const socket = connect({ host: hostname, port: Number(port) })
  socket.setEncoding('latin1')
  let text = ''
  await new Promise<void>((resolve) => {
    socket.on('data', (piece: string) => {
      text = (text + piece).replace(/^HTTP\/1\.1 1\d\d .*\r\n\r\n/, '')
      if (isWhole(text)) resolve()
    })
    socket.on('error', () => resolve()).on('close', () => resolve())
    socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}${body}`, 'latin1')
  })
  socket.destroy()
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [statusLine = '', ...fields] = head.split('\r\n')
  const headers: Record<string, string> = {}
  for (const field of fields) {
    const [name = '', value = ''] = field.split(/:\s*(.*)/)
    const known = headers[name.toLowerCase()]
    headers[name.toLowerCase()] = known === undefined ? value : `${known}, ${value}`
  }
  return { status: Number(statusLine.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n'), text }
}

function isWhole(text: string): boolean {
  const at = text.indexOf('\r\n\r\n')
  if (at === -1) return false
  const length = /^content-length: (\d+)\r$/im.exec(text.slice(0, at + 2))?.[1]
  if (length !== undefined) return text.length >= at + 4 + Number(length)
  return text.endsWith('\r\n0\r\n\r\n')
}

import { expect, it } from 'vitest'
import { formatRecording, parseRecording, RecordingError } from '../index.js'

const header = '{"rivulet":1,"label":"x"}'
const request = '[0,1,"request",{"method":"GET","url":"http://x/","headers":{},"body":null}]'
const response = '[1,1,"response",{"status":200,"headers":{}}]'

it('reads what formatRecording writes', () => {
  const text = `${header}\n${request}\n${response}\n[2,1,"data","a\\nb\u2028"]\n[2.5,1,"bytes","/w=="]\n[3,1,"end","eof"]\n`
  expect(formatRecording(parseRecording(text))).toBe(text)
})

it('reads line ends of any system, empty lines and no last line end', () => {
  expect(parseRecording(`${header}\r\n\r\n${request}\r\n${response}`).events).toHaveLength(2)
})

it('passes over what a later minor version may add', () => {
  const later = `{"rivulet":1,"made":"later"}\n[0,1,"note","x"]\n${request.replace('"body"', '"cache":[],"body"')}\n[0,1,"note",2,3]\n${response.replace(/]$/, ',"more"]')}\n[9,1,"toString",null]\n`
  const recording = parseRecording(later)
  expect(recording.header).toEqual({ rivulet: 1, made: 'later' })
  expect(recording.events.map(([, , kind]) => kind)).toEqual(['request', 'response'])
  expect(recording.unknown?.map(({ entry }) => entry[2])).toEqual(['note', 'note', 'toString'])
  expect(formatRecording(recording), 'and keeps it').toBe(later)
})

it('reads what an editor put a byte order mark before', () => {
  expect(parseRecording(`\uFEFF${header}\n${request}\n`).events).toHaveLength(1)
})

it('takes whatever a header can hold', () => {
  const value = '\u0001\u007f\u00ff'
  expect(new Headers({ a: value }).get('a')).toBe(value)
  const [, event] = parseRecording(
    `${header}\n${request}\n[1,1,"response",${JSON.stringify({ status: 200, headers: { a: value } })}]`,
  ).events
  expect(event?.[3]).toEqual({ status: 200, headers: { a: value } })
})

it('takes a long read of bytes', () => {
  const long = `[2,1,"bytes","${'/w=='.padStart(8_000_000, 'AAAA')}"]`
  expect(parseRecording(`${header}\n${request}\n${response}\n${long}`).events).toHaveLength(3)
})

it.each([
  ['', 1, /^line 1: empty/],
  ['nonsense', 1, /not JSON/],
  ['[0,1,"data","x"]', 1, /not the header/],
  ['{"label":"x"}', 1, /not the header/],
  ['{"rivulet":1,"label":7}', 1, /"label" is not a string/],
  [`${header}\n{`, 2, /^line 2: not JSON: the recording was cut off .* Delete this last line/],
  [`${header}\n{\n`, 2, /^line 2: not JSON\. /],
  [`${header}\n{}`, 2, /not an event/],
  [`${header}\n[0,1,"end"]`, 2, /not an event/],
  [`${header}\n["0",1,"end","eof"]`, 2, /time/],
  [`${header}\n[-1,1,"end","eof"]`, 2, /time/],
  [`${header}\n[0,0,"end","eof"]`, 2, /exchange/],
  [`${header}\n[0,1.5,"end","eof"]`, 2, /exchange/],
  [`${header}\n[0,1,7,"eof"]`, 2, /kind/],
  [`${header}\n[0,1,"request",{"url":"x"}]`, 2, /request: needs "method"/],
  [`${header}\n[0,1,"request",{"method":"GET","url":"x","headers":{}}]`, 2, /"body"/],
  [`${header}\n[0,1,"request",{"method":"GET","url":"x","headers":{"a":1},"body":null}]`, 2, /"headers"/],
  [`${header}\n${request.replace('"headers":{}', '"headers":{"a b":"c"}')}`, 2, /request: "a b" is not the name of a header/],
  [`${header}\n${request}\n${response.replace('"headers":{}', '"headers":{"a":"b\\r\\nc"}')}`, 3, /response: the value of the header "a"/],
  [`${header}\n${request}\n${response.replace('"headers":{}', '"headers":{"a":"€"}')}`, 3, /response: the value of the header "a"/],
  [`${header}\n[1e300,1,"end","eof"]`, 2, /time/],
  [`${header}\n[1e999,1,"end","eof"]`, 2, /time/],
  [`${header}\n${request}\n${response}\n[0.5,1,"end","eof"]`, 4, /earlier than the event before/],
  [`${header}\n${request}\n[0,1,"response",{"status":42,"headers":{}}]`, 3, /"status"/],
  [`${header}\n${request}\n${response}\n[2,1,"data",7]`, 4, /data: /],
  [`${header}\n${request}\n${response}\n[2,1,"bytes","@@"]`, 4, /base64/],
  [`${header}\n${request}\n${response}\n[2,1,"bytes","____"]`, 4, /base64/],
  [`${header}\n${request}\n${response}\n[2,1,"end","done"]`, 4, /"eof"/],
  [`${header}\n${response}`, 2, /before its request/],
  [`${header}\n${request}\n${request}`, 3, /second request/],
  [`${header}\n${request}\n${response}\n${response}`, 4, /second response/],
  [`${header}\n${request}\n[1,1,"data","x"]`, 3, /before its response/],
  [`${header}\n${request}\n[1,1,"end","error"]\n${response}`, 4, /after its end/],
  [`${header}\n${request.replace('0,1', '0,2')}`, 2, /exchange 1 should/],
])('says what is wrong, and where: %j', (text, line, message) => {
  const parse = () => parseRecording(text)
  expect(parse).toThrow(RecordingError)
  expect(parse).toThrow(message)
  expect(parse).toThrow(expect.objectContaining({ code: 'invalid', line }))
})

it('does not guess at a later version', () => {
  expect(() => parseRecording('{"rivulet":2}\n')).toThrow(expect.objectContaining({ code: 'version', line: 1 }))
})

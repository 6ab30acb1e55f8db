const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'date-time': ['2026-03-20T09:30:00Z', '2026-03-21T14:00:00Z'],
  date: ['2026-03-20', '2026-03-21'],
  time: ['09:30:00Z', '14:00:00Z'],
  duration: ['PT45M', 'PT2H'],
  email: ['noor@example.com', 'yuki@example.com'],
  hostname: ['example.com', 'example.org'],
  ipv4: ['192.0.2.1', '192.0.2.2'],
  ipv6: ['2001:db8::1', '2001:db8::2'],
  uuid: ['7f2d4c3a-9b1e-4f60-8a53-2c6d9e0b1a47', '0b8e6f1c-52d7-4a39-b6c4-91f3d7a8e250'],
  uri: ['https://example.com/river', 'https://example.org/delta'],
}

/** What a property of such a name would hold. The first that matches counts. */
const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/e-?mail/i, FORMATS['email'] ?? []],
  [/url|uri|link|href/i, FORMATS['uri'] ?? []],
  [/city|location|place|destination|town/i, ['Cairo', 'Kyoto', 'Lisbon']],
  [/country/i, ['Egypt', 'Japan', 'Portugal']],
  [/language|locale/i, ['en', 'ar', 'ja']],
  [/currency/i, ['EGP', 'JPY', 'EUR']],
  [/unit/i, ['celsius', 'fahrenheit']],
  [/time.?zone/i, ['Africa/Cairo', 'Asia/Tokyo']],
  [/date|day/i, FORMATS['date'] ?? []],
  [/time|hour/i, ['09:30', '14:00']],
  [/(first|last|full|user|author|person).?name|author|person/i, ['Noor', 'Yuki', 'Inês']],
  [/query|search|question|keyword/i, ['rivers that flow north', 'how deltas form']],
  [/answer|result|reply/i, ['seven crossings', 'three days']],
  [/color|colour/i, ['teal', 'amber']],
  [/title|name|label|heading/i, ['The long way to the sea', 'A day by the river', 'Notes from the delta']],
  [/id$/i, ['r-101', 'r-102', 'r-103']],
  [/code|script/i, ["print('hello')", "print('goodbye')"]],
  [
    /summary|description|text|content|body|note|reason|explanation|step/i,
    ['The water takes the easier way.', 'It gathers in the hollow and goes on.', 'By evening it has reached the plain.'],
  ],
]

const OTHERWISE = ['river', 'delta', 'spring']

/** A string for a property of this name or a JSON Schema format: nothing clever, only never "string". */
export function plausibleText(name: string, format: string | undefined, variant: number): string {
  const values = (format && FORMATS[format]) || NAMES.find(([pattern]) => pattern.test(name))?.[1] || OTHERWISE
  return values[variant % values.length] ?? ''
}

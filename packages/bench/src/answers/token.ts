const SYLLABLES =
  'the| of| and| to|ing| in| st|ream| a|tion| par|se| is|er| tok|en|.|,| (|)| x|=| 42|ly|ed| for| each| re|act| use| we|s| it| on| as'.split(
    '|',
  )
const EAST_ASIAN = ['你', '好', '世界', '流', '式', 'の', 'です', '한', '국어', '，', '。', '数据']
const EMOJI = ['😀', '🚀', '👍', '👩‍💻', '❤️', '🎉', '🇫🇷']
const ACCENTED = ['é', 'ü', ' naïve', 'ñ', 'Å', 'ö', '—', '“', '”', '€']
const ESCAPED = ['\n', '\n\n', '"', '\\', '\t', '\\n', '/', '`', '{"a"', '\r\n']

/** Upper bounds of a random number, with the tokens to choose from: three quarters are syllables, a twelfth needs escapes in JSON. */
const KINDS: readonly [below: number, tokens: readonly string[]][] = [
  [0.74, SYLLABLES],
  [0.83, EAST_ASIAN],
  [0.87, EMOJI],
  [0.92, ACCENTED],
  [1, ESCAPED],
]

/** A token as a model would write it: of one to seven UTF-16 units, of one to eleven bytes. */
export function nextToken(random: () => number): string {
  const kind = random()
  const [, tokens = SYLLABLES] = KINDS.find(([below]) => kind < below) ?? []
  return tokens[Math.floor(random() * tokens.length)] ?? ''
}

/** Tokens until they are `chars` long or longer. */
export function nextWords(random: () => number, chars: number): string {
  let words = ''
  while (words.length < chars) words += nextToken(random)
  return words
}

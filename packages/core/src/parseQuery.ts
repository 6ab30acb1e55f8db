/**
 * The names and values of a query. By hand, since `URLSearchParams` of React Native takes no text before 0.80, and there cannot `set`.
 * @see https://github.com/facebook/react-native/blob/v0.79.0/packages/react-native/Libraries/Blob/URLSearchParams.js
 */
export function parseQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [decode(name), decode(value.join('='))]
    })
}

/** A name or value as it stands in an address: what `fetch` would encode further is encoded already, half a surrogate pair is replaced. */
export function encodeQuery(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replaceAll("'", '%27')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

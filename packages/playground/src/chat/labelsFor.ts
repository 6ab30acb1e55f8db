import { defaultLabels, type LabelOverrides } from '@rivulet/components'
import type { GatewayChoice } from '../gateway/gateways.js'

/** Words of the chat. Where the key stands is this server's matter, so it is said here. */
export function labelsFor({ kind }: GatewayChoice, words: LabelOverrides | undefined): LabelOverrides {
  if (kind !== 'upstream') return words ?? {}
  const errorText = words?.errorText ?? defaultLabels.errorText
  return {
    ...words,
    errorText: (error) =>
      error.code === 'auth'
        ? `${errorText(error)} The playground sends the key in OPENAI_API_KEY: set it right and start it again.`
        : errorText(error),
  }
}

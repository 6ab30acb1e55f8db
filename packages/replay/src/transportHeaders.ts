/**
 * Headers of a body on its way. A recording holds the bytes as they came out of the decompressor, so that nobody may decompress them again or
 * count them by their old length.
 */
export const TRANSPORT_HEADERS: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
])

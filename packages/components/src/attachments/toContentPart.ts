import type { ContentPart } from '@rivulet/chat'
import type { UploadContext } from './DraftAttachment.js'
import { isTextType } from './mediaType.js'
import { textFilePart } from './splitContent.js'

/** Puts a file itself into the message, in the form that the API has for its kind. */
export async function toContentPart(file: File, { type, signal, onProgress }: UploadContext): Promise<ContentPart> {
  if (isTextType(type)) return textFilePart({ name: file.name, text: await file.text() })
  const url = await dataUrlOf(new Blob([file], { type }), signal, onProgress)
  if (type.startsWith('image/')) return { type: 'image_url', image_url: { url } }
  const format = /^audio\/(?:x-|vnd\.)?(wave?|mpeg|mp3)$/.exec(type)?.[1]
  if (format === undefined) return { type: 'file', file: { filename: file.name, file_data: url } }
  return { type: 'input_audio', input_audio: { data: url.slice(url.indexOf(',') + 1), format: format.startsWith('wav') ? 'wav' : 'mp3' } }
}

function dataUrlOf(blob: Blob, signal: AbortSignal, onProgress: (share: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    signal.addEventListener('abort', () => reader.abort(), { once: true })
    reader.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total))
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.addEventListener('error', () => reject(reader.error ?? new Error()))
    reader.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
    reader.readAsDataURL(blob)
  })
}

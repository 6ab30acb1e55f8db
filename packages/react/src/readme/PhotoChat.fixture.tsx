import { textOf, useChatStream, type ChatMessage } from '@rivulet/react'
import type { ReactNode } from 'react'

export function PhotoChat(): ReactNode {
  const { messages, send } = useChatStream({ baseURL: '/v1', model: 'default' })
  async function ask(photo: File) {
    const url = await toDataURL(photo)
    await send([
      { type: 'text', text: 'What does this show?' },
      { type: 'image_url', image_url: { url } },
    ])
  }
  return (
    <>
      {messages.map((message) => (
        <p key={message.id}>
          {imagesOf(message).map((url) => (
            <img key={url} src={url} alt="" width={160} />
          ))}
          {textOf(message)}
        </p>
      ))}
      <input type="file" accept="image/*" aria-label="A photo" onChange={({ target }) => target.files?.[0] && void ask(target.files[0])} />
    </>
  )
}

function toDataURL(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.addEventListener('error', () => reject(new Error('The photo could not be read.', { cause: reader.error })))
    reader.readAsDataURL(file)
  })
}

const imagesOf = ({ wire: { content } }: ChatMessage) =>
  Array.isArray(content) ? content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : [])) : []

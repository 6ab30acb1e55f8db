import type { ContentPart } from '@rivulet/chat'

/**
 * Why a file was not taken.
 *
 * - `too-large`: it is larger than `limit` bytes.
 * - `too-many`: the message has `limit` files already.
 * - `type`: its bytes tell the media type `type`, which is not accepted, whatever its name says.
 * - `empty`: it has no bytes.
 * - `unreadable`: it is a folder, or a file that is gone.
 */
export type AttachmentRefusal =
  | { code: 'too-large'; limit: number }
  | { code: 'too-many'; limit: number }
  | { code: 'type'; type: string }
  | { code: 'empty' }
  | { code: 'unreadable' }

/** A file on its way into the next message. */
export interface DraftAttachment {
  /** Tells it from the others of the message. */
  readonly id: string
  /** As the file's owner named it: to be shown through nothing but text. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The media type that its bytes tell; empty until they were looked at. */
  readonly type: string
  /** Where an image can be shown from while it waits. */
  readonly previewUrl?: string | undefined
  /** How far it is. `failed`: its upload did not work, and can be tried again; `refused`: it is not taken, as `refusal` says. */
  readonly state: 'reading' | 'uploading' | 'ready' | 'failed' | 'refused'
  /** From 0 to 1, where the upload tells. */
  readonly progress?: number | undefined
  /** What the upload said when it failed; empty where it said nothing. */
  readonly error?: string | undefined
  /** Why it is not taken. Absent unless its state is `refused`. */
  readonly refusal?: AttachmentRefusal | undefined
  /** What goes into the message, once it is there. */
  readonly part?: ContentPart | undefined
}

/** What an upload is told and tells. */
export interface UploadContext {
  /** The media type that the file's bytes tell; `file.type` is only what its name says. */
  type: string
  /** Aborts when the file is taken away, and with the composer. */
  signal: AbortSignal
  /** Tells how far it is, from 0 to 1. */
  onProgress: (share: number) => void
}

/**
 * Makes a part of a message of a file, for instance by an upload that gives it an address. A rejection is shown in its own words, and can be
 * tried again.
 */
export type UploadFile = (file: File, context: UploadContext) => Promise<ContentPart>

/** Which files may be attached, and what becomes of them. */
export interface AttachmentOptions {
  /** Media types, also as `image/*`. A file is judged by its bytes. @defaultValue every type */
  accept?: readonly string[] | undefined
  /** How many files a message may have. @defaultValue 10 */
  maxFiles?: number | undefined
  /** Bytes of one file. @defaultValue 20,000,000 */
  maxBytes?: number | undefined
  /**
   * Makes a part of the message of each file that is taken.
   * @defaultValue the file itself within the message: an image as `image_url`, WAV and MP3 as `input_audio`, text as text (see
   * `textFilePart`), anything else as `file`
   */
  upload?: UploadFile | undefined
}

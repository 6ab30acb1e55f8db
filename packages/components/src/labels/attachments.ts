import { plural } from '../shared/format.js'

/** Words of files: those of a message and those that are about to be sent. */
export interface AttachmentsLabels {
  /** Name of the list for those who do not see it. */
  attachmentList: string
  image: string
  audio: string
  /** A file whose name is not known. */
  file: string
  /** A part of a kind that is not known: its `type` on the wire. */
  otherPart: (type: string) => string
  /** Loads an image that stands elsewhere. */
  loadImage: (host: string) => string
  imageFailed: string
  /** An image whose address is none that an image is ever loaded from. */
  imageRefused: string
  attach: string
  /** Over the composer while files are dragged over it. */
  dropFiles: string
  /** Names the button that takes a file away. */
  removeFile: (name: string) => string
  /** Names the button that tries an upload again. */
  retryFile: (name: string) => string
  /** Names the bar of an upload, for those who do not see it. */
  uploading: (name: string) => string
  readingFile: string
  /** `reason` is what the upload said, and may be empty. */
  uploadFailed: (reason: string) => string
  /** `limit` is a size in the reader's language. */
  fileTooLarge: (limit: string) => string
  /** Said of a file beyond the limit, which is how many one message may have. */
  tooManyFiles: (limit: number) => string
  /** `type` is the media type that the file's bytes tell. */
  fileTypeRefused: (type: string) => string
  fileEmpty: string
  fileUnreadable: string
  /** Said of one file to those who do not see it. */
  fileProblem: (name: string, problem: string) => string
  /** Why nothing is sent yet. */
  filesUnderWay: string
  filesFailed: string
}

export const attachmentsLabels: AttachmentsLabels = {
  attachmentList: 'Attachments',
  image: 'Image',
  audio: 'Sound',
  file: 'File',
  otherPart: (type) => `Attachment (${type})`,
  loadImage: (host) => `Show image from ${host}`,
  imageFailed: 'The image could not be loaded.',
  imageRefused: 'This image has no address that it could be shown from.',
  attach: 'Attach files',
  dropFiles: 'Drop to attach',
  removeFile: (name) => `Remove ${name}`,
  retryFile: (name) => `Try ${name} again`,
  uploading: (name) => `Uploading ${name}`,
  readingFile: 'Reading…',
  uploadFailed: (reason) => (reason === '' ? 'Not uploaded.' : `Not uploaded: ${reason}`),
  fileTooLarge: (limit) => `Larger than ${limit}.`,
  tooManyFiles: (limit) => `No more than ${limit} ${plural(limit, 'en', { one: 'file', other: 'files' })} in one message.`,
  fileTypeRefused: (type) => `Files of this kind (${type}) are not taken.`,
  fileEmpty: 'The file is empty.',
  fileUnreadable: 'It could not be read. Folders cannot be attached.',
  fileProblem: (name, problem) => `${name}: ${problem}`,
  filesUnderWay: 'A file is still on its way.',
  filesFailed: 'A file could not be uploaded. Try it again or remove it.',
}

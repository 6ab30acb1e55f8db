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
}

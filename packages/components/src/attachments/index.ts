export { Attachments, type AttachmentsProps } from './Attachments.js'
export { splitContent, textFileOf, textFilePart, type MessageContent, type TextFile } from './splitContent.js'
export type { AttachmentOptions, AttachmentRefusal, DraftAttachment, UploadContext, UploadFile } from './DraftAttachment.js'
export { DraftAttachments, type DraftAttachmentsProps } from './DraftAttachments.js'

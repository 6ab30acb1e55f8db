export { Attachments, type AttachmentsProps } from './Attachments.js'
export { splitContent, textFileOf, textFilePart, type MessageContent, type TextFile } from './splitContent.js'

export { ErrorNotice, type ErrorNoticeProps, type NoticeableError } from './ErrorNotice.js'

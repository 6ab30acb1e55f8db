export {
  ChatBusyError,
  type Chat,
  type ChatOptions,
  type ChatParams,
  type ChatQueue,
  type ChatSettings,
  type ChatSnapshot,
  type Run,
  type SendOptions,
  type TurnOptions,
} from './Chat.js'
export { reasoningOf, textOf, type ChatMessage, type RunFrom, type Timings, type ToolRun } from './ChatMessage.js'
export { canContinue } from './continuation/canContinue.js'
export type { ContinueWith } from './continuation/continuationMessages.js'
export { createChat } from './createChat.js'
export { nextFrame, type FrameScheduler } from './frame.js'
export { createObjectStream } from './object/createObjectStream.js'
export type {
  DeepPartial,
  InputOf,
  JsonSchemaObjectStreamOptions,
  ObjectStream,
  ObjectStreamOptions,
  ObjectStreamSettings,
  ObjectStreamSnapshot,
  SchemaObjectStreamOptions,
} from './object/ObjectStream.js'
export { ObjectStreamError, type ObjectStreamErrorCode } from './object/ObjectStreamError.js'
export type { QueuedMessage } from './QueuedMessage.js'
export { requestMessages } from './requestMessages.js'
export type { RunEvent, RunPhase } from './runPhase.js'
export type {
  ConversationChange,
  ConversationInfo,
  ConversationStorage,
  StoredConversation,
  UnreadableRecord,
} from './storage/ConversationStorage.js'
export { fromRecords, type ConversationRecords } from './storage/fromRecords.js'
export { indexedDBStorage, type IndexedDBStorageOptions } from './storage/indexedDBStorage.js'
export { memoryStorage, type MemoryStorageOptions } from './storage/memoryStorage.js'
export { storageName } from './storage/storageName.js'
export { timeLimited } from './storage/timeLimited.js'
export { StorageError, type StorageErrorCode, type StorageErrorDetails } from './storage/StorageError.js'
export { toRecord, type StoredRecord } from './storage/StoredRecord.js'
export { throttled } from './throttled.js'
export { defineTool, type JsonSchemaToolOptions, type SchemaToolOptions, type ToolOptions } from './tools/defineTool.js'
export { SchemaError, type JsonSchema, type OutputOf, type SchemaIssue, type StandardSchema, type Validate } from './tools/schema.js'
export type { Tool, ToolContext } from './tools/Tool.js'
export { ToolCallError } from './tools/ToolCallError.js'
export type { ToolResultOptions } from './tools/ToolCalls.js'
export type { ToolFailure, ToolFailureCode } from './tools/toolOutcome.js'

// What the types above are made of, so that an application needs no second package to name them.
export {
  isChatError,
  type ChatClient,
  type ChatError,
  type ChatErrorCode,
  type ChatMessageParam,
  type CompletionUsage,
  type ContentPart,
  type Cost,
  type Ending,
  type Warning,
} from '@rivulet/core'

import type { ChatErrorCode } from '@rivulet/chat'
import { expectTypeOf, test } from 'vitest'
import type { LabelOverrides, Labels } from './labels.js'
import type { ToolCallState } from '../message/ToolCall.js'

test('words are given in part, those of a group too', () => {
  expectTypeOf<{ retry: string }>().toExtend<LabelOverrides>()
  expectTypeOf<{ errorTitles: { auth: string }; toolStates: { done: string } }>().toExtend<LabelOverrides>()
  expectTypeOf<Labels>().toExtend<LabelOverrides>()
})

test('every error code has a title and every state of a tool call a name, and nothing else has', () => {
  expectTypeOf<keyof NonNullable<LabelOverrides['errorTitles']>>().toEqualTypeOf<ChatErrorCode>()
  expectTypeOf<keyof NonNullable<LabelOverrides['toolStates']>>().toEqualTypeOf<ToolCallState>()
  expectTypeOf<{ errorTitles: { athu: string } }>().not.toExtend<LabelOverrides>()
})

/** @jsxRuntime classic */
import React, { type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import { Badge } from 'storybook/internal/components'
import { styled } from 'storybook/theming'
import type { ChoiceSoFar, StreamReport } from '../streamEvents.js'
import { inNumbers, inTime } from './inWords.js'
import { RawEvent } from './RawEvent.js'
import { themed } from './themed.js'

const Panes = styled.div(
  themed((theme) => ({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    flex: '1 1 96px',
    minHeight: 96,
    border: `1px solid ${theme.appBorderColor}`,
    borderRadius: theme.appBorderRadius,
    background: theme.background.content,
    overflow: 'hidden',
    '& > section + section': { borderInlineStart: `1px solid ${theme.appBorderColor}` },
    '@container (max-width: 560px)': {
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'minmax(140px, 2fr) minmax(160px, 3fr)',
      '& > section + section': { borderInlineStart: 0, borderBlockStart: `1px solid ${theme.appBorderColor}` },
    },
  })),
)
const Pane = styled.section({ display: 'flex', flexDirection: 'column', minWidth: 0, minHeight: 0 })
const Head = styled.header(
  themed((theme) => ({
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 30,
    padding: '4px 12px',
    borderBottom: `1px solid ${theme.appBorderColor}`,
    color: theme.textMutedColor,
    fontSize: theme.typography.size.s1,
    h3: { margin: 0, color: theme.color.defaultText, fontSize: 'inherit', fontWeight: theme.typography.weight.bold, whiteSpace: 'nowrap' },
    '& > :last-child:not(h3)': { marginInlineStart: 'auto', whiteSpace: 'nowrap' },
  })),
)
const Body = styled.div(
  themed((theme) => ({
    flex: 1,
    minHeight: 0,
    padding: '10px 12px',
    overflow: 'auto',
    fontSize: theme.typography.size.s2,
    lineHeight: 1.5,
    '&:focus-visible': { outline: `2px solid ${theme.color.secondary}`, outlineOffset: -2 },
  })),
)
const Nothing = styled.p(themed((theme) => ({ margin: 0, color: theme.textMutedColor })))
const Said = styled.div({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' })
const Thought = styled(Said)(
  themed((theme) => ({
    marginBottom: 8,
    paddingInlineStart: 10,
    borderInlineStart: `2px solid ${theme.appBorderColor}`,
    color: theme.textMutedColor,
  })),
)
const Call = styled.div(
  themed((theme) => ({
    marginTop: 6,
    fontFamily: theme.typography.fonts.mono,
    fontSize: theme.typography.size.s1,
    overflowWrap: 'anywhere',
    b: { color: theme.color.secondary },
  })),
)

/** The event that came last, and what a client has made of all that came. */
export function Inspector({ report }: { readonly report: StreamReport }): ReactElement {
  const { event, message, state } = report
  const text = message?.choices.map((choice) => choice.content).join() ?? ''
  return (
    <Panes>
      <Pane>
        <Head>
          <h3>{event ? `Event ${inNumbers(event.number)} of ${inNumbers(state.events.total)}` : 'Event'}</h3>
          {event && (
            <span>
              {[event.token !== undefined && `token ${inNumbers(event.token)}`, inTime(event.atMs, state.durationMs)]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </Head>
        <Scroll label="The event as it came" end={undefined}>
          {event ? <RawEvent text={event.text} /> : <Nothing>No event is whole yet.</Nothing>}
        </Scroll>
      </Pane>
      <Pane>
        <Head>
          <h3>Message so far</h3>
          {message && <Ending ending={message.ending} endedWell={message.endedWell} />}
        </Head>
        <Scroll label="The message so far" end={text.length}>
          {message && message.choices.length > 0 ? (
            message.choices.map((choice) => <Choice key={choice.index} choice={choice} isOne={message.choices.length === 1} />)
          ) : (
            <Nothing>{state.waiting && state.exchange === 0 ? 'The story has not asked yet.' : 'Nothing has come yet.'}</Nothing>
          )}
        </Scroll>
      </Pane>
    </Panes>
  )
}

function Ending({ ending, endedWell }: { readonly ending: string | undefined; readonly endedWell: boolean }): ReactElement {
  if (ending === undefined) return <Badge compact>coming</Badge>
  return (
    <Badge compact status={endedWell ? 'positive' : 'negative'}>
      {ending}
    </Badge>
  )
}

/** Stays at its end while `end` grows. */
function Scroll({
  label,
  end,
  children,
}: {
  readonly label: string
  readonly end: number | undefined
  readonly children: ReactNode
}): ReactElement {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (end !== undefined) body.current?.scrollTo({ top: body.current.scrollHeight })
  }, [end])
  return (
    // Reached by keyboard, as it may be longer than what is seen of it.
    <Body ref={body} tabIndex={0} role="region" aria-label={label}>
      {children}
    </Body>
  )
}

function Choice({ choice, isOne }: { readonly choice: ChoiceSoFar; readonly isOne: boolean }): ReactElement {
  const { index, reasoning, content, refusal, toolCalls } = choice
  return (
    <div>
      {!isOne && <Nothing>{`Choice ${index}`}</Nothing>}
      {reasoning !== '' && <Thought dir="auto">{reasoning}</Thought>}
      {(content || refusal) !== '' && <Said dir="auto">{content || refusal}</Said>}
      {toolCalls.map(({ name, input }, place) => (
        <Call key={place}>
          <b>{name}</b>({input})
        </Call>
      ))}
    </div>
  )
}

'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { forwardRef, type ReactNode } from 'react'
import { judgeLink, withoutInvisible } from '@rivulet/markdown/react'
import { useLabels } from '../labels/PartsProvider.js'
import { formatNumber } from '../shared/format.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import type { Source } from './sourcesOf.js'
import { useFold } from './useFold.js'

export interface SourcesProps extends PartProps<'details', 'open'> {
  /** In the order in which the text counts them: see `sourcesOf`. */
  sources: readonly Source[]
  /** Whether the list is unfolded at first. @defaultValue false */
  defaultOpen?: boolean | undefined
}

/** What is cited is a page. */
const PAGES = { linkSchemes: ['http', 'https'] }

/** Hosts that the folded line names. */
const NAMED = 3

/** What an answer cites: numbered as in its text, each with its title and its host. Only pages of the web are linked to. Draws nothing where nothing is cited. */
export const Sources: Part<SourcesProps, HTMLDetailsElement> = forwardRef<HTMLDetailsElement, SourcesProps>(function Sources(
  { sources, defaultOpen = false, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const { open, onSummaryClick } = useFold(defaultOpen)
  if (sources.length === 0) return null
  const hosts = [...new Set(sources.flatMap(({ url }) => judgeLink(url, PAGES)?.host ?? []))]
  return (
    <Root tag="details" rootClass="rivulet-sources" open={open} {...rest} rootRef={ref}>
      <summary className="rivulet-summary" onClick={onSummaryClick}>
        <ChevronRight className="rivulet-icon rivulet-chevron" data-directional="" />
        <span className="rivulet-summary-text">{words.sources(sources.length)}</span>
        <span className="rivulet-sources-hosts" dir="ltr">
          {hosts.slice(0, NAMED).map((host) => (
            <span key={host}>{host}</span>
          ))}
        </span>
      </summary>
      <ol>
        {sources.map((source, index) => (
          // A source may be cited twice; its place is its number.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="rivulet-source-number">{formatNumber(index + 1, words.locale)}</span>
            <Citation source={source} />
          </li>
        ))}
      </ol>
    </Root>
  )
})

function Citation({ source: { url, title, snippet } }: { source: Source }): ReactNode {
  const link = judgeLink(url, PAGES)
  const named = withoutInvisible(title ?? '').trim() || (link ? `${link.host}${link.pathname.replace(/\/$/, '')}` : withoutInvisible(url))
  const content = (
    <>
      <span className="rivulet-source-title">
        <bdi>{named}</bdi>
      </span>
      {link ? (
        <span className="rivulet-source-host">
          <bdi dir="ltr">{link.host}</bdi>
        </span>
      ) : null}
    </>
  )
  const hint = withoutInvisible(snippet ?? '') || undefined
  if (!link) return <span className="rivulet-source">{content}</span>
  return (
    <a className="rivulet-source" href={link.href} target="_blank" rel="noopener noreferrer nofollow" title={hint}>
      {content}
    </a>
  )
}

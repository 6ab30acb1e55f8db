import { metrics, SpanKind, SpanStatusCode, trace, type Attributes, type Span } from '@opentelemetry/api'
import { modelName } from './modelName.js'
import type { UsageReport } from './UsageReport.js'

const NAME = '@rivulet/relay'

/** What a relay tells OpenTelemetry. Without an SDK in the process every call does nothing. */
export interface Telemetry {
  startRun(model: string, streams: boolean): RunSpan
  reader(change: 1 | -1): void
  resumed(): void
  dropped(): void
  refused(status: number, code: string): void
  storeFailed(): void
}

export interface RunSpan {
  firstToken(): void
  end(report: UsageReport): void
}

/** @see https://opentelemetry.io/docs/specs/semconv/gen-ai/ */
export function createTelemetry(): Telemetry {
  const tracer = trace.getTracer(NAME)
  const meter = metrics.getMeter(NAME)
  const durations = meter.createHistogram('gen_ai.client.operation.duration', {
    unit: 's',
    description: 'From the request to the end of the run',
  })
  const firstTokens = meter.createHistogram('gen_ai.client.operation.time_to_first_chunk', {
    unit: 's',
    description: 'From the request to the first event',
  })
  const tokens = meter.createHistogram('gen_ai.client.token.usage', { unit: '{token}', description: 'Tokens of a run' })
  const runs = meter.createUpDownCounter('rivulet.relay.runs', { unit: '{run}', description: 'Runs under way in this process' })
  const readers = meter.createUpDownCounter('rivulet.relay.readers', { unit: '{reader}', description: 'Open streams of this process' })
  const resumes = meter.createCounter('rivulet.relay.resumes', { unit: '{resume}', description: 'Readers that came back to a run' })
  const drops = meter.createCounter('rivulet.relay.dropped_readers', { unit: '{reader}', description: 'Readers that were too slow' })
  const refusals = meter.createCounter('rivulet.relay.refusals', { unit: '{request}', description: 'Requests that were not served' })
  const failures = meter.createCounter('rivulet.relay.store.failures', { unit: '{call}', description: 'Calls of the store that failed' })

  return {
    startRun(asked, streams) {
      const model = modelName(asked)
      const shared: Attributes = { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': model }
      const span = tracer.startSpan(`chat ${model}`.trimEnd(), {
        kind: SpanKind.CLIENT,
        attributes: { ...shared, 'gen_ai.request.stream': streams },
      })
      const startedMs = performance.now()
      let hasToken = false
      runs.add(1)
      return {
        firstToken() {
          if (hasToken) return
          hasToken = true
          firstTokens.record((performance.now() - startedMs) / 1000, shared)
          span.addEvent('rivulet.first_event')
        },
        end(report) {
          runs.add(-1)
          const { usage, ending, elapsedMs } = report
          durations.record(elapsedMs / 1000, { ...shared, 'rivulet.ending': ending })
          if (usage) {
            tokens.record(usage.prompt_tokens, { ...shared, 'gen_ai.token.type': 'input' })
            tokens.record(usage.completion_tokens, { ...shared, 'gen_ai.token.type': 'output' })
          }
          endSpan(span, report)
        },
      }
    },
    reader: (change) => readers.add(change),
    resumed: () => resumes.add(1),
    dropped: () => drops.add(1),
    refused: (status, code) => refusals.add(1, { 'http.response.status_code': status, 'error.type': code }),
    storeFailed: () => failures.add(1),
  }
}

function endSpan(span: Span, { model, usage, ending }: UsageReport): void {
  span.setAttributes({
    'gen_ai.response.model': modelName(model),
    'rivulet.ending': ending,
    ...(usage && { 'gen_ai.usage.input_tokens': usage.prompt_tokens, 'gen_ai.usage.output_tokens': usage.completion_tokens }),
  })
  if (ending === 'failed' || ending === 'lost' || ending === 'refused') span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

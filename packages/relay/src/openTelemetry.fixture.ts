import { metrics, trace } from '@opentelemetry/api'
import { MeterProvider, MetricReader, type MetricData } from '@opentelemetry/sdk-metrics'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace'
import { onTestFinished } from 'vitest'

/** What OpenTelemetry's own SDKs made of what a relay told them. */
export interface Told {
  /** The spans that have ended. */
  spans(): ReadableSpan[]
  /** All that is measured, by name. */
  measured(): Promise<Map<string, MetricData>>
  /** The sum of a counter over its attributes, or the count of a histogram. */
  total(name: string): Promise<number>
}

class OnDemandReader extends MetricReader {
  protected override onShutdown(): Promise<void> {
    return Promise.resolve()
  }

  protected override onForceFlush(): Promise<void> {
    return Promise.resolve()
  }
}

/** Registers real SDKs for this process until the test is over: relays that are made from now on tell them. */
export function listenToTelemetry(): Told {
  const exporter = new InMemorySpanExporter()
  const reader = new OnDemandReader()
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }))
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [reader] }))
  onTestFinished(() => {
    trace.disable()
    metrics.disable()
  })
  const measured = async () => {
    const { resourceMetrics } = await reader.collect()
    return new Map(resourceMetrics.scopeMetrics.flatMap((scope) => scope.metrics).map((data) => [data.descriptor.name, data]))
  }
  return {
    spans: () => exporter.getFinishedSpans(),
    measured,
    async total(name) {
      let sum = 0
      for (const { value } of (await measured()).get(name)?.dataPoints ?? []) sum += typeof value === 'number' ? value : value.count
      return sum
    },
  }
}

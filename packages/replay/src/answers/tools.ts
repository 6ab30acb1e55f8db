import { type GatewayRequest, type GatewayTool, lastPrompt, toolResults } from '../gateway/gatewayRequest.js'
import { objectOf, parseJson } from '../jsonObject.js'
import type { Answer, Script } from './answer.js'
import { structured } from './structured.js'
import { writeInstance } from './writeInstance.js'

/** What is called where the request declares no tools. */
const WEATHER: GatewayTool = {
  name: 'get_weather',
  parameters: {
    type: 'object',
    properties: { location: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
    required: ['location', 'unit'],
  },
}

const LOCAL_TIME: GatewayTool = {
  name: 'get_local_time',
  parameters: { type: 'object', properties: { location: { type: 'string' } }, required: ['location'] },
}

/** Values of `tool_choice` that name no function. */
const CHOICES: ReadonlySet<string> = new Set(['auto', 'none', 'required'])

export const toolCall: Answer = {
  name: 'tool-call',
  word: 'tool',
  otherWords: ['weather'],
  title: 'Call a tool to look up the weather',
  suits: ({ toolChoice, tools }) => tools.length > 0 && toolChoice !== 'auto' && toolChoice !== 'none',
  write: (request) => callTools(request, [favourite(request) ?? WEATHER]),
}

export const parallelTools: Answer = {
  name: 'parallel-tools',
  word: 'parallel',
  title: 'Call two tools in parallel',
  write(request) {
    const [first = WEATHER, second = request.tools.length > 0 ? first : LOCAL_TIME] = request.tools
    return callTools(request, [first, second])
  },
}

/** Every declared tool, one after the other: each result asks for the next call, the last one for the answer. */
export const toolLoop: Answer = {
  name: 'tool-loop',
  word: 'loop',
  title: 'Use tools in a loop until the answer is there',
  write(request) {
    const tools = request.tools.length > 0 ? request.tools : [LOCAL_TIME, WEATHER]
    const next = tools[toolResults(request).length]
    return next ? callTools(request, [next]) : answerAfterTools.write(request)
  },
}

/** What is said when the results of tool calls are there: it closes the loop that the two answers above begin. */
export const answerAfterTools: Answer = {
  name: 'after-tools',
  word: '',
  title: 'Answer from the results of tools',
  suits: (request) => toolResults(request).length > 0,
  write(request) {
    if (request.schema) return structured.write(request)
    const [first = [], ...others] = toolResults(request).map(({ text }) => factsIn(text))
    const found =
      others.length === 0
        ? `The tool answered:\n\n${first.length === 1 ? first[0] : first.map((fact) => `- ${fact}`).join('\n')}`
        : `The tools answered:\n\n${[first, ...others].map((facts) => `- ${facts.join(', ')}`).join('\n')}`
    return { content: `${found}\n\nThat is all I needed; ask again if something should be looked up anew.` }
  },
}

/** The tool that `tool_choice` names, or whose name the prompt mentions, or else the first. */
function favourite({ tools, toolChoice, ...request }: GatewayRequest): GatewayTool | undefined {
  const named = CHOICES.has(toolChoice) ? undefined : tools.find(({ name }) => name === toolChoice)
  const prompt = lastPrompt({ tools, toolChoice, ...request })
  return named ?? tools.find(({ name }) => prompt.includes(name)) ?? tools[0]
}

function callTools(request: GatewayRequest, tools: readonly GatewayTool[]): Script {
  if (request.toolChoice === 'none') return { content: 'The request says `tool_choice: "none"`, so I called nothing.' }
  return {
    // The same tool twice is asked two different things.
    toolCalls: tools.map((tool, variant) => ({ name: tool.name, arguments: writeInstance(tool.parameters, 'tools', variant) })),
  }
}

/** What a result says: each of its fields, where it is an object, or the text. */
function factsIn(result: string): string[] {
  const fields = Object.entries(objectOf(parseJson(result)))
  const told = ([name, value]: [string, unknown]) => shortened(`**${name}**: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return fields.length > 0 ? fields.map(told) : [shortened(result)]
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 200 ? `${Array.from(line).slice(0, 199).join('')}…` : line
}

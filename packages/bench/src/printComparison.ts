import { titleOf, type Comparison, type Moved } from './compare.ts'
import { figureText, spreadText } from './print.ts'

/** What moved since figures were kept, for people. @returns nothing where nothing is to be told */
export function printComparison(part: string, { moved, lost, missing, isSameMachine }: Comparison): string[] {
  return [
    ...(isSameMachine ? [] : [`  ${part}: kept on another machine: of what moved, only counted work and sizes are red`]),
    ...moved.map(movedLine),
    ...lost.map(
      ({ verdict, isRed }) =>
        `  ${isRed ? 'RED   ' : 'worse '}  ${titleOf(verdict)}: budget ${figureText(verdict.most)} was held and is missed, ${spreadText(verdict.ours)}`,
    ),
    ...missing.map((what) => `  RED     ${what}: kept, but not measured now`),
  ]
}

function movedLine({ what, unit, name, was, is, isWorse, isRed }: Moved): string {
  const verdict = isRed ? 'RED   ' : isWorse ? 'worse ' : 'better'
  return `  ${verdict}  ${name}: ${what}: ${spreadText(is)}${unit && ` ${unit}`}, was ${spreadText(was)}`
}

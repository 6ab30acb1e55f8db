/** The inspector has an entry of its own, so that whoever does not use it does not load it. */
export {
  describeEvent,
  isToken,
  StreamInspector,
  type InspectedEvent,
  type InspectedRun,
  type InspectedStep,
} from '../../../components/src/inspector/index.js'

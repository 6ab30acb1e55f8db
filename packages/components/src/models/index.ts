export { ModelPicker, type ModelPickerProps } from './ModelPicker.js'
export type { PickableModel } from './groupModels.js'

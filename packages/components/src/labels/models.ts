/** Words of the picker of models. */
export interface ModelsLabels {
  model: string
  /** Where none is chosen. */
  chooseModel: string
  searchModels: string
  loadingModels: string
  noModels: string
  /** No model fits what was typed. */
  noModelFound: string
  modelsFailed: string
  favouriteModels: string
  recentModels: string
  otherModels: string
}

export const modelsLabels: ModelsLabels = {
  model: 'Model',
  chooseModel: 'Choose a model',
  searchModels: 'Search models',
  loadingModels: 'Loading models…',
  noModels: 'The gateway offers no models.',
  noModelFound: 'No model of that name.',
  modelsFailed: 'The models could not be loaded.',
  favouriteModels: 'Favourites',
  recentModels: 'Used lately',
  otherModels: 'All models',
}
